import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evidenceOf } from '../src/model/measure.ts';
import { MEASURES, measureAll } from '../src/metrics/index.ts';
import { EFFORTS } from '../src/metrics/measure.ts';
import { medianWait } from '../src/metrics/kaplan-meier.ts';
import { sliders } from '../src/metrics/sliders.ts';
import { figureText } from '../src/render/figure.ts';
import { deriveStates } from '../src/states/index.ts';
import { communityOf, demoCommunity, fileOf, today } from './community.ts';

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
    expect(figureText(planted(ten)('answered-in-time'))).toBe('10 of 10 (100 %)');
    expect(figureText(planted([])('answered-in-time'))).toBe('none to judge by yet');
    expect(figureText(planted([])('time-to-first-answer'))).toBe('none to judge by yet');
  });

  test('each effort has at least three, and each says what it means and what it cannot tell', () => {
    for (const effort of Object.keys(EFFORTS)) {
      expect(MEASURES.filter((measure) => measure.effort === effort).length).toBeGreaterThanOrEqual(3);
    }
    for (const { definition, source, cannotTell } of MEASURES) {
      for (const text of [definition, source, cannotTell]) expect(text).toMatch(/\.$/);
    }
  });

  test('no document is counted twice in a figure, and every figure of the demo community has some', () => {
    const community = demoCommunity();
    for (const { measure, figure } of measureAll(community, deriveStates(community, today()))) {
      const paths = evidenceOf(figure).flatMap(({ documents }) => documents.map(({ path }) => path));
      expect(new Set(paths).size, measure.id).toBe(paths.length);
      expect(paths.length, measure.id).toBeGreaterThan(0);
    }
  });
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

  test('dimensions are data', () => {
    const community = communityOf({ 'cop.yml': 'name: S\ndimensions:\n  craft: {title: The craft}\n  fun: {}\n' });
    expect(sliders(community).map(({ dimension }) => dimension.title)).toEqual(['The craft', 'fun']);
  });
});
