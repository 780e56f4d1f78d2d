import { describe, expect, test } from 'vitest';
import { folderWith, git, repository, run, seeded } from './world.ts';

/** One thing that somebody does on a branch, as a command line; its seed makes its id the same wherever it is done. */
interface Deed {
  readonly line: readonly string[];
  readonly seed: number;
}

const ISSUE = 'the-well-runs-dry-k7q2';

/** What is there before anybody branches off: an issue, an advice on it, and a note that can be read again. */
const START = {
  'cop.yml': 'name: Wells\n',
  ...Object.fromEntries(
    ['ada', 'bo', 'cy', 'di'].map((id) => [`members/${id}.md`, `---\nname: ${id.toUpperCase()}${id.slice(1)}\n---\n`]),
  ),
  [`issues/${ISSUE}.md`]: `---\ntitle: The well runs dry\nby: ada\nopened: 2026-09-01 # a Tuesday\ntopics: [water]\n---\n\n## Challenge\n\nDry.\n`,
  'advice/dig-deeper-m3xp.md': `---\ntitle: Dig deeper\nissue: ${ISSUE}\nby: bo\ndate: 2026-09-02\n---\n\n## Advice\n\nDig.\n`,
  'notes/insights/wells-b5nb.md': `---\ntitle: Wells\nby: di\ndate: 2026-01-01\nfrom:\n  - ${ISSUE}\n---\n\n## The insight\n\nDig.\n`,
};

const DAYS = ['2026-10-01', '2026-10-12', '2026-10-20', '2026-11-02', '2026-11-19'];

/** What members do to one issue at once: all of it either adds a file, or changes one line. */
function deeds(random: () => number, own: string): Deed[] {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const day = (): string => pick(DAYS);
  const ways: (() => readonly string[])[] = [
    () => [
      'advise',
      ISSUE,
      `Advice ${pick(['one', 'two'])}`,
      '--by',
      pick(['bo', 'cy', 'di']),
      '--date',
      day(),
      '--follow-up',
      day(),
    ],
    () => [
      'advise',
      ISSUE,
      'I doubt it',
      '--by',
      pick(['cy', 'di']),
      '--stance',
      'reserves',
      '--on',
      'dig-deeper-m3xp',
      '--date',
      day(),
    ],
    () => [
      'followup',
      ISSUE,
      '--by',
      'ada',
      '--outcome',
      pick(['worked', 'partly', 'did-not-work', 'not-tried', 'unknown']),
      '--tried',
      'dig-deeper-m3xp',
      '--date',
      day(),
    ],
    () => ['new', 'case', 'A case', '--by', 'di', '--from', `${ISSUE},dig-deeper-m3xp`, '--date', day()],
    () => ['ask', 'It is dry again', '--by', 'cy', '--repeats', ISSUE, '--opened', day()],
    // A branch changes one line of a file that the other leaves alone.
    () => (own === 'one' ? ['reviewed', 'wells-b5nb'] : ['withdraw', ISSUE, 'It rained']),
  ];
  return Array.from({ length: 2 + Math.floor(random() * 4) }, () => ({
    line: pick(ways)(),
    seed: Math.floor(random() * 2 ** 31),
  }));
}

async function carryOut(root: string, some: readonly Deed[]): Promise<void> {
  for (const { line, seed } of some) {
    const { code, err } = await run([...line, '--commit', '--no-input'], { cwd: root, random: seeded(seed) });
    // Withdrawing twice is refused; nothing else may be.
    if (code !== 0 && !err.includes('is withdrawn already')) throw new Error(`${line.join(' ')}: ${err}`);
  }
}

/** What lists say of every document, and what is due. */
async function told(root: string): Promise<unknown> {
  const list = await run(['list', '--json'], { cwd: root });
  const due = await run(['due', '--within', '1 year', '--json'], { cwd: root });
  return { list: JSON.parse(list.out) as unknown, due: JSON.parse(due.out) as unknown };
}

async function merged(one: readonly Deed[], two: readonly Deed[], order: readonly string[]): Promise<string> {
  const root = repository(folderWith(START));
  for (const [branch, some] of [['one', one] as const, ['two', two] as const]) {
    git(root, 'checkout', '--quiet', '-b', branch, 'main');
    await carryOut(root, some);
  }
  git(root, 'checkout', '--quiet', 'main');
  // A conflict would make git fail, and the test with it.
  for (const branch of order) git(root, 'merge', '--quiet', '--no-edit', branch);
  return root;
}

describe('two branches that advise, follow up and close the same issue', () => {
  test.each(Array.from({ length: 5 }, (_, index) => index + 1))('merge, whatever they did (%i)', async (seed) => {
    const random = seeded(seed * 7919);
    const [one, two] = [deeds(random, 'one'), deeds(random, 'two')];
    const first = await merged(one, two, ['one', 'two']);
    const second = await merged(one, two, ['two', 'one']);
    const says = await told(first);
    expect(await told(second)).toEqual(says);
    // Nor does it matter that they ever were branches.
    const straight = repository(folderWith(START));
    await carryOut(straight, [...two, ...one]);
    expect(await told(straight)).toEqual(says);
    const check = await run(['check', '--json'], { cwd: first });
    const { findings } = JSON.parse(check.out) as { findings: { rule: string }[] };
    // Deeds are drawn at random, so that some come before others that they rest on.
    const drawn = new Set(['section', 'dates', 'claim']);
    expect(findings.filter(({ rule }) => !drawn.has(rule))).toEqual([]);
    expect(check.code).toBe(0);
    const lines = git(
      first,
      'diff',
      '--unified=0',
      'HEAD',
      git(first, 'rev-list', '--max-parents=0', 'HEAD').trim(),
      '--',
      `issues/${ISSUE}.md`,
    );
    expect(lines.split('\n').filter((line) => /^-(?!--)/.test(line)).length).toBeLessThanOrEqual(1);
  });
});
