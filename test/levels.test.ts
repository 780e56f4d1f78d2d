import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { measureAll } from '../src/metrics/index.ts';
import { lacking } from '../src/metrics/levels.ts';
import type { AspectLevel } from '../src/metrics/levels.ts';
import { medianWait, ninetiethWait, stillWaiting } from '../src/metrics/kaplan-meier.ts';
import { reportOf } from '../src/metrics/report.ts';
import { criterionText, parseCriterion } from '../src/model/level.ts';
import { painter } from '../src/edges/terminal.ts';
import { figureText } from '../src/render/figure.ts';
import { reportLines } from '../src/render/report/text.ts';
import { deriveStates } from '../src/states/index.ts';
import { addSpan } from '../src/text/day.ts';
import type { Day } from '../src/text/day.ts';
import { communityOf, demoCommunity, fileOf, today } from './community.ts';
import { folderWith, run } from './world.ts';

const MEMBERS = {
  'members/ada.md': fileOf({ name: 'Ada' }),
  'members/bo.md': fileOf({ name: 'Bo' }),
};

/** Issues opened long ago, of which the first so many were answered in time, and none followed up. */
function answered(inTime: number, of: number): Record<string, string> {
  const files: Record<string, string> = { ...MEMBERS };
  for (let n = 0; n < of; n += 1) {
    const opened = addSpan('2026-01-05' as Day, { count: n, unit: 'day' });
    files[`issues/i${n}.md`] = fileOf({ title: `Issue ${n}`, by: 'ada', opened });
    if (n < inTime) files[`advice/a${n}.md`] = fileOf({ issue: `i${n}`, by: 'bo', date: opened });
  }
  return files;
}

function levelOf(aspect: string, files: Readonly<Record<string, string>>, until?: string): AspectLevel {
  const community = communityOf(files, until);
  const { levels } = reportOf(community, deriveStates(community, today(until)));
  return levels.find((level) => level.aspect === aspect) as AspectLevel;
}

const settings = (report: string): { 'cop.yml': string } => ({ 'cop.yml': `name: Small\nreport:\n${report}` });

describe('a criterion', () => {
  test.each([
    'at least 80 % of 10',
    'at most 3 days of 10',
    'at most 1 day of 2',
    'at least 3',
    'at most 0.5 days of 4',
  ])('%s is read as it is written', (text) => {
    const read = parseCriterion(text);
    expect(read && criterionText(read)).toBe(text);
  });

  test.each([
    '80 % of 10',
    'at least 101 % of 10',
    'at least 80 % of 0',
    'at least 1.5',
    'at least',
    '',
    'at most 3 weeks of 2',
    'at least 0',
    'at least 0 % of 3',
    'at most 3',
    'at most 100 % of 3',
  ])('%j is none', (text) => {
    expect(parseCriterion(text)).toBeNull();
  });
});

describe('levels', () => {
  test.each([
    [0, 0, 0],
    [4, 4, 0],
    [2, 5, 0],
    [3, 5, 1],
    [8, 10, 1],
    [18, 20, 1],
  ])('%i of %i answered in time is level %i of helping', (inTime, of, reached) => {
    expect(levelOf('helping', answered(inTime, of)).reached).toBe(reached);
  });

  test('a level is reached where all of it is, and all before it', () => {
    const alone = settings('  levels:\n    reservations-answered: []\n');
    expect(levelOf('helping', { ...alone, ...answered(8, 10) }).reached).toBe(2);
    expect(levelOf('helping', { ...alone, ...answered(7, 10) }).reached).toBe(1);
    const all = levelOf('helping', { ...alone, ...answered(20, 20) });
    expect([all.reached, all.next, lacking(all)]).toEqual([3, null, []]);
    // The second is met, the first is not.
    const strict = settings(
      '  levels:\n    answered-in-time: [at least 100 % of 2, at least 10 % of 2]\n    reservations-answered: []\n',
    );
    expect(levelOf('helping', { ...strict, ...answered(7, 10) }).reached).toBe(0);
  });

  test('say what is missing, and where to begin: with the three oldest', () => {
    const [lack] = lacking(levelOf('helping', answered(1, 6)));
    expect(lack?.asks).toBe('at least 50 %, of 5 or more');
    // (1 + 4) of (6 + 4) is half.
    expect(lack?.missing).toBe('it is 1 of 6; what was missed stays missed, and the next 4 would have to do better');
    expect(lack?.workOn).toEqual([]);
    const [open] = lacking(
      levelOf('loops', {
        ...settings('  levels: {loops-closed: [at least 50 % of 4], followed-up: []}\n'),
        ...answered(6, 6),
      }),
    );
    expect(open?.missing).toBe('it is 0 of 6; 3 more of them would do');
    expect(open?.workOn.map(({ id }) => id)).toEqual(['i0', 'i1', 'i2']);
    const [few] = lacking(levelOf('helping', answered(2, 3)));
    expect(few?.missing).toBe('5 are needed to judge by, and there are 3 so far');
    const [none] = lacking(levelOf('loops', MEMBERS));
    expect(none?.missing).toBe('4 are needed to judge by, and there is none yet');
  });

  test('a waiting time, a count, and a share that is better the less it is', () => {
    const waiting = settings(
      '  levels:\n    answered-in-time: []\n    time-to-first-answer: [at most 0 days of 5, at most 0 days of 20]\n    reservations-answered: []\n',
    );
    expect(levelOf('helping', { ...waiting, ...answered(6, 10) }).reached).toBe(1);
    expect(lacking(levelOf('helping', { ...waiting, ...answered(3, 10) }))[0]?.missing).toBe(
      'fewer than half have ended, so that no median is known',
    );
    const less = settings('  levels:\n    recurrence: [at most 20 % of 5]\n');
    expect(levelOf('improving', { ...less, ...answered(0, 5) })).toMatchObject({ reached: 1, next: null });
    const repeating = {
      ...answered(0, 4),
      'issues/r1.md': fileOf({ title: 'R', by: 'ada', opened: '2026-03-02', repeats: 'i0' }),
      'issues/r2.md': fileOf({ title: 'R', by: 'ada', opened: '2026-03-01', repeats: 'i0' }),
    };
    const [lack] = lacking(levelOf('improving', { ...less, ...repeating }));
    expect(lack?.missing).toBe('it is 2 of 6; 1 fewer of them would do');
    expect(lack?.workOn.map(({ id }) => id)).toEqual(['r2', 'r1']);
    const count = settings('  levels:\n    failure-authors: [at least 1]\n');
    expect(levelOf('trust', { ...count, ...MEMBERS }).reached).toBe(0);
    const told = { ...MEMBERS, 'notes/failures/f.md': fileOf({ title: 'F', by: 'ada', date: '2026-03-01' }) };
    expect(levelOf('trust', { ...count, ...told }).reached).toBe(1);
  });

  test('a criterion of another sort says that it cannot be judged', () => {
    const wrong = settings('  levels:\n    outcomes: [at least 50 % of 2]\n');
    expect(lacking(levelOf('loops', { ...wrong, ...MEMBERS })).map(({ missing }) => missing)).toContain(
      'it cannot be judged so: the figure is of another sort',
    );
  });

  test('what is attested counts for a year, by a member, with a link', () => {
    const missing = (attested: string, until = '2026-11-20'): string | null | undefined => {
      const level = levelOf(
        'agenda',
        { ...settings(`  attested: {members-set-agenda: ${attested}}\n`), ...MEMBERS },
        until,
      );
      return level.criteria.find(({ statement }) => statement?.id === 'members-set-agenda')?.missing;
    };
    const whole = '{on: 2026-06-01, by: ada, link: members/ada.md}';
    expect(missing(whole)).toBeNull();
    expect(missing(whole, '2027-06-01')).toBeNull();
    expect(missing(whole, '2027-06-02')).toBe('it was attested on 2026-06-01, longer than a year ago');
    expect(missing(whole, '2026-05-31')).toBe('it is attested from 2026-06-01 on');
    expect(missing('{on: 2026-06-01, by: eve, link: members/ada.md}')).toBe('eve is no member');
    expect(missing('{on: 2026-06-01, by: ada}')).toBe('it needs a day, a member and a link');
    expect(missing('{on: 2026-06-01, by: ada, link: nowhere}')).toBe('nowhere leads nowhere');
    expect(missing('{on: 2026-06-01, by: ada, link: "javascript:alert(1)"}')).toBe('javascript:alert(1) leads nowhere');
    expect(missing('{}')).toBe('nobody has attested it');
  });

  test('a community has statements of its own', () => {
    const own = '{says: There is coffee., aspect: mutual, level: 2, on: 2026-06-01, by: ada, link: members/ada.md}';
    const level = levelOf('mutual', { ...settings(`  attested: {coffee: ${own}}\n`), ...MEMBERS });
    expect(level).toMatchObject({ reached: 2, next: null });
    expect(level.criteria[0]?.asks).toBe('There is coffee.');
  });

  test('settings that cannot be are told with what is meant', async () => {
    const yml = [
      'name: Small',
      'report:',
      '  levels:',
      '    answered-in-tim: [at least 80 % of 10]',
      '    loops-closed: [80 percent]',
      '    followed-up: [none, none, none, none]',
      '  attested:',
      '    risky-problm: {on: 2026-06-01}',
      '    half-finished: {says: We had cake., level: 3}',
      '',
    ].join('\n');
    const { out } = await run(['check'], { cwd: folderWith({ 'cop.yml': yml }) });
    expect(out).toContain('cop.yml:4:5: error: Unexpected key `answered-in-tim`');
    expect(out).toContain('Did you mean `answered-in-time`?');
    expect(out).toMatch(
      /cop\.yml:5:20: error: Unexpected `80 percent` as `report.levels.loops-closed`, expected `at least 80 % of 10`/,
    );
    expect(out).toContain(
      'cop.yml:6:18: error: Unexpected 4 criteria, expected at most 3, one for each level [config]',
    );
    expect(out).toContain('cop.yml:8:5: error: Unexpected statement `risky-problm`');
    expect(out).toContain('Did you mean `risky-problem`?');
    expect(out).toContain('cop.yml:9:20: error: Unexpected words of your own for a statement that ships');
  });
});

test('an entry of the FAQ is there from the day of what it rests on, and named before as not counted yet', () => {
  const files = {
    ...MEMBERS,
    'issues/q.md': fileOf({ title: 'Q', by: 'ada', opened: '2026-03-02' }),
    'faq/e.md': fileOf({ title: 'E?', from: '[q]' }),
    'faq/old.md': fileOf({ title: 'Old?', from: '[ada]' }),
  };
  const then = communityOf(files, '2026-03-01');
  expect([...then.byId.keys()].sort()).toEqual(['ada', 'bo', 'old']);
  expect(then.leftOut.map(({ path, reason, faulty }) => [path, reason, faulty])).toEqual([
    ['faq/e.md', 'all it rests on is dated after 2026-03-01', false],
    ['issues/q.md', 'it is dated 2026-03-02, after 2026-03-01', false],
  ]);
  expect(communityOf(files, '2026-03-02').byId.has('e')).toBe(true);
});

describe('a window', () => {
  test('counts what is dated in it, and knows what was before', () => {
    const community = communityOf({
      ...MEMBERS,
      'issues/old.md': fileOf({ title: 'Old', by: 'ada', opened: '2026-01-05' }),
      'advice/old-a.md': fileOf({ issue: 'old', by: 'bo', date: '2026-01-20' }),
      'issues/late.md': fileOf({ title: 'Late', by: 'ada', opened: '2026-07-01' }),
      'issues/new.md': fileOf({ title: 'New', by: 'bo', opened: '2026-07-02' }),
      'advice/new-a.md': fileOf({ issue: 'new', by: 'ada', date: '2026-07-02' }),
    });
    const states = deriveStates(community, today());
    const told = (since: string | null) =>
      Object.fromEntries(
        measureAll(community, states, undefined, since as Day | null).map(({ measure, figure }) => [
          measure.id,
          figureText(figure),
        ]),
      );
    expect(told(null)['answered-in-time']).toBe('1 of 3');
    expect(told('2026-07-01')['answered-in-time']).toBe('1 of 2');
    expect(told('2026-07-02')['answered-in-time']).toBe('1 of 1');
    // Ada’s first issue was before: the one within the window is no newcomer’s.
    expect(told('2026-07-01')['newcomers-answered']).toContain(
      'first issues: median 0 working days (1 answered, 0 still waiting)',
    );
    // Who waits today waits, whenever it began.
    expect(told('2026-07-02')['overdue-now']).toBe(told(null)['overdue-now']);
    expect(told('2026-07-02')['overdue-now']).toContain('1 waiting for an answer past the promised day');
  });

  test('from the first day on, is everything', () => {
    const community = demoCommunity();
    const states = deriveStates(community, today());
    const texts = (since: Day | null) =>
      measureAll(community, states, undefined, since).map(({ figure }) => figureText(figure));
    expect(texts('2000-01-01' as Day)).toEqual(texts(null));
    expect(texts('2026-06-01' as Day)).not.toEqual(texts(null));
  });

  test('is refused where it makes no sense', async () => {
    const root = folderWith({ 'cop.yml': 'name: Small\n' });
    const words = async (...flags: readonly string[]) => (await run(['report', ...flags], { cwd: root })).err;
    expect(await words('--since', 'yesterday')).toContain('neither a day nor a time ago');
    expect(await words('--since', '2030-01-01')).toContain('is after today');
    expect(await words('--since', '2026-05-01', '--compare', '2026-04-01')).toContain(
      'Nothing is counted on 2026-04-01',
    );
  });
});

/**
 * The share still waiting after each time, computed as Efron does it: the mass of whoever is lost from sight is handed on
 * to those who are still there, in equal parts ("The two sample problem with censored data", 1967).
 */
function redistributed(waits: readonly { time: number; ended: boolean }[]): Map<number, number> {
  // Who is lost at a time is lost after those who ended then.
  const ordered = [...waits].sort((a, b) => a.time - b.time || Number(b.ended) - Number(a.ended));
  const mass = ordered.map(() => 1 / ordered.length);
  const left = new Map<number, number>();
  let waiting = 1;
  ordered.forEach((wait, index) => {
    const own = mass[index] ?? 0;
    if (wait.ended) {
      waiting -= own;
      left.set(wait.time, waiting);
      return;
    }
    const after = ordered.length - index - 1;
    for (let other = index + 1; other < ordered.length; other += 1) mass[other] = (mass[other] ?? 0) + own / after;
  });
  return left;
}

test('the curve of Kaplan and Meier is Efron’s redistribution to the right', () => {
  const wait = fc.record({ time: fc.nat(20), ended: fc.boolean() });
  fc.assert(
    fc.property(fc.array(wait, { minLength: 1, maxLength: 40 }), (waits) => {
      const other = redistributed(waits);
      const curve = stillWaiting(waits);
      expect(curve.map(({ time }) => time)).toEqual([...other.keys()]);
      for (const { time, share } of curve) expect(share).toBeCloseTo(other.get(time) ?? NaN, 9);
      const within = (share: number): number | null =>
        [...other].find(([, still]) => still <= 1 - share + 1e-9)?.[0] ?? null;
      expect([medianWait(waits), ninetiethWait(waits)]).toEqual([within(0.5), within(0.9)]);
    }),
  );
});

test('what was planted in a generated community is recovered exactly', () => {
  /** An issue of which everything is drawn: whether and after how many days it was answered, and what came of it. */
  const fate = fc.record({
    opened: fc.integer({ min: 0, max: 300 }),
    answeredAfter: fc.option(fc.integer({ min: 0, max: 20 })),
    outcome: fc.option(fc.constantFrom('worked', 'partly', 'did-not-work', 'unknown', 'not-tried')),
  });
  const start = '2026-01-01' as Day;
  const on = (days: number): Day => addSpan(start, { count: days, unit: 'day' });
  fc.assert(
    fc.property(fc.array(fate, { maxLength: 25 }), (fates) => {
      const files: Record<string, string> = {
        ...MEMBERS,
        'cop.yml': 'name: Small\ncommitments: {respond_within: 5 days, follow_up_after: 30 days}\n',
      };
      fates.forEach(({ opened, answeredAfter, outcome }, n) => {
        files[`issues/i${n}.md`] = fileOf({ title: `I ${n}`, by: 'ada', opened: on(opened) });
        if (answeredAfter === null) return;
        files[`advice/a${n}.md`] = fileOf({ issue: `i${n}`, by: 'bo', date: on(opened + answeredAfter) });
        if (outcome !== null)
          files[`followups/f${n}.md`] = fileOf({
            issue: `i${n}`,
            by: 'ada',
            date: on(opened + answeredAfter),
            tried: `[a${n}]`,
            outcome,
          });
      });
      const now = 320;
      const community = communityOf(files, on(now));
      const figures = new Map(
        measureAll(community, deriveStates(community, on(now))).map(({ measure, figure }) => [measure.id, figure]),
      );
      const share = (id: string): [number, number] => {
        const figure = figures.get(id);
        if (figure?.form !== 'share') throw new Error(id);
        return [figure.counted.documents.length, figure.counted.documents.length + figure.missed.documents.length];
      };
      // A promise that falls on a weekend is kept on the Monday after it; the first of January 2026 was a Thursday.
      const promised = ({ opened }: { opened: number }): number => {
        const weekday = (opened + 5 + 4) % 7;
        return opened + 5 + (weekday === 6 ? 2 : weekday === 0 ? 1 : 0);
      };
      const ripe = fates.filter((one) => promised(one) < now);
      const inTime = ripe.filter(
        (one) => one.answeredAfter !== null && one.opened + one.answeredAfter <= promised(one),
      );
      expect(share('answered-in-time')).toEqual([inTime.length, ripe.length]);
      const asked = fates.filter(
        ({ opened, answeredAfter }) => answeredAfter !== null && opened + answeredAfter + 30 < now,
      );
      expect(share('followed-up')).toEqual([asked.filter(({ outcome }) => outcome !== null).length, asked.length]);
      const known = asked.filter(({ outcome }) => outcome !== null && !['unknown', 'not-tried'].includes(outcome));
      expect(share('loops-closed')).toEqual([known.length, asked.length]);
    }),
    { numRuns: 40 },
  );
});

test.each([120, 100, 80, 60, 40])('at a terminal of %i columns no line of the report is wider', (width) => {
  for (const until of ['2025-12-31', '2026-11-20']) {
    const community = demoCommunity(until);
    const states = deriveStates(community, today(until));
    const then = demoCommunity('2025-06-30');
    const past = [{ day: today('2025-06-30'), measured: measureAll(then, deriveStates(then, today('2025-06-30'))) }];
    const lines = reportLines(reportOf(community, states, { past }), width).map((line) => painter(0)(line));
    expect(lines.length).toBeGreaterThan(30);
    expect(lines.filter((line) => stringWidth(line) > width)).toEqual([]);
  }
});
