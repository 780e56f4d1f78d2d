import { readdirSync } from 'node:fs';
import { OVERLAY } from './hostile-cases.ts';

/** A community with something to set, to repair, to rename and to merge. */
export const RACING: Readonly<Record<string, string>> = {
  ...OVERLAY,
  'issues/what-else-p6xq.md':
    '---\ntitle: What else?\nby: bob\nopened: 2026-10-05\ntopcis: [speed]\n---\n\n## Challenge\n\nSee [it](why-so-slow-k3p9.md).\n',
  'advice/look-again-n5xp.md':
    '---\nissue: why-so-slow-k3p9\ntitle: Look again\nby: bob\ndate: 2026-10-03\n---\n\n## Advice\n\nLook.\n',
};

const all = (root: string): string[] => readdirSync(root, { recursive: true, encoding: 'utf8' });

export const documents = (root: string): string[] => all(root).filter((path) => path.endsWith('.md'));

/** What a run leaves behind that it should not. */
export const traces = (root: string): string[] => all(root).filter((path) => /(?:^|\/)\.cop-/.test(path));
