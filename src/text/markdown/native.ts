import { createRequire } from 'node:module';
import type { Root } from 'mdast';
import { once } from '../once.ts';

export interface Features {
  readonly gfm: boolean;
  readonly frontmatter: boolean;
}

interface Satteri {
  readonly markdownToMdast: (text: string, options: { readonly features: Features }) => Root;
}

/** Loaded when the first body is parsed: most commands parse none. */
const satteri = once(() => createRequire(import.meta.url)('satteri') as Satteri);

/**
 * The tree that remark makes, from a parser in Rust.
 *
 * @throws Where there is no binary of it for this system.
 */
export const markdownToMdast: Satteri['markdownToMdast'] = (text, options) => satteri().markdownToMdast(text, options);
