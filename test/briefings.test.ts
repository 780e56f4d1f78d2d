import { describe, expect, test } from 'vitest';
import { digest } from '../src/compile/digest.ts';
import { startHere } from '../src/compile/start-here.ts';
import type { Document } from '../src/model/document.ts';
import { deriveStates } from '../src/states/index.ts';
import { communityOf, demoCommunity, fileOf, today } from './community.ts';
import { folderWith, run } from './world.ts';

const ids = (documents: readonly Document[]): string[] => documents.map(({ id }) => id);

const member = (name: string, fields: Readonly<Record<string, string>> = {}): string => fileOf({ name, ...fields });
const issue = (opened: string, fields: Readonly<Record<string, string>> = {}): string =>
  fileOf({ title: 'Issue', by: 'ada', opened, ...fields });
const advice = (on: string, by: string, date: string): string => fileOf({ issue: on, by, date });
const report = (on: string, date: string, fields: Readonly<Record<string, string>>): string =>
  fileOf({ issue: on, by: 'ada', date, outcome: 'worked', ...fields });
const note = (date: string, fields: Readonly<Record<string, string>> = {}): string =>
  fileOf({ title: 'Note', by: 'bo', date, ...fields });

describe('a digest', () => {
  const files = {
    'members/ada.md': member('Ada', { joined: '2026-10-31' }),
    'members/bo.md': member('Bo', { joined: '2026-11-01', left: '2026-12-24' }),
    'members/cy.md': member('Cy', { left: '2026-11-10' }),
    'issues/before.md': issue('2026-10-31'),
    'issues/on-the-day.md': issue('2026-11-01'),
    'issues/today.md': issue('2026-11-20'),
    'issues/withdrawn.md': issue('2026-11-02', { withdrawn: 'gone' }),
    'advice/own.md': advice('today', 'ada', '2026-11-20'),
    'advice/early.md': advice('before', 'bo', '2026-10-31'),
    'advice/late.md': advice('before', 'bo', '2026-11-03'),
    'advice/later.md': advice('on-the-day', 'cy', '2026-11-04'),
    'followups/old.md': report('before', '2026-10-31', { outcome: 'partly' }),
    'followups/new.md': report('before', '2026-11-05', { tried: '[late]', thanks: '[bo, cy]' }),
    'followups/no.md': report('on-the-day', '2026-11-06', { outcome: 'did-not-work', tried: '[later]' }),
    'notes/cases/old-note.md': note('2026-10-01', { from: '[later]' }),
    'notes/cases/new-note.md': note('2026-11-07'),
    'notes/cases/draft.md': note('2026-11-08', { draft: 'true' }),
    'notes/insights/gone.md': note('2026-01-01', { reviewed: '2026-11-19' }),
    'notes/insights/successor.md': note('2026-11-09', { supersedes: 'gone' }),
    'faq/entry.md': fileOf({ title: 'Why?', from: '[new]' }),
    'faq/old-entry.md': fileOf({ title: 'How?', from: '[old]' }),
  };
  const community = communityOf(files);
  const told = digest(
    community,
    deriveStates(community, today()),
    { since: today('2026-11-01'), until: today() },
    'cy',
  );

  test('tells what happened from its day on, that day and today among it', () => {
    expect(ids(told.asked)).toEqual(['on-the-day', 'withdrawn', 'today']);
    expect(told.answered.map(({ issue: one, advice: given }) => [one.id, ids(given)])).toEqual([
      ['before', ['late']],
      ['on-the-day', ['later']],
    ]);
    expect(ids(told.reported)).toEqual(['new', 'no']);
    expect(ids(told.settled)).toEqual(['before']);
    expect(ids(told.thanked)).toEqual(['new']);
    expect(ids(told.learned)).toEqual(['entry', 'new-note', 'successor']);
    expect(ids(told.drafts)).toEqual(['draft']);
    expect(ids(told.fallen).sort()).toEqual(['gone', 'old-note']);
  });

  test('tells who came and went, and not who will', () => {
    expect(ids(told.joined)).toEqual(['bo']);
    expect(ids(told.left)).toEqual(['cy']);
  });

  test('asks the reader what is asked of them and of anybody, and tells the others’ promises apart', () => {
    expect(told.mine.map(({ promise, document }) => [promise, document.id])).toContainEqual(['answer', 'today']);
    expect(told.mine.some(({ who }) => who.length > 0 && !who.includes('cy'))).toBe(false);
    expect(told.open.length).toBeGreaterThan(told.mine.length);
  });
});

describe('where to start', () => {
  const files = {
    'charter/purpose.md': fileOf({ title: 'Why', sponsor: 'bo', business_goals: '[x]', date: '2026-01-01' }),
    'members/ada.md': member('Ada'),
    'members/bo.md': member('Bo'),
    'notes/cases/ground.md': note('2026-11-01', { topics: '[wells]' }),
    'notes/cases/above.md': note('2026-11-02', { topics: '[pumps]', from: '[ground]' }),
    'notes/cases/top.md': note('2026-11-02', { topics: '[wells]', from: '[above, ground]' }),
    'notes/cases/draft.md': note('2026-11-02', { topics: '[drafts]', draft: 'true' }),
    'notes/insights/wrong.md': note('2026-11-02', { topics: '[wrong]', from: '[failed]' }),
    'issues/told.md': issue('2026-10-01', { topics: '[wells]' }),
    'issues/untold.md': issue('2026-10-01', { topics: '[rain]' }),
    'issues/failed.md': issue('2026-10-01', { topics: '[wrong]' }),
    'issues/waiting.md': issue('2026-11-18', { topics: '[pumps]' }),
    'issues/advised.md': issue('2026-11-10', { topics: '[wells]' }),
    'advice/a1.md': advice('told', 'bo', '2026-10-02'),
    'advice/a2.md': advice('untold', 'bo', '2026-10-02'),
    'advice/a3.md': advice('failed', 'bo', '2026-10-02'),
    'advice/a4.md': advice('advised', 'bo', '2026-11-11'),
    'followups/f1.md': report('told', '2026-10-10', { tried: '[a1]' }),
    'followups/f2.md': report('untold', '2026-10-10', { tried: '[a2]' }),
    'followups/f3.md': report('failed', '2026-10-10', { tried: '[a3]', outcome: 'did-not-work' }),
    'faq/answer.md': fileOf({ title: 'What of wells?', from: '[told]', topics: '[wells]' }),
  };
  const community = communityOf(files);
  const states = deriveStates(community, today());
  const start = startHere(community, states, null);
  const read = ids(start.readings.map(({ document }) => document));

  test('the purpose comes first, and what others build on comes before them', () => {
    expect(read[0]).toBe('purpose');
    expect(read.indexOf('ground')).toBeLessThan(read.indexOf('above'));
    expect(read.indexOf('above')).toBeLessThan(read.indexOf('top'));
  });

  test('every topic that can be relied on is opened, and nothing is read twice', () => {
    expect(new Set(start.readings.flatMap(({ firstOn }) => firstOn))).toEqual(new Set(['wells', 'pumps', 'rain']));
    expect(new Set(read).size).toBe(read.length);
    // The entry tells of the issue.
    expect(read).toContain('answer');
    expect(read).not.toContain('told');
  });

  test('nothing is read that is a draft, or did not hold', () => {
    expect(read.filter((id) => ['draft', 'wrong', 'failed'].includes(id))).toEqual([]);
  });

  test('first questions wait for an answer, and what was read helps with them', () => {
    expect(start.questions.map(({ issue: one }) => one.id)).toEqual(['waiting', 'advised', 'failed']);
    expect(ids(start.questions[0]?.read ?? [])).toEqual(['above']);
  });

  test('of one topic, only what has to do with it', () => {
    const rain = startHere(community, states, 'rain');
    expect(ids(rain.readings.map(({ document }) => document))).toEqual(['purpose', 'untold']);
    expect(rain.questions).toEqual([]);
  });

  test('pages that others link to are worth reading, too', () => {
    const guide = 'See [the wells](wells.md) first.\n';
    const pages = { 'guide/a.md': `# A\n\n${guide}`, 'guide/b.md': `# B\n\n${guide}`, 'guide/wells.md': '# Wells\n' };
    const adopted = communityOf(pages);
    const [first] = startHere(adopted, deriveStates(adopted, today()), null).readings;
    expect(first).toMatchObject({ document: { id: 'guide/wells' }, citedBy: 2 });
  });

  test('is short: a first evening in the demo community', () => {
    const demo = demoCommunity();
    const { readings, others } = startHere(demo, deriveStates(demo, today()), null);
    expect(readings.reduce((sum, { minutes }) => sum + minutes, 0)).toBeLessThanOrEqual(45);
    expect(others).toBeGreaterThan(0);
  });
});

describe('as one HTML file', () => {
  const hostile = '"<img src=x onerror=alert(1)><script>alert(2)</script> @everyone [x](javascript:alert(3))"';
  const files = {
    'cop.yml': `name: ${hostile}\n`,
    'members/ada.md': member(hostile),
    'issues/bad-k7q2.md': issue('2026-11-19', { title: hostile, topics: '["<b>", a]' }),
    'advice/bad-m3xp.md': fileOf({ title: hostile, issue: 'bad-k7q2', by: 'bo', date: '2026-11-19' }),
    'notes/cases/bad-b5nb.md': note('2026-11-19', { title: hostile, topics: '["<b>"]' }),
  };

  test.each([
    ['digest', ['digest', '--since', '2026-11-01', '--html']],
    ['start-here', ['start-here', '--html']],
  ])('`%s` runs nothing and loads nothing, whatever strangers wrote', async (_, line) => {
    const { code, out } = await run(line, { cwd: folderWith(files) });
    expect(code).toBe(0);
    expect(out).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(out).toContain(`content="default-src &#39;none&#39;`.replaceAll('&#39;', "'"));
    expect(out).not.toMatch(/<script|<img|<[a-z][^>]*\son[a-z]+=|href="javascript/i);
    expect(out).toContain('&#x3C;img src=x onerror=alert(1)>');
    expect(out.match(/\shref="[^"]*"/g)?.every((href) => /href="(?:issues|notes|advice)\//.test(href))).toBe(true);
  });
});
