import { FINDINGS } from '../compile/inquiry.ts';
import type { Harvest } from '../compile/inquiry.ts';
import type { Document } from '../model/document.ts';
import { relativeUrl } from '../text/links.ts';
import { bullets, link, root, uncalled } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { printMarkdown } from '../text/markdown/parse.ts';

/** The section of a vision for each sort of finding. */
const SECTIONS = { need: 'Needs', challenge: 'Challenges', opportunity: 'Opportunities' } as const;

/**
 * What some inquiries found, as Markdown under the titles of a vision's sections, each line with a link to its story.
 *
 * @param at Where the vision will lie: links are relative to it.
 */
export function carriedSections(
  inquiries: readonly { readonly inquiry: Document; readonly told: Harvest }[],
  at: string,
): ReadonlyMap<string, string> {
  const story = (inquiry: Document, { title, anchor }: { title: string; anchor: string }): Words =>
    link(`${relativeUrl(at, inquiry.path)}#${anchor}`, ...uncalled(title));
  const sections = FINDINGS.map((sort): [string, Words[][]] => [
    SECTIONS[sort],
    inquiries.flatMap(({ inquiry, told }) =>
      told.found
        .filter((one) => one.sort === sort)
        .map(({ text, story: from }): Words[] => [
          ...uncalled(text),
          ' (',
          from ? story(inquiry, from) : link(relativeUrl(at, inquiry.path), ...uncalled(inquiry.title)),
          ')',
        ]),
    ),
  ]);
  return new Map(
    sections.flatMap(([title, items]): [string, string][] =>
      items.length === 0 ? [] : [[title, printMarkdown(root([bullets(items)])).trim()]],
    ),
  );
}
