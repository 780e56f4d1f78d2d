import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import type { Complaint, Finding } from '../model/finding.ts';
import { checkable } from './check.ts';

/** A comment that says that a finding is known and right as it is: `<!-- cop-ignore link: written next week -->`. */
interface Ignore {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  /** The lines whose findings it is about; null for those of the whole file. */
  readonly lines: readonly number[] | null;
  readonly reason: string;
}

const WRITTEN =
  /(?:<!--|#)\s{0,9}cop-ignore(-file)?\s{1,9}([a-z][a-z-]{0,40})(?:\s{0,9}:\s{0,9}((?:(?!-->).){0,300}))?/;

/** Whether a text may have such a comment. */
export const mayIgnore = ({ source }: Document): boolean => source.text.includes('cop-ignore');

/** Every such comment of a document, outside of code. */
function ignoresOf(document: Document): Ignore[] {
  if (!mayIgnore(document)) return [];
  const { path, text } = document.source;
  const code = document.outline()?.code ?? [];
  const lines = text.split(/\r?\n/);
  return lines.flatMap((written, index): Ignore[] => {
    const line = index + 1;
    const match = WRITTEN.exec(written);
    if (!match || code.some(([first, last]) => line >= first && line <= last)) return [];
    const [, whole, rule = '', reason = ''] = match;
    // A comment by itself is about what comes next, past blank lines.
    let next = line + 1;
    while (next <= lines.length && (lines[next - 1] ?? '').trim() === '') next += 1;
    return [{ path, line, rule, lines: whole === undefined ? [line, next] : null, reason: reason.trim() }];
  });
}

const isAbout = (ignore: Ignore, { rule, place }: Finding): boolean =>
  ignore.rule === rule &&
  ignore.path === place.path &&
  ignore.reason !== '' &&
  (ignore.lines === null || ignore.lines.includes(place.line));

/**
 * Findings without those that somebody said to be right as they are, and what is to be said about such comments: those
 * without a reason, and those that nothing is found under any more.
 *
 * @param looked The rules that were looked for: of others nobody knows whether they would find anything.
 */
export function withoutIgnored(
  found: readonly Finding[],
  community: Community,
  looked: readonly string[],
): { readonly kept: Finding[]; readonly withheld: Finding[]; readonly stale: Complaint[] } {
  const ignores = checkable(community).flatMap(ignoresOf);
  if (ignores.length === 0) return { kept: [...found], withheld: [], stale: [] };
  const used = new Set<Ignore>();
  const withheld: Finding[] = [];
  const kept = found.filter((finding) => {
    const about = ignores.filter((ignore) => isAbout(ignore, finding));
    about.forEach((ignore) => used.add(ignore));
    if (about.length > 0) withheld.push(finding);
    return about.length === 0;
  });
  const stale = ignores
    .filter((ignore) => !used.has(ignore) && (looked.includes(ignore.rule) || ignore.reason === ''))
    .map(({ path, line, rule, reason }): Complaint => ({
      rule: 'stale-ignore',
      place: { path, line, column: 1 },
      message:
        reason === ''
          ? `Unexpected \`cop-ignore ${rule}\` without a reason, expected one behind a colon`
          : `Unexpected \`cop-ignore ${rule}\` where nothing is found, expected none`,
      hint: reason === '' ? `\`<!-- cop-ignore ${rule}: why it is right as it is -->\`` : 'Take the comment out.',
    }));
  return { kept, withheld, stale };
}
