import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digest } from '../src/compile/digest.ts';
import { promises } from '../src/compile/due.ts';
import { every } from '../src/kinds/index.ts';
import type { Document } from '../src/model/document.ts';
import type { Community } from '../src/model/community.ts';
import { citing } from '../src/states/citing.ts';
import { isKept } from '../src/states/note-state.ts';
import { deriveStates } from '../src/states/index.ts';
import type { States } from '../src/states/index.ts';
import { communityOf, demoCommunity, fileOf, today } from './community.ts';
import { PROJECT } from './world.ts';

const yes = (value: boolean): string => (value ? 'yes' : 'no');

/** What the states say, in the form of fixtures/planted.tsv. */
function table(community: Community, states: States): string[] {
  const issues = every(community, 'issue').map((issue) => {
    const { stage, overdue, answerBy, followUpOn, closed } = states.issue(issue);
    const day = stage === 'waiting' ? answerBy : (followUpOn ?? '-');
    return ['issue', issue.id, stage, yes(overdue), day, yes(closed)];
  });
  const advice = every(community, 'advice').map((one) => {
    const { record, answered } = states.advice(one);
    const word = answered === null ? '-' : answered ? 'answered' : 'unanswered';
    return ['advice', one.id, record.tried, record.worked, record.partly, record.didNot, word];
  });
  const notes = community.documents.filter(isKept).map((note) => {
    const { confidence, lapsed } = states.note(note);
    return ['note', note.id, confidence, lapsed ? 'lapsed' : 'fresh'];
  });
  return [...issues, ...advice, ...notes].map((row) => row.join('\t')).sort();
}

describe('the demo community', () => {
  test('has each document cited by the same ones, whether one asks of a few or of all', () => {
    const community = demoCommunity();
    const asked = () => citing(community, () => community.documents);
    const ofAll = asked();
    // Whoever asks of that many is answered from a map of all links.
    for (const document of community.documents) ofAll(document);
    const idsOf = (documents: readonly Document[]): readonly string[] => documents.map(({ id }) => id).sort();
    for (const document of community.documents)
      expect(idsOf(asked()(document)), document.id).toEqual(idsOf(ofAll(document)));
  });

  test('is in the states that its author planted, by hand and from the rules alone', () => {
    const planted = readFileSync(join(PROJECT, 'fixtures/planted.tsv'), 'utf8');
    const rows = planted.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const community = demoCommunity();
    expect(table(community, deriveStates(community, today()))).toEqual(rows.sort());
    expect(rows.length).toBeGreaterThan(35);
  });
});

const members = { 'members/ada.md': fileOf({ name: 'Ada' }), 'members/bo.md': fileOf({ name: 'Bo' }) };
const issue = fileOf({ title: 'Which clock?', by: 'ada', opened: '2026-09-01' });
const advice = (fields: Record<string, string> = {}): string =>
  fileOf({ issue: 'q', by: 'bo', date: '2026-09-02', ...fields });
const report = (fields: Record<string, string>): string =>
  fileOf({ issue: 'q', by: 'ada', date: '2026-10-20', tried: '[a]', ...fields });

function issueState(files: Readonly<Record<string, string>>, on = '2026-11-20') {
  const community = communityOf({ ...members, 'issues/q.md': issue, ...files }, on);
  const [found] = every(community, 'issue');
  if (!found) throw new Error('there is no issue');
  return deriveStates(community, today(on)).issue(found);
}

describe('an issue', () => {
  test.each([
    ['waits until the promise', {}, '2026-09-04', { stage: 'waiting', overdue: false, answerBy: '2026-09-04' }],
    ['is overdue after it', {}, '2026-09-05', { stage: 'waiting', overdue: true }],
    ['is not answered by the asker', { 'advice/a.md': advice({ by: 'ada' }) }, '2026-09-04', { stage: 'waiting' }],
    ['is advised', { 'advice/a.md': advice() }, '2026-09-30', { stage: 'advised', followUpOn: '2026-10-14' }],
    ['is due on the day', { 'advice/a.md': advice() }, '2026-10-14', { stage: 'due', overdue: false }],
    ['is overdue the day after', { 'advice/a.md': advice() }, '2026-10-15', { stage: 'due', overdue: true }],
    [
      'keeps an agreed day',
      { 'advice/a.md': advice({ follow_up: '2026-12-01' }) },
      '2026-11-20',
      { followUpOn: '2026-12-01' },
    ],
    [
      'is settled when it worked',
      { 'advice/a.md': advice(), 'followups/f.md': report({ outcome: 'worked' }) },
      '2026-11-20',
      { stage: 'settled', closed: true, followUpOn: null },
    ],
    [
      'comes back when it did not',
      { 'advice/a.md': advice(), 'followups/f.md': report({ outcome: 'did-not-work' }) },
      '2026-11-20',
      { stage: 'advised', closed: true, followUpOn: '2026-12-01' },
    ],
    [
      'comes back on `next`',
      { 'advice/a.md': advice(), 'followups/f.md': report({ outcome: 'partly', next: '2026-11-20' }) },
      '2026-11-20',
      { stage: 'due', followUpOn: '2026-11-20' },
    ],
    [
      'listens to newer advice',
      {
        'advice/a.md': advice(),
        'followups/f.md': report({ outcome: 'partly', next: '2026-11-20' }),
        'advice/b.md': advice({ date: '2026-10-21', follow_up: '2027-01-05' }),
      },
      '2026-11-20',
      { stage: 'advised', followUpOn: '2027-01-05' },
    ],
    [
      'is open while it was not tried',
      { 'advice/a.md': advice(), 'followups/f.md': report({ outcome: 'not-tried' }) },
      '2026-11-20',
      { stage: 'advised', closed: false },
    ],
    [
      'is followed up when nobody knows',
      { 'advice/a.md': advice(), 'followups/f.md': report({ outcome: 'unknown' }) },
      '2026-11-20',
      { stage: 'followed up', closed: false },
    ],
    [
      'is asked again when nobody knows yet',
      { 'advice/a.md': advice(), 'followups/f.md': report({ outcome: 'unknown', next: '2026-11-10' }) },
      '2026-11-20',
      { stage: 'due' },
    ],
    [
      'is settled when withdrawn',
      { 'issues/q.md': issue.replace('---\n\n', 'withdrawn: solved elsewhere\n---\n\n') },
      '2026-11-20',
      { stage: 'settled', closed: false },
    ],
    [
      'may be solved without advice',
      { 'followups/f.md': report({ outcome: 'worked', tried: '[]' }) },
      '2026-11-20',
      { stage: 'settled' },
    ],
    ['knows nothing of the future', { 'advice/a.md': advice() }, '2026-09-01', { stage: 'waiting', answeredOn: null }],
  ])('%s', (_, files, on, expected) => {
    expect(issueState(files, on)).toMatchObject(expected);
  });

  test('is asked and answered by people, whichever of their ids is used', () => {
    const twoIds = { 'members/ada.md': fileOf({ name: 'Ada', aliases: '[countess]' }) };
    expect(issueState({ ...twoIds, 'advice/a.md': advice({ by: 'countess' }) })).toMatchObject({ answeredOn: null });
    const renamed = { 'advice/a.md': advice({ aliases: '[old-a]', follow_up: '2026-10-01' }) };
    const tried = report({ outcome: 'partly', tried: '[old-a]', date: '2026-09-02' });
    expect(issueState({ ...renamed, 'followups/f.md': tried })).toMatchObject({ followUpOn: '2026-10-14' });
  });

  test('is asked again where nobody knew and newer advice names a day', () => {
    const files = { 'advice/a.md': advice(), 'followups/f.md': report({ outcome: 'unknown' }) };
    const newer = { 'advice/b.md': advice({ date: '2026-10-30', follow_up: '2026-11-10' }) };
    expect(issueState({ ...files, ...newer })).toMatchObject({ stage: 'due', overdue: true, followUpOn: '2026-11-10' });
  });

  test('is found by its alias', () => {
    const aliased = issue.replace('---\n\n', 'aliases: [old]\n---\n\n');
    expect(issueState({ 'issues/q.md': aliased, 'advice/a.md': advice({ issue: 'old' }) })).toMatchObject({
      answeredOn: '2026-09-02',
    });
  });
});

describe('a note', () => {
  const note = (fields: Record<string, string>): string =>
    fileOf({ title: 'N', by: 'bo', date: '2026-10-25', ...fields });
  const state = (files: Readonly<Record<string, string>>) => {
    const thread = { 'issues/q.md': issue, 'advice/a.md': advice() };
    const community = communityOf({ ...members, ...thread, ...files });
    const found = community.byId.get('n');
    if (!found || !isKept(found)) throw new Error('there is no note');
    return deriveStates(community, today()).note(found);
  };

  test.each([
    ['by another than the adviser', { 'followups/f.md': report({ outcome: 'worked' }) }, '[a]', 'validated'],
    ['not by the adviser', { 'followups/f.md': report({ outcome: 'worked', by: 'bo' }) }, '[a]', 'not validated'],
    ['not by half a success', { 'followups/f.md': report({ outcome: 'partly' }) }, '[a]', 'not validated'],
    [
      'contradicted by anybody',
      { 'followups/f.md': report({ outcome: 'did-not-work', by: 'bo' }) },
      '[a]',
      'contradicted',
    ],
    [
      'contradicted beside a success',
      { 'followups/f.md': report({ outcome: 'worked' }), 'followups/g.md': report({ outcome: 'did-not-work' }) },
      '[a]',
      'contradicted',
    ],
    [
      'by the issue’s last outcome',
      {
        'followups/f.md': report({ outcome: 'did-not-work' }),
        'followups/g.md': report({ outcome: 'worked', date: '2026-11-01' }),
      },
      '[q]',
      'validated',
    ],
    [
      'by the follow-up it is from',
      {
        'followups/f.md': report({ outcome: 'did-not-work' }),
        'followups/g.md': report({ outcome: 'worked', tried: '[]' }),
      },
      '[g, q]',
      'validated',
    ],
    ['by nothing', {}, '[]', 'not validated'],
  ])('is validated %s', (_, files, from, expected) => {
    expect(state({ 'notes/cases/n.md': note({ from }), ...files }).confidence).toBe(expected);
  });

  test('gains by advice that cites it', () => {
    const citing = { 'advice/a.md': `${advice()}See [the note](../notes/cases/n.md).\n` };
    const files = { 'notes/cases/n.md': note({}), ...citing, 'followups/f.md': report({ outcome: 'worked' }) };
    expect(state(files)).toMatchObject({ confidence: 'validated', record: { tried: 1, worked: 1 } });
  });

  test('is superseded by a note that is no draft, and what cites it is suspect until reviewed', () => {
    const newer = note({ supersedes: 'o', date: '2026-11-01' });
    const files = {
      'notes/cases/o.md': note({}),
      'notes/cases/p.md': newer,
      'notes/cases/n.md': note({ from: '[o]' }),
    };
    expect(state(files).suspectOf.map(({ id }) => id)).toEqual(['o']);
    const reviewed = note({ from: '[o]', reviewed: '2026-11-02' });
    expect(state({ ...files, 'notes/cases/n.md': reviewed }).suspectOf).toEqual([]);
    const draft = newer.replace('---\n\n', 'draft: true\n---\n\n');
    expect(state({ ...files, 'notes/cases/p.md': draft }).suspectOf).toEqual([]);
    expect(state({ ...files, 'notes/cases/n.md': note({ supersedes: 'o' }) }).suspectOf).toEqual([]);
  });

  test('is not suspect of what it takes the place of, and is again of what fails again', () => {
    const old = { 'notes/cases/o.md': note({ from: '[a]' }), 'followups/f.md': report({ outcome: 'did-not-work' }) };
    const successor = `${note({ supersedes: 'o' })}It replaces [[o]].\n`;
    expect(state({ ...old, 'notes/cases/n.md': successor }).suspectOf).toEqual([]);
    const citing = { 'notes/cases/n.md': note({ from: '[o]', reviewed: '2026-11-01' }) };
    expect(state({ ...old, ...citing }).suspectOf).toEqual([]);
    const again = { 'followups/g.md': report({ outcome: 'did-not-work', date: '2026-11-10' }) };
    expect(state({ ...old, ...again, ...citing }).suspectOf.map(({ id }) => id)).toEqual(['o']);
  });

  test('is not validated by its adviser who does not say what was tried', () => {
    const files = {
      'notes/cases/n.md': note({ from: '[q]' }),
      'followups/f.md': report({ outcome: 'worked', tried: '[]', by: 'bo' }),
    };
    expect(state(files).confidence).toBe('not validated');
  });

  test('knows no review that is still to come', () => {
    const files = { 'notes/cases/n.md': note({ date: '2026-01-01', reviewed: '2026-11-21' }) };
    expect(state(files)).toMatchObject({ lapsed: true, reviewBy: '2026-07-01' });
  });

  test('lapses after its own time or the community’s', () => {
    const old = { date: '2026-05-19' };
    expect(state({ 'notes/cases/n.md': note(old) })).toMatchObject({ lapsed: true, reviewBy: '2026-11-19' });
    expect(state({ 'notes/cases/n.md': note({ ...old, review_in: '1 year' }) }).lapsed).toBe(false);
    expect(state({ 'notes/cases/n.md': note({ ...old, reviewed: '2026-11-01' }) }).lapsed).toBe(false);
    expect(state({ 'faq/n.md': fileOf({ title: 'Q?', from: '[a]' }) }).reviewBy).toBe('2027-03-02');
  });
});

describe('states', () => {
  test('depend on the set of documents, not on their order', () => {
    const { documents } = demoCommunity();
    const files = documents.map(({ source }) => [source.path, source.text] as const);
    const settings = readFileSync(join(PROJECT, 'fixtures/community/cop.yml'), 'utf8');
    const tableOf = (order: readonly (readonly [string, string])[]): string[] => {
      const community = communityOf({ 'cop.yml': settings, ...Object.fromEntries(order) });
      return table(community, deriveStates(community, today()));
    };
    const expected = tableOf(files);
    fc.assert(
      fc.property(fc.shuffledSubarray(files, { minLength: files.length }), (order) => {
        expect(tableOf(order)).toEqual(expected);
      }),
      { numRuns: 8 },
    );
  });

  test('nor do promises, loops and digests, whatever a community did', () => {
    const pick = fc.constantFrom;
    const day = pick('2026-08-03', '2026-09-01', '2026-09-30', '2026-10-12', '2026-11-19', '2026-11-20');
    const member = pick('ada', 'bo', 'cy');
    const issueIds = ['i1', 'i2', 'i3'];
    const adviceIds = ['a1', 'a2', 'a3', 'a4'];
    const file = (folder: string, id: string, fields: fc.Arbitrary<Record<string, string>>) =>
      fields.map((held): [string, string] => [`${folder}/${id}.md`, fileOf(held)]);
    const maybe = (name: string, value: fc.Arbitrary<string>) =>
      fc.option(value, { nil: null }).map((held): Record<string, string> => (held === null ? {} : { [name]: held }));
    const joined = (...parts: readonly fc.Arbitrary<Record<string, string>>[]) =>
      fc.tuple(...parts).map((some) => Object.assign({}, ...some) as Record<string, string>);
    const always = (name: string, value: fc.Arbitrary<string>) => value.map((held) => ({ [name]: held }));
    const someOf = (ids: readonly string[]) => fc.subarray([...ids]).map((some) => `[${some.join(', ')}]`);
    const community = fc.tuple(
      ...issueIds.map((id) =>
        file(
          'issues',
          id,
          joined(
            always('title', fc.constant(id)),
            always('by', member),
            always('opened', day),
            maybe('repeats', pick(...issueIds)),
            maybe('withdrawn', fc.constant('gone')),
          ),
        ),
      ),
      ...adviceIds.map((id) =>
        file(
          'advice',
          id,
          joined(
            always('issue', pick(...issueIds)),
            always('by', member),
            always('date', day),
            maybe('on', pick(...adviceIds)),
            maybe('stance', pick('suggests', 'supports', 'reserves', 'disagrees')),
            maybe('follow_up', day),
          ),
        ),
      ),
      ...['f1', 'f2', 'f3'].map((id) =>
        file(
          'followups',
          id,
          joined(
            always('issue', pick(...issueIds)),
            always('by', member),
            always('date', day),
            always('outcome', pick('worked', 'partly', 'did-not-work', 'not-tried', 'unknown')),
            always('tried', someOf(adviceIds)),
            maybe('next', day),
          ),
        ),
      ),
      ...['n1', 'n2'].map((id) =>
        file(
          'notes/cases',
          id,
          joined(
            always('title', fc.constant(id)),
            always('by', member),
            always('date', day),
            always('from', someOf([...issueIds, ...adviceIds, 'f1'])),
            maybe('supersedes', pick('n1', 'n2')),
          ),
        ),
      ),
    );
    const told = (files: readonly (readonly [string, string])[]): unknown => {
      const read = communityOf(Object.fromEntries(files));
      const states = deriveStates(read, today());
      const { open, answered, reported, settled, learned, fallen } = digest(
        read,
        states,
        { since: today('2026-09-01'), until: states.today },
        'ada',
      );
      const ids = (documents: readonly Document[]): string[] => documents.map(({ id }) => id);
      return {
        table: table(read, states),
        due: promises(read, states).map(({ promise, document, day: when, overdue, reasons }) => [
          promise,
          document.id,
          when,
          overdue,
          reasons,
        ]),
        digest: [
          open.length,
          answered.map(({ issue, advice }) => [issue.id, ids(advice)]),
          ids(reported),
          ids(settled),
          ids(learned),
          ids(fallen),
        ],
        leans: every(read, 'advice').map((advice) => ids(states.advice(advice).leansOn())),
        loops: every(read, 'issue').map((issue) => states.loop(issue)?.worth ?? null),
      };
    };
    fc.assert(
      fc.property(
        community.chain((files) =>
          fc.tuple(fc.constant(files), fc.shuffledSubarray(files, { minLength: files.length })),
        ),
        ([files, shuffled]) => {
          expect(told(shuffled)).toEqual(told(files));
        },
      ),
      { numRuns: 200, seed: 7 },
    );
  });
});
