import { operands } from './command-line.ts';
import type { Following } from './edges/answers.ts';

const EVERY_WORD: Following = { from: 'words', holds: 'files' };
const LINKS: Following = { from: 'links', holds: 'level' };

/** Commands that only tell, and what they look at. */
const TELLING: ReadonlyMap<string, Following> = new Map([
  ['due', LINKS],
  ['list', LINKS],
  ['report', LINKS],
  ['check', { from: 'outline', holds: 'files' }],
  ...['show', 'seen', 'search', 'charter', 'pitch', 'faq', 'digest', 'start-here'].map((name): [string, Following] => [
    name,
    EVERY_WORD,
  ]),
]);

/** Flags with which they write, ask somebody, or look at what else there is; and a folder that is written into its flag. */
const MORE_THAN_TELLING =
  /^(?:-|-C.+|--(?:fix|write-baseline|since|mine|into|take|out|commit|branch|dry-run|verbose|federate|help)\b.*|-h)$/;

/** Flags with which a command quotes what documents say. */
const QUOTING = /^--sponsor$/;

/** What a site is built with that is not known of an earlier one. */
const OTHER_SITES = /^(?:-C.+|--(?:public|mermaid|verbose|help)\b.*|-h)$/;

/**
 * What the answer of a command line follows from, where it may be kept, and said again as long as nothing of that has changed;
 * null where it may not.
 */
export function following(argv: readonly string[]): Following | null {
  const [command = '', second] = operands(argv);
  const isOne = (flags: RegExp): boolean => argv.some((word) => flags.test(word));
  if (command === 'site' && second === 'build') return isOne(OTHER_SITES) ? null : { from: 'outline', holds: 'never' };
  if (isOne(MORE_THAN_TELLING)) return null;
  const follows = TELLING.get(command) ?? null;
  return follows !== null && isOne(QUOTING) ? EVERY_WORD : follows;
}
