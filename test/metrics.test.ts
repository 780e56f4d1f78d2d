import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evidenceOf } from '../src/model/measure.ts';
import type { Figure } from '../src/model/measure.ts';
import { MEASURES, measureAll } from '../src/metrics/index.ts';
import { ASPECTS, ASPECT_NAMES } from '../src/metrics/measure.ts';
import { medianWait, ninetiethWait } from '../src/metrics/kaplan-meier.ts';
import { apart, sliders } from '../src/metrics/sliders.ts';
import type { Slider } from '../src/metrics/sliders.ts';
import { wilson } from '../src/metrics/wilson.ts';
import { figureText } from '../src/render/figure.ts';
import { deriveStates } from '../src/states/index.ts';
import { communityOf, demoCommunity, fileOf, today } from './community.ts';
import { PROJECT, demo, run } from './world.ts';

describe('the median of Kaplan and Meier', () => {
  const waits = (...times: (number | string)[]) =>
    times.map((time) => ({ time: Number.parseFloat(String(time)), ended: !String(time).endsWith('+') }));

  // Freireich and others, 1963: weeks of remission under 6-MP and under placebo, the example of many textbooks (Cox and
  // Oakes, "Analysis of Survival Data", 1984, table 1.1); the published medians are 23 and 8 weeks.
  test('is the published one of the leukaemia trial', () => {
    const treated = waits(
      6,
      6,
      6,
      '6+',
      7,
      '9+',
      10,
      '10+',
      '11+',
      13,
      16,
      '17+',
      '19+',
      '20+',
      22,
      23,
      '25+',
      '32+',
      '32+',
      '34+',
      '35+',
    );
    const placebo = waits(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23);
    expect([medianWait(treated), medianWait(placebo)]).toEqual([23, 8]);
  });

  test('is not known while more than half still wait', () => {
    expect(medianWait(waits(1, '5+', '6+'))).toBeNull();
    expect(medianWait([])).toBeNull();
  });

  test('counts who still waits', () => {
    expect(medianWait(waits(1, 2))).toBe(1);
    expect(medianWait(waits(1, 2, '9+', '9+'))).toBe(2);
  });

  test('without anybody waiting, is the lower median', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 40 }), (times) => {
        const sorted = [...times].sort((a, b) => a - b);
        expect(medianWait(waits(...times))).toBe(sorted[Math.ceil(sorted.length / 2) - 1]);
      }),
    );
  });
});

/** A community with known rates: `n` issues opened on the same day, each with its own fate. */
function planted(fates: readonly ('in time' | 'late' | 'never' | 'new' | 'withdrawn')[]) {
  const files: Record<string, string> = {
    'members/ada.md': fileOf({ name: 'Ada' }),
    'members/bo.md': fileOf({ name: 'Bo' }),
  };
  fates.forEach((fate, n) => {
    const opened = fate === 'new' ? '2026-11-19' : '2026-09-01';
    const withdrawn: Record<string, string> = fate === 'withdrawn' ? { withdrawn: 'solved' } : {};
    files[`issues/i${n}.md`] = fileOf({ title: `Issue ${n}`, by: 'ada', opened, ...withdrawn });
    if (fate === 'in time') files[`advice/a${n}.md`] = fileOf({ issue: `i${n}`, by: 'bo', date: '2026-09-04' });
    if (fate === 'late') files[`advice/a${n}.md`] = fileOf({ issue: `i${n}`, by: 'bo', date: '2026-09-08' });
  });
  const community = communityOf(files);
  const states = deriveStates(community, today());
  return (id: string) => {
    const found = measureAll(community, states).find(({ measure }) => measure.id === id);
    if (!found) throw new Error(`there is no measure ${id}`);
    return found.figure;
  };
}

describe('measures', () => {
  test('recover what was planted: only matured issues count, those withdrawn are apart', () => {
    const figure = planted(['in time', 'in time', 'late', 'never', 'new', 'withdrawn'])('answered-in-time');
    expect(figureText(figure)).toBe('2 of 4');
    expect(evidenceOf(figure).map(({ label, documents }) => [label, documents.length])).toEqual([
      ['answered in time', 2],
      ['late or not at all', 2],
      ['their time has not come', 1],
      ['withdrawn unanswered', 1],
    ]);
  });

  test('a case stays matured whatever is agreed afterwards; a withdrawn one is apart', () => {
    const by = { 'members/ada.md': fileOf({ name: 'Ada' }), 'members/bo.md': fileOf({ name: 'Bo' }) };
    const issue = (fields = {}) => fileOf({ title: 'Q', by: 'ada', opened: '2026-02-02', ...fields });
    const community = communityOf({
      ...by,
      'issues/q.md': issue(),
      'issues/w.md': issue({ withdrawn: 'solved' }),
      'advice/a.md': fileOf({ issue: 'q', by: 'bo', date: '2026-02-03' }),
      'advice/b.md': fileOf({ issue: 'w', by: 'bo', date: '2026-02-03' }),
      'followups/f.md': fileOf({ issue: 'q', by: 'ada', date: '2026-04-01', outcome: 'partly', tried: '[a]' }),
      'advice/c.md': fileOf({ issue: 'q', by: 'bo', date: '2026-04-02', follow_up: '2027-04-01' }),
    });
    const measured = measureAll(community, deriveStates(community, today()));
    const closed = measured.find(({ measure }) => measure.id === 'loops-closed');
    expect(closed && evidenceOf(closed.figure).map(({ label, documents }) => [label, documents.length])).toEqual([
      ['closed', 1],
      ['not closed', 0],
      ['their day has not come', 0],
      ['withdrawn', 1],
    ]);
  });

  test('who still waits is in the median', () => {
    expect(planted(['in time', 'late', 'never'])('time-to-first-answer')).toMatchObject({ median: 5 });
    expect(planted(['in time', 'never', 'never'])('time-to-first-answer')).toMatchObject({ median: null });
  });

  test('a percentage is shown from ten on, and nothing is made of nothing', () => {
    const ten = Array.from({ length: 10 }, () => 'in time' as const);
    expect(figureText(planted(ten)('answered-in-time'))).toBe('10 of 10 (100 %; 95 % interval 72 to 100 %)');
    expect(figureText(planted([])('answered-in-time'))).toBe('none to judge by yet');
    expect(figureText(planted([])('time-to-first-answer'))).toBe('none to judge by yet');
  });

  test('every aspect is spoken to, each effort by three in full; each says what it means and what it cannot tell', () => {
    for (const name of ASPECT_NAMES) {
      const own = MEASURES.filter((measure) => measure.aspect === name);
      const all = MEASURES.filter((measure) => measure.aspect === name || measure.also.includes(name));
      expect(all.length, name).toBeGreaterThan(0);
      if (ASPECTS[name].part === 'effort') expect(own.length, name).toBeGreaterThanOrEqual(3);
    }
    for (const measure of MEASURES) {
      expect(measure.also, measure.id).not.toContain(measure.aspect);
      for (const text of [measure.definition, measure.source, measure.cannotTell, measure.window])
        expect(text).toMatch(/\.$/);
      for (const text of [measure.formula, measure.unit]) expect(text.length, measure.id).toBeGreaterThan(3);
    }
  });

  test('no document is counted twice in a figure, and every figure of the demo community has some', () => {
    const community = demoCommunity();
    for (const { measure, figure } of measureAll(community, deriveStates(community, today()))) {
      // By parts or groups a document may take part twice.
      if (figure.form === 'parts' || figure.form === 'grouped') continue;
      const paths = evidenceOf(figure).flatMap(({ documents }) => documents.map(({ path }) => path));
      expect(new Set(paths).size, measure.id).toBe(paths.length);
      expect(paths.length, measure.id).toBeGreaterThan(0);
    }
  });
});

describe('Wilson’s interval', () => {
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is as published', (counted, of, lower, upper) => {
    const found = wilson(counted, of);
    expect(found?.lower).toBeCloseTo(lower, 4);
    expect(found?.upper).toBeCloseTo(upper, 4);
  });

  test('holds those shares that a score test would not reject, found by trying them all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(60), (of, drawn) => {
        const counted = Math.min(drawn, of);
        const found = wilson(counted, of) as { lower: number; upper: number };
        const isHeld = (share: number): boolean =>
          (counted / of - share) ** 2 <= (1.959963984540054 ** 2 * share * (1 - share)) / of + 1e-12;
        for (let step = 0; step <= 1000; step += 1) {
          const share = step / 1000;
          const near = Math.min(Math.abs(share - found.lower), Math.abs(share - found.upper)) < 1e-9;
          if (!near) expect(share >= found.lower && share <= found.upper).toBe(isHeld(share));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the time within which nine in ten ended', () => {
  test('without anybody waiting is that of the sorted waits', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 40 }), (times) => {
        const sorted = [...times].sort((a, b) => a - b);
        expect(ninetiethWait(times.map((time) => ({ time, ended: true })))).toBe(
          sorted[Math.ceil(0.9 * sorted.length - 1e-9) - 1],
        );
      }),
    );
  });

  test('is not known where more than one in ten still wait', () => {
    const waits = Array.from({ length: 10 }, (_, n) => ({ time: n < 8 ? 1 : 9, ended: n < 8 }));
    expect(ninetiethWait(waits)).toBeNull();
    expect(medianWait(waits)).toBe(1);
  });
});

/** A community of which everything is known: who asked, who advised, what came of it. */
function known(): (id: string) => Figure {
  const member = (name: string): [string, string] => [`members/${name}.md`, fileOf({ name })];
  const community = communityOf({
    ...Object.fromEntries(['ada', 'bo', 'cy', 'di', 'ed'].map(member)),
    'charter/purpose.md': fileOf({ title: 'Why', sponsor: 'ada', business_goals: '[trust]', date: '2025-01-01' }),
    'charter/vision.md': fileOf({
      title: 'Where',
      purpose: 'purpose',
      co_created_with: '{sponsor: ada, core_group: [bo], potential_members: [cy]}',
      date: '2025-01-02',
    }),
    'charter/objectives/served.md': fileOf({ title: 'Served', serves: 'vision', date: '2025-01-03' }),
    'charter/objectives/idle.md': fileOf({ title: 'Idle', serves: 'vision', date: '2025-01-03' }),
    'charter/objectives/lost.md': fileOf({ title: 'Lost', serves: 'gone', date: '2025-01-03' }),
    'charter/strategies/whole.md': fileOf({ title: 'Whole', delivers: '[served, idle]', date: '2025-01-04' }),
    'charter/strategies/broken.md': fileOf({ title: 'Broken', delivers: '[served, lost]', date: '2025-01-04' }),
    // Ada asks twice and advises; Bo only advises; Cy asks once and comes again; Di wrote one thing; Ed is new.
    'issues/first.md': fileOf({
      title: 'First',
      by: 'ada',
      opened: '2026-01-05',
      topics: '[load, night]',
      help: 'ideas',
      objective: 'served',
    }),
    'issues/again.md': fileOf({
      title: 'Again',
      by: 'ada',
      opened: '2026-02-02',
      topics: '[load]',
      repeats: 'first',
      help: 'experience',
    }),
    'issues/other.md': fileOf({ title: 'Other', by: 'cy', opened: '2026-02-03', topics: '[load]' }),
    'issues/new.md': fileOf({ title: 'New', by: 'ed', opened: '2026-11-18' }),
    'advice/a1.md': fileOf({ issue: 'first', by: 'bo', date: '2026-01-06', basis: 'untested' }),
    'advice/a2.md': fileOf({ issue: 'again', by: 'bo', date: '2026-02-05', basis: 'untested' }),
    'advice/a3.md': fileOf({ issue: 'other', by: 'ada', date: '2026-02-09', basis: 'did-it' }),
    'advice/a4.md': fileOf({ issue: 'other', by: 'di', date: '2026-02-10' }),
    'followups/f1.md': fileOf({ issue: 'first', by: 'ada', date: '2026-03-02', tried: '[a1]', outcome: 'worked' }),
    'followups/f3.md': fileOf({ issue: 'other', by: 'cy', date: '2026-03-03', tried: '[a3]', outcome: 'did-not-work' }),
    'notes/cases/n1.md': fileOf({ title: 'One', by: 'ada', date: '2026-03-12', from: '[first]' }),
    'notes/failures/x1.md': fileOf({ title: 'X', by: 'ada', date: '2026-03-13' }),
    'notes/failures/x2.md': fileOf({ title: 'Y', by: 'ada', date: '2026-03-14' }),
    'notes/failures/x3.md': fileOf({ title: 'Z', by: 'cy', date: '2026-03-15' }),
    'notes/failures/x4.md': fileOf({ title: 'D', by: 'bo', date: '2026-03-15', draft: 'true' }),
    'issues/cites.md': `${fileOf({ title: 'Cites', by: 'cy', opened: '2026-05-04', topics: '[night]' })}\n## Challenge\n\nSee [[n1]].\n`,
  });
  const measured = measureAll(community, deriveStates(community, today()));
  return (id) => {
    const found = measured.find(({ measure }) => measure.id === id);
    if (!found) throw new Error(`there is no measure ${id}`);
    return found.figure;
  };
}

describe('the measures recover what was planted', () => {
  test.each([
    ['advice-by-topic', 'load: 1 of 2; night: 1 of 1'],
    // One loop has a note after ten days; the other, closed longer ago than that, still has none.
    ['capture-lag', 'median 10 days (1 with a note, 1 without)'],
    // Of the case and three failure notes, an issue cites the case later.
    ['notes-reused', '1 of 4'],
    ['recurrence', '1 of 5'],
    // Working days: first issues 1 (Ada), 4 (Cy), none yet (Ed); later ones 3 (Ada), none yet (Cy).
    [
      'newcomers-answered',
      'first issues: median 4 working days (2 answered, 1 still waiting); later issues: median 3 working days (1 answered, 1 still waiting)',
    ],
    // Ada, Bo and Cy came again within six months, Di did not; Ed’s six months are not over.
    ['newcomers-return', '3 of 4'],
    // Ada does both; Bo and Di advise, Cy and Ed ask.
    ['ask-and-advise', '1 of 5'],
    // On load advise Bo, Ada and Di; on night Bo alone.
    ['topics-at-risk', '1 of 2 topics'],
    ['failure-authors', '2 first by their author, 1 further by the same people'],
    ['untested-tried', '1 of 2'],
    // First asks for ideas and serves an objective, Again asks for experience; the others do not say.
    ['proactive', '1 of 2'],
    // Three of the four with a topic are on load.
    ['topic-concentration', '3 of 4'],
    ['objectives-served', '1 of 3'],
    // The vision, two objectives and one strategy lead up to the purpose; one objective and one strategy do not.
    ['charter-chain', '4 of 6'],
  ])('%s', (id, expected) => {
    expect(figureText(known()(id))).toBe(expected);
  });
});

test('figures beside today’s are those that a report as of that day tells', async () => {
  const root = demo();
  const json = async (...words: readonly string[]) =>
    JSON.parse((await run(['report', '--json', ...words], { cwd: root })).out) as {
      past: { day: string; measures: { id: string; text: string }[] }[];
      measures: { id: string; text: string }[];
    };
  const { past } = await json('--quarters', '3', '--compare', '2025-11-30');
  expect(past.map(({ day }) => day)).toEqual(['2025-11-30', '2026-03-31', '2026-06-30', '2026-09-30']);
  for (const { day, measures } of past) {
    const then = await json('--as-of', day);
    expect(measures.map(({ id, text }) => [id, text])).toEqual(then.measures.map(({ id, text }) => [id, text]));
  }
  // And they are not all the same.
  expect(new Set(past.map(({ measures }) => JSON.stringify(measures))).size).toBe(4);
});

test('docs/measures.md is what the measures say of themselves', async () => {
  const { out } = await run(['measures', '--markdown'], { cwd: PROJECT });
  await expect(out).toMatchFileSnapshot(join(PROJECT, 'docs/measures.md'));
});

describe('sliders', () => {
  test('the latest of each member counts; below three views no spread is claimed', () => {
    const view = (by: string, date: string, now: number) =>
      fileOf({ by, date, sliders: `{practice: {now: ${now}, ideal: 4}}` });
    const files = {
      'members/ada.md': fileOf({ name: 'Ada' }),
      'assessments/a1.md': view('ada', '2025-01-01', 0),
      'assessments/a2.md': view('ada', '2026-01-01', 2),
      'assessments/b.md': view('bo', '2026-01-01', 5),
    };
    const practice = (of: Readonly<Record<string, string>>) => sliders(communityOf(of))[0];
    expect(practice(files)).toMatchObject({ now: null, ideal: null });
    expect(practice(files)?.views.map(({ now }) => now)).toEqual([2, 5]);
    const three = practice({ ...files, 'assessments/c.md': view('cy', '2026-01-01', 3) });
    expect(three?.now).toEqual({ lowest: 2, median: 3, highest: 5 });
  });

  test('a change is that of the same members, and is claimed of three at least', () => {
    const view = (by: string, date: string, now: number) =>
      fileOf({ by, date, sliders: `{practice: {now: ${now}, ideal: 5}}` });
    const files: Record<string, string> = {};
    for (const [by, then, now] of [
      ['ada', 1, 3],
      ['bo', 2, 3],
      ['cy', 2, 2],
    ] as const) {
      files[`assessments/${by}-1.md`] = view(by, '2026-01-01', then);
      files[`assessments/${by}-2.md`] = view(by, '2026-06-01', now);
    }
    // Di is new: nothing of hers has changed.
    files['assessments/di.md'] = view('di', '2026-06-01', 0);
    const [practice] = sliders(communityOf(files));
    expect(practice).toMatchObject({ change: 1, now: { median: 2.5 } });
    expect(apart(practice as Slider)).toBe(3);
    delete files['assessments/cy-1.md'];
    expect(sliders(communityOf(files))[0]).toMatchObject({ change: null });
  });

  test('dimensions are data', () => {
    const community = communityOf({ 'cop.yml': 'name: S\ndimensions:\n  craft: {title: The craft}\n  fun: {}\n' });
    expect(sliders(community).map(({ dimension }) => dimension.title)).toEqual(['The craft', 'fun']);
  });
});
