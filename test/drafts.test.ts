import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Asker } from '../src/edges/prompts.ts';
import { Stopped } from '../src/model/refusal.ts';
import { OVERLAY } from './hostile-cases.ts';
import { folder, folderWith, git, repository, run } from './world.ts';
import type { Ran } from './world.ts';

const env = { COP_MEMBER: 'ada' };
const draftOf = (root: string): string => join(root, '.git/cop/draft.json');
const small = (): string => repository(folderWith(OVERLAY));

/** What whoever is asked was shown to begin with, by the words of the question. */
type Shown = Map<string, unknown>;

interface Ways {
  /** Answers by the words of a question; of any other what stands there is taken. */
  readonly says?: Readonly<Record<string, string>>;
  /** The question at which the prompt is left, with what was typed into it. */
  readonly leaves?: readonly [question: string, typed: string];
  readonly goesOn?: boolean;
  /** Where every slider is put. */
  readonly sets?: { readonly now: number; readonly ideal: number };
}

/** Somebody at a terminal who presses Enter where nothing else is said. */
const person =
  ({ says = {}, leaves, goesOn = true, sets }: Ways, shown: Shown = new Map()) =>
  (): Asker => {
    const meet = (question: string, begins: unknown): void => {
      shown.set(question, begins);
    };
    return {
      input: async (question, { initial = '', typing, isTyped } = {}) => {
        meet(question, isTyped ? initial : '');
        if (leaves && question.includes(leaves[0])) {
          typing?.(leaves[1]);
          throw new Stopped('SIGHUP');
        }
        return Object.entries(says).find(([words]) => question.includes(words))?.[1] ?? initial;
      },
      select: async (question, options, initial) => {
        const choice = options.find(({ value }) => value === initial) ?? options.at(-1);
        meet(question, choice?.name);
        return choice?.value as never;
      },
      checkbox: async (question, options, rules) => {
        meet(question, rules?.checked);
        return rules?.checked?.length ? rules.checked : options.slice(0, 1).map(({ value }) => value);
      },
      confirm: async (question) => {
        meet(question, undefined);
        return goesOn;
      },
      slider: async (question, from) => {
        meet(question, from);
        return sets ?? from;
      },
    };
  };

const say = async (root: string, line: readonly string[], ways: Ways, shown?: Shown): Promise<Ran> =>
  run(line, { cwd: root, env, asker: person(ways, shown) });

const offered = (shown: Shown): string[] => [...shown.keys()].filter((question) => question.startsWith('Go on with'));

const LINES: readonly (readonly [readonly string[], string, string])[] = [
  [['ask'], 'Title of', 'Challenge'],
  [['new', 'case'], 'Title of', 'Topics'],
  [['advise', 'why-so-slow'], 'few words', 'Advice:'],
  [['followup', 'why-so-slow'], 'What we did', 'What worked'],
];

describe('a draft', () => {
  test.each(LINES)(
    'of %j is offered again, with what was answered and typed, and gone once written',
    async (line, first, last) => {
      const root = small();
      const status = git(root, 'status', '--porcelain');
      const left = await say(root, line, { says: { [first]: 'Why, “oh why”?' }, leaves: [last, 'Half a sen'] });
      expect(left).toMatchObject({ code: 129, err: expect.stringContaining('kept as a draft') as string });
      expect(statSync(draftOf(root)).mode & 0o777).toBe(0o600);
      expect(readdirSync(dirname(draftOf(root)))).toEqual(['draft.json']);
      expect(git(root, 'status', '--porcelain')).toBe(status);

      const shown: Shown = new Map();
      const ran = await say(root, line, { says: { [last]: 'Half a sentence' } }, shown);
      expect({ code: ran.code, err: ran.err }).toMatchObject({ code: 0 });
      expect(offered(shown)).toHaveLength(1);
      expect(offered(shown)[0]).toMatch(/from 2026-11-20 \(“Why, “oh why”\?”\)\?$/);
      expect([...shown].find(([question]) => question.includes(first))?.[1]).toBe('Why, “oh why”?');
      expect([...shown].find(([question]) => question.includes(last))?.[1]).toBe('Half a sen');
      const text = readFileSync(join(root, ran.out.split('\n', 1)[0] ?? ''), 'utf8');
      expect(text).toContain('oh why');
      expect(text).toContain('Half a sentence');
      expect(existsSync(draftOf(root))).toBe(false);
    },
  );

  test('that is not wanted is forgotten, and nothing of it stands in the prompts', async () => {
    const root = small();
    await say(root, ['ask'], { says: { 'Title of': 'First' }, leaves: ['Challenge', 'x'] });
    const shown: Shown = new Map();
    const { out } = await say(root, ['ask'], { goesOn: false, says: { 'Title of': 'Second' } }, shown);
    expect(offered(shown)).toHaveLength(1);
    expect(shown.get('Title of the issue')).toBe('');
    expect(readFileSync(join(root, out.split('\n', 1)[0] ?? ''), 'utf8')).not.toContain('First');
    expect(existsSync(draftOf(root))).toBe(false);
  });

  test('is of its own sort and title, and several lie beside each other', async () => {
    const root = small();
    await say(root, ['ask', 'One thing'], { leaves: ['Challenge', 'of one'] });
    await say(root, ['ask', 'Another'], { leaves: ['Challenge', 'of another'] });
    const other: Shown = new Map();
    await say(root, ['new', 'case'], { says: { 'Title of': 'T' } }, other);
    expect(offered(other)).toEqual([]);
    const shown: Shown = new Map();
    const { out } = await say(root, ['ask', 'One thing'], {}, shown);
    expect(offered(shown)[0]).toContain('“One thing”');
    expect(readFileSync(join(root, out.split('\n', 1)[0] ?? ''), 'utf8')).toContain('of one');
    // The title that was given stands, without being said again.
    const rest: Shown = new Map();
    const last = await say(root, ['ask'], {}, rest);
    expect(offered(rest)[0]).toContain('“Another”');
    expect(readFileSync(join(root, last.out.split('\n', 1)[0] ?? ''), 'utf8')).toContain('title: Another');
    expect(existsSync(draftOf(root))).toBe(false);
  });

  test('is not offered to whoever gives another title, also where its own was asked for', async () => {
    const root = small();
    await say(root, ['ask'], {
      says: { 'Title of': 'Who checks the fridges?' },
      leaves: ['Challenge', 'They are warm'],
    });
    const shown: Shown = new Map();
    const { out } = await say(root, ['ask', 'Another thing'], {}, shown);
    expect(offered(shown)).toEqual([]);
    expect(readFileSync(join(root, out.split('\n', 1)[0] ?? ''), 'utf8')).not.toContain('warm');
    const again: Shown = new Map();
    const kept = await say(root, ['ask', 'Who checks the fridges?'], {}, again);
    expect(offered(again)[0]).toContain('“Who checks the fridges?”');
    expect(readFileSync(join(root, kept.out.split('\n', 1)[0] ?? ''), 'utf8')).toContain('They are warm');
  });

  test('of sliders is offered again, each with its own reason', async () => {
    const root = small();
    const [practice, domain] = ['Practice, because', 'Domain, because'];
    const sets = { now: 2, ideal: 4 };
    const left = await say(root, ['assess'], {
      sets,
      says: { [domain]: 'Two questions' },
      leaves: ['Community, because', ''],
    });
    expect(left.err).toContain('the same command offers to go on with it');
    const shown: Shown = new Map();
    const { out } = await say(root, ['assess'], { says: { [practice]: 'None waits' } }, shown);
    expect(offered(shown)).toHaveLength(1);
    expect(shown.get([...shown.keys()].find((question) => question.includes(domain)) ?? '')).toBe('Two questions');
    const text = readFileSync(join(root, out.split('\n', 1)[0] ?? ''), 'utf8');
    expect(text).toMatch(/practice:[^]*now: 2[^]*because: None waits[^]*domain:[^]*now: 2[^]*because: Two questions/);
    expect(existsSync(draftOf(root))).toBe(false);
    // What a flag sets is asked nobody.
    await say(root, ['assess', '--set', 'practice=3/5', '--by', 'bob'], {});
    expect(existsSync(draftOf(root))).toBe(false);
  });

  test('of reports on several issues says what was to be told of each', async () => {
    const root = small();
    for (const name of ['second-s2nd', 'third-thr3'])
      writeFileSync(join(root, `issues/${name}.md`), `---\ntitle: ${name}\nby: ada\nopened: 2026-10-01\n---\n`);
    const all = ['why-so-slow-k3p9', 'second-s2nd', 'third-thr3'];
    const { err } = await say(root, ['followup', ...all], { leaves: ['What we did', 'x'] });
    const lines = err.split('\n').filter((line) => line.startsWith('cop followup '));
    expect(lines.map((line) => line.split(' ')[2])).toEqual(all);
  });

  test('stays where it was only shown, or could not be written', async () => {
    const root = small();
    await say(root, ['new', 'case', '--dry-run'], { says: { 'Title of': 'Shown' } });
    expect(readFileSync(draftOf(root), 'utf8')).toContain('Shown');
    const { code } = await say(root, ['new', 'case', '--id', 'x'], { says: {} });
    expect(code).toBe(2);
    expect(readFileSync(draftOf(root), 'utf8')).toContain('Shown');
  });

  test.each([['--no-input'], ['--json']])(
    'is neither offered nor kept with %s, in CI or without a terminal',
    async (flag) => {
      const root = small();
      await say(root, ['new', 'case'], { says: { 'Title of': 'Left' }, leaves: ['Topics', ''] });
      const held = readFileSync(draftOf(root), 'utf8');
      const shown: Shown = new Map();
      for (const more of [{ asker: person({}, shown) }, {}]) {
        const line = ['new', 'case', 'Another', flag];
        expect((await run(line, { cwd: root, env, ...more })).code).toBe(0);
        expect((await run(['new', 'case', 'In CI'], { cwd: root, env: { ...env, CI: '1' }, ...more })).code).toBe(0);
      }
      expect((await run(['new', 'case', 'In a pipe'], { cwd: root, env })).code).toBe(0);
      expect(shown.size).toBe(0);
      expect(readFileSync(draftOf(root), 'utf8')).toBe(held);
    },
  );

  test.each([
    ['half of it', '{"version":1,"drafts":[{"so'],
    ['another version', '{"version":2,"drafts":[]}'],
    ['other values', '{"version":1,"drafts":[{"sort":"cop ask","title":1,"day":"","answers":[]}]}'],
    ['a megabyte', `"${'x'.repeat(1_100_000)}"`],
  ])('that is not one is as if it were not there: %s', async (_, text) => {
    const root = small();
    mkdirSync(dirname(draftOf(root)));
    writeFileSync(draftOf(root), text);
    const shown: Shown = new Map();
    expect((await say(root, ['ask'], { says: { 'Title of': 'T' } }, shown)).code).toBe(0);
    expect(offered(shown)).toEqual([]);
  });

  test('goes through no link of a stranger’s repository', async () => {
    const links = [
      (root: string, away: string) => symlinkSync(away, join(root, '.git/cop')),
      (root: string, away: string) => writeFileSync(join(root, '.git'), `gitdir: ${away}\n`),
      (root: string, away: string) => symlinkSync(away, join(root, '.git')),
    ];
    for (const [index, make] of links.entries()) {
      const away = repository(folder());
      const before = readdirSync(away, { recursive: true });
      const root = index === 0 ? small() : folderWith(OVERLAY);
      make(root, join(away, '.git'));
      const { code } = await say(root, ['new', 'case'], { says: { 'Title of': 'T' }, leaves: ['Topics', 'x'] });
      expect(index === 0 ? [129] : [129, 2]).toContain(code);
      expect(readdirSync(away, { recursive: true })).toEqual(before);
    }
  });

  test('lies with what programs remember of their user where there is no git', async () => {
    const state = folder();
    const root = folderWith(OVERLAY);
    const before = readdirSync(root, { recursive: true });
    const asker = person({ says: { 'Title of': 'Without git' }, leaves: ['Topics', 'x'] });
    const there = { cwd: root, env: { ...env, XDG_STATE_HOME: state } };
    await run(['new', 'case'], { ...there, asker });
    expect(readdirSync(root, { recursive: true })).toEqual(before);
    const [name = ''] = readdirSync(join(state, 'cop'));
    expect(statSync(join(state, 'cop', name)).mode & 0o777).toBe(0o600);
    const shown: Shown = new Map();
    expect((await run(['new', 'case'], { ...there, asker: person({}, shown) })).code).toBe(0);
    expect(offered(shown)).toHaveLength(1);
    expect(readdirSync(join(state, 'cop'))).toEqual([]);
  });
});
