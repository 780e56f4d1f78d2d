import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SHARED } from './world.ts';

/** The shared set of hostile input, of which `index.tsv` says what each case must come to. */
export const HOSTILE = join(SHARED, 'hostile');
export const missing = !existsSync(join(HOSTILE, 'index.tsv'));

if (missing) {
  process.stderr.write(`\n*** SKIPPED: the tests on the shared hostile input. ${HOSTILE} is not there.\n\n`);
}

export interface Case {
  readonly file: string;
  readonly attack: string;
  readonly expected: string;
  readonly kind: string;
}

export const INDEX: readonly Case[] = missing
  ? []
  : readFileSync(join(HOSTILE, 'index.tsv'), 'utf8')
      .split('\n')
      .slice(1)
      .filter((line) => line !== '')
      .map((line) => {
        const [file = '', attack = '', expected = '', kind = ''] = line.split('\t');
        return { file, attack, expected, kind };
      });

export const casesOf = (...kinds: readonly string[]): readonly Case[] =>
  INDEX.filter(({ kind }) => kinds.includes(kind));

export const bytesOf = (file: string): Buffer => readFileSync(join(HOSTILE, file));
export const jsonOf = (file: string): unknown => JSON.parse(bytesOf(file).toString('utf8'));

/** What may not reach a terminal or a log: controls but tab and line feed, and what turns the direction of text round. */
export const UNSAFE =
  // oxlint-disable-next-line no-control-regex -- these must not be there
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]|[\u{e0000}-\u{e007f}]/u;

/** The colours that a terminal is sent; whatever else begins with ESC stays and is found. */
// oxlint-disable-next-line no-control-regex -- as above
export const withoutColours = (text: string): string => text.replaceAll(/\u001b\[\d{1,3}(?:;\d{1,3}){0,4}m/g, '');

/**
 * What a runner would take for a command: lines end at LF, CR and CRLF, `::word` behind any white space begins one, and
 * `##[word`, `##vso[…` and `##teamcity[…` do so anywhere in a line.
 */
export function obeyed(text: string): readonly string[] {
  return text
    .split(/\r\n|\n|\r/)
    .flatMap((line) => [...(/^\s*::\S/u.test(line) ? [line] : []), ...(/##[A-Za-z]*\[/.test(line) ? [line] : [])]);
}

/** What must never be said, whatever is asked: a command has it in its environment, and knows nothing of the first. */
export const SECRETS = {
  COP_SECRET: 'canary-secret-4f1d',
  GITHUB_TOKEN: 'ghp_canarySecret4f1d0000000000000000000000',
  GITLAB_TOKEN: 'glpat-canarySecret4f1d000000',
};

export const secretsIn = (text: string): readonly string[] =>
  Object.values(SECRETS).filter((secret) => text.includes(secret));

/** Every path below a folder, sorted: two of them are equal where nothing was made or taken away. */
export const tree = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.split('/').includes('.git'))
    .sort();
