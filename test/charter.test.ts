import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { wayGone } from '../src/compile/charter.ts';
import { harvest, interviews } from '../src/compile/inquiry.ts';
import { Stopped } from '../src/model/refusal.ts';
import { reframed } from '../src/text/affirmative.ts';
import { communityOf, fileOf } from './community.ts';
import { folder, run } from './world.ts';

describe('how much of the way is gone', () => {
  const gone = (baseline: string | null, now: string | null, target: string | null) =>
    wayGone({ baseline, now, target } as Parameters<typeof wayGone>[0]);

  test.each([
    ['9 days', '6 days', '3 days', 0.5],
    ['2', '10', '10', 1],
    ['2', '1', '10', -0.125],
    ['0 %', '45 %', '90 %', 0.5],
    ['1 case', '2 cases', '3 cases', 0.5],
    ['1.5 h', '1 h', '0.5 h', 0.5],
  ])('from %s, now %s, to %s: %d', (baseline, now, target, share) => {
    expect(gone(baseline, now, target)).toBeCloseTo(share);
  });

  test.each([
    ['none before 2025', '3 in 4', '9 in 10'],
    ['9 days', '6 weeks', '3 days'],
    ['9 days', null, '3 days'],
    ['3', '3', '3'],
    ['many', 'some', 'few'],
  ])('is not claimed from %s, now %s, to %s', (baseline, now, target) => {
    expect(gone(baseline, now, target)).toBeNull();
  });
});

describe('an inquiry', () => {
  test('everybody asks once and tells once, nobody themselves', () => {
    for (const count of [2, 3, 4, 5, 6, 7]) {
      const names = Array.from({ length: count }, (_, index) => `P${index}`);
      const all = interviews(names);
      expect(new Set(all.map(({ asks }) => asks))).toEqual(new Set(names));
      expect(new Set(all.map(({ tells }) => tells))).toEqual(new Set(names));
      expect(all).toHaveLength(count);
      expect(all.filter(({ asks, tells }) => asks === tells)).toEqual([]);
    }
    expect(interviews([])).toHaveLength(2);
  });

  test('gives what was found, with the story it stands under', () => {
    const body = [
      '## Define\n\n- Need: from the beginning',
      '## Discover\n\nNeed: before any story\n\n### One *night*\n\nIt ran.\n\n- need: a phone\n- Needless to say\n- **Challenge:** habits\n\n#### Deeper\n\n- Opportunity: later',
      '## Dream\n\n- Opportunity: a pond',
    ].join('\n\n');
    const fields = { title: 'I', topic: 'Nights', date: '2026-01-01' };
    const { byId } = communityOf({ 'charter/inquiries/i.md': fileOf(fields, body) });
    const inquiry = byId.get('i');
    if (!inquiry) throw new Error('no inquiry');
    const { stories, found } = harvest(inquiry);
    expect(stories).toEqual([{ title: 'One night', anchor: 'one-night' }]);
    expect(found.map(({ sort, text, story }) => [sort, text, story?.title ?? null])).toEqual([
      ['need', 'from the beginning', null],
      ['need', 'before any story', null],
      ['need', 'a phone', 'One night'],
      ['challenge', 'habits', 'One night'],
      ['opportunity', 'later', 'One night'],
      ['opportunity', 'a pond', null],
    ]);
  });

  test.each([
    'Fewer errors at handover',
    'Why do our deployments fail?',
    'Reducing staff turnover',
    'Problems with the supplier',
    'We never hear how it ended',
    'Too many meetings',
    'Avoiding blame',
    'Problems',
    'Bad handovers',
    'Getting rid of email',
    'How can we solve the data-quality problem?',
  ])('“%s” is told to be a problem, with another side', (topic) => {
    expect(reframed(topic)).toMatch(/^Ask for /);
  });

  test.each([
    'Mornings when the numbers are right before anyone asks',
    'Nights that ran through',
    'Times when we learned from each other',
    'What makes people stay',
    'Handovers after which everybody slept well',
    'Handovers that went quite well',
    'Messages that arrive',
    'Coffee breaks that bring us together',
    'Late shift joy',
    'Learning from failures',
    'Never-ending curiosity',
    'Prevention that works',
  ])('“%s” may stay', (topic) => {
    expect(reframed(topic)).toBeNull();
  });
});

describe('leaving the beginning halfway', () => {
  const leavingAfter = (answers: number) => {
    let left = answers;
    const said = ['Night nurses', 'Nursing', 'Ada', 'Grace Hopper', 'So that nobody is alone.'];
    const input = async (): Promise<string> => {
      if (left === 0) throw new Stopped();
      left -= 1;
      return said[answers - left - 1] ?? '';
    };
    const nobody = async (): Promise<never> => {
      throw new Error('nobody asks this');
    };
    return { input, select: nobody, checkbox: nobody, confirm: nobody, slider: nobody };
  };

  test('keeps every answer there was, and says how to go on', async () => {
    const root = folder();
    const { code, err } = await run(['init', 'nurses'], { cwd: root, asker: () => leavingAfter(5) });
    expect(code).toBe(2);
    expect(err).toContain('Stopped halfway. What was answered is written.');
    // The purpose is there: only its goals are missing.
    expect(err).toContain('Next: `cd nurses && cop check`.');
    const read = (path: string): string => readFileSync(join(root, 'nurses', path), 'utf8');
    expect(read('cop.yml')).toContain('name: Night nurses\ndomain: Nursing\n');
    expect(read('members/ada.md')).toContain('name: Ada');
    expect(read('members/grace-hopper.md')).toContain('roles: [sponsor]');
    expect(read('charter/purpose.md')).toContain('So that nobody is alone.');
    const { out } = await run(['check'], { cwd: join(root, 'nurses') });
    expect(out).toContain('charter/purpose.md:2:1: error: Unexpected absence of `business_goals`');
  });

  test.each([
    [['--why', 'Because'], '--why is the sponsor’s to say'],
    [['--core', '李雷', '--core', '离类'], '李雷 and 离类 would have the same id'],
    [['--core', '!!!'], '`!!!` is no name'],
    [['--sponsor', 'Grace', '--why', '# Our why'], 'leave out the #'],
  ])('%j is refused at once', async (flags, problem) => {
    const root = folder();
    const { code, err } = await run(['init', 'nurses', ...flags], { cwd: root });
    expect([code, err]).toEqual([2, expect.stringContaining(problem)]);
    expect(readdirSync(root)).toEqual([]);
  });

  test('one person under two spellings is one member; nothing said is nothing written', async () => {
    const root = folder();
    const flags = ['--member', 'ann-lee', '--sponsor', 'Ann Lee', '--core', 'Ann Lée, Bo', '--core', '', '--goal', ' '];
    const { code } = await run(['init', 'nurses', ...flags], { cwd: root });
    expect(code).toBe(0);
    expect(readdirSync(join(root, 'nurses/members')).sort()).toEqual(['ann-lee.md', 'bo.md']);
    expect(readFileSync(join(root, 'nurses/members/ann-lee.md'), 'utf8')).toContain(
      'name: Ann Lee\nroles: [sponsor, core]',
    );
    expect((await run(['check', '--strict'], { cwd: join(root, 'nurses') })).code).toBe(0);
  });

  test('before any answer writes nothing', async () => {
    const root = folder();
    const { code, err } = await run(['init', 'nurses'], { cwd: root, asker: () => leavingAfter(0) });
    expect(code).toBe(130);
    expect(err).toContain('Stopped before anything was written.');
    expect(readdirSync(root)).toEqual([]);
  });

  test.each([
    [['--respond-within', 'soon'], 'no length of time'],
    [['--holidays', '2026-02-30'], 'not a day'],
    [['--weekend', 'sat,sunday'], 'no day of the week'],
  ])('%j is refused, and nothing is written', async (flags, problem) => {
    const root = folder();
    const { code, err } = await run(['init', 'nurses', ...flags], { cwd: root });
    expect(code).toBe(2);
    expect(err).toContain(problem);
    expect(readdirSync(root)).toEqual([]);
  });
});
