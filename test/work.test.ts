import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeCommunity } from '../bench/community.mjs';
import { reset, taken } from '../src/text/work.ts';
import type { Piece, Tally } from '../src/text/work.ts';
import { COMMUNITY, PROJECT, folder, repository, run } from './world.ts';

/** Every sort of question, and what makes pages; `ISSUE` and `MEMBER` stand for some of the community's. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  check: ['check'],
  due: ['due'],
  list: ['list', 'issues'],
  seen: ['seen', 'the ferry boardings arrive late after the nightly rebuild'],
  show: ['show', 'ISSUE'],
  faq: ['faq'],
  digest: ['digest', '--since', '2026-09-01'],
  report: ['report'],
  'new case': ['new', 'case', 'Backfill without a freeze', '--by', 'MEMBER', '--no-input', '--dry-run'],
  'site build': ['site', 'build'],
};

const demo = (): string => {
  const root = join(folder(), 'tidewater');
  cpSync(COMMUNITY, root, { recursive: true });
  return repository(root);
};

const madeUp = (): string => {
  const root = join(folder(), 'made-up');
  makeCommunity(root, 200, { commits: 20 });
  return root;
};

const firstIn = (root: string, path: string): string => readdirSync(join(root, path)).sort()[0] ?? '';
const stem = (name: string): string => name.replace(/\.md$/, '');

type When = 'cold' | 'again' | 'edited';

/** What was changed less than two seconds ago may be changing still, and is looked at again. */
const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2_100));

/** What a command does in a community: for the first time, again, and after one edit. */
async function workOf(words: readonly string[], root: string): Promise<Record<When, Tally>> {
  const named: Readonly<Record<string, string>> = {
    ISSUE: stem(firstIn(root, 'issues')),
    MEMBER: stem(firstIn(root, 'members')),
  };
  const env = { XDG_CACHE_HOME: folder() };
  const work = async (): Promise<Tally> => {
    reset();
    const { code, err } = await run(
      words.map((word) => named[word] ?? word),
      { cwd: root, env },
    );
    expect(code, err).toBeLessThan(2);
    return taken();
  };
  const note = join(root, 'notes/cases', firstIn(root, 'notes/cases'));
  const text = readFileSync(note, 'utf8');
  try {
    const [cold, again] = [await work(), await work()];
    writeFileSync(note, `${text}\nOne more line.\n`);
    return { cold, again, edited: await work() };
  } finally {
    writeFileSync(note, text);
    rmSync(join(root, '_site'), { recursive: true, force: true });
  }
}

const COLUMNS: readonly Piece[] = ['file', 'exact', 'tree', 'git', 'page', 'written'];
const HEAD = `What each command does, by the piece (src/text/work.ts): files read, front matters read by the exact reader, bodies parsed,
processes of git, pages rendered, files of a site written; for the first time, again, and after one edit.
\`npx vitest run --config test/vitest.config.ts test/work.test.ts -u\` takes over new numbers. Greater ones want a reason.

`;

const line = (name: string, cells: readonly (string | number)[]): string =>
  `${name.padEnd(20)}${cells.map((cell) => String(cell).padStart(8)).join('')}\n`;

describe('the work of every command is what it was', () => {
  test.each([
    ['demo', demo],
    ['200-documents', madeUp],
  ] as const)(
    '%s',
    async (name, make) => {
      const root = make();
      await later();
      let text = HEAD + line(name, COLUMNS);
      for (const [command, words] of Object.entries(COMMANDS)) {
        for (const [when, tally] of Object.entries(await workOf(words, root))) {
          // How many files of a site were written so shortly before that they are looked at again, the clock says.
          const isBuilt = command === 'site build' && when !== 'cold';
          text += line(
            `${command}, ${when}`,
            COLUMNS.map((column) => (isBuilt && column === 'file' ? '-' : tally[column])),
          );
        }
      }
      await expect(text).toMatchFileSnapshot(join(PROJECT, `fixtures/_expected/work-${name}.txt`));
    },
    240_000,
  );

  // The numbers above may be taken over with the wrong ones among them; these may not.
  test.each(['due', 'list', 'seen', 'report'])(
    '%s reads each file once and starts git twice at most',
    async (command) => {
      const { cold } = await workOf(COMMANDS[command] ?? [], madeUp());
      // The settings, and a lock that may be there.
      expect(cold.file).toBeLessThan(200 + 5);
      expect(cold.git).toBeLessThanOrEqual(2);
      expect(cold.page).toBe(0);
    },
  );

  test('a site that is built again writes nothing, and after one edit no more than shows it', async () => {
    const { again, edited } = await workOf(['site', 'build'], madeUp());
    expect(again.written).toBe(0);
    expect(edited.written).toBeGreaterThan(0);
    expect(edited.written).toBeLessThan(10);
  });
});
