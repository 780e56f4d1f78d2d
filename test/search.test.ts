import { describe, expect, test } from 'vitest';
import { searched } from '../src/compile/search.ts';
import { deriveStates } from '../src/states/index.ts';
import { search } from '../src/text/full-text.ts';
import { communityOf, fileOf, today } from './community.ts';
import { folderWith, run } from './world.ts';

interface Text {
  readonly id: string;
  readonly title?: string;
  readonly topics?: readonly string[];
  readonly text?: string;
  readonly weight?: number;
}

const found = (query: string, texts: readonly Text[]) =>
  search(query, texts, ({ title = '', topics = [], text = '', weight = 1 }) => ({
    titles: [title],
    topics,
    text,
    weight,
  }));

const ids = (query: string, texts: readonly Text[]): string[] => found(query, texts).items.map(({ id }) => id);

describe('what is found', () => {
  test('a title before a topic before the text, whatever the order of the documents', () => {
    const texts = [
      { id: 'text', text: 'The ferry was late.' },
      { id: 'topic', topics: ['ferry'], text: 'It was late.' },
      { id: 'title', title: 'The ferry', text: 'It was late.' },
      { id: 'none', text: 'The bus was early.' },
    ];
    expect(ids('ferry', texts)).toEqual(['title', 'topic', 'text']);
    expect(ids('ferry', texts.toReversed())).toEqual(['title', 'topic', 'text']);
  });

  test('all of the words where some document has them, else some', () => {
    const texts = [
      { id: 'both', text: 'ferry and bus' },
      { id: 'one', title: 'ferry ferry ferry' },
    ];
    expect(found('ferry bus', texts)).toMatchObject({ all: true, items: [{ id: 'both' }] });
    expect(found('ferry tram', texts)).toMatchObject({ all: false });
    expect(ids('ferry tram', texts)).toEqual(['one', 'both']);
  });

  test('other forms of a word, and words that begin with it, but not words that only contain it', () => {
    const texts = [
      { id: 'same', text: 'a backfill' },
      { id: 'plural', text: 'two backfills' },
      { id: 'inside', text: 'a prebackfill' },
    ];
    expect(ids('backfill', texts)).toEqual(['same', 'plural']);
    expect(ids('backf', texts)).toEqual(['same', 'plural']);
  });

  test('case and accents make no other word', () => {
    expect(ids('VERSPATUNG', [{ id: 'a', text: 'Die Verspätung.' }])).toEqual(['a']);
    expect(ids('Überfüllt', [{ id: 'a', text: 'uberfullt' }])).toEqual(['a']);
  });

  test('scripts without spaces, by pairs of letters', () => {
    const texts = [
      { id: 'day', title: '夜行バスの運行日' },
      { id: 'other', title: '時刻表' },
    ];
    expect(ids('運行日', texts)).toEqual(['day']);
    expect(found('運行日', texts).marks('夜行バスの運行日')).toEqual([
      { text: '夜行バスの', hit: false },
      { text: '運行日', hit: true },
    ]);
  });

  test('words that say nothing, where there are no others', () => {
    expect(ids('how to', [{ id: 'a', text: 'This is how to do it.' }])).toEqual(['a']);
  });

  test('what counts for more stands first among the same words', () => {
    const texts = [
      { id: 'fallen', text: 'ferry', weight: 0.6 },
      { id: 'usual', text: 'ferry' },
      { id: 'relied', text: 'ferry', weight: 1.2 },
    ];
    expect(ids('ferry', texts)).toEqual(['relied', 'usual', 'fallen']);
  });
});

describe('slips', () => {
  const texts = [{ id: 'a', title: 'Timetable', text: 'The rebuild of all boardings, by night.' }];

  test.each([
    ['a letter too few', 'rebild', 'rebuild'],
    ['a letter too many', 'rebbuild', 'rebuild'],
    ['another letter', 'rebuilt', 'rebuild'],
    ['two swapped at the beginning', 'erbuild', 'rebuild'],
    ['two swapped in the middle', 'reubild', 'rebuild'],
    ['two swapped at the end', 'rebuidl', 'rebuild'],
    ['two that are wrong in a long one', 'boradings', 'boardings'],
    ['two that are wrong far apart', 'baardinks', 'boardings'],
    ['in a title', 'tmietable', 'timetable'],
    ['a short one', 'nigth', 'night'],
  ])('%s', (_name, slip, meant) => {
    const { items, asked } = found(slip, texts);
    expect(items.map(({ id }) => id)).toEqual(['a']);
    // Another form of the word needs no excuse.
    if (asked[0]?.instead.length !== 0) expect(asked).toEqual([{ word: slip, instead: [meant] }]);
  });

  test('a word that is there is no slip, and a short one has to be right', () => {
    expect(found('night', texts).asked).toEqual([{ word: 'night', instead: [] }]);
    expect(ids('bi', texts)).toEqual([]);
    expect(ids('umbrella', texts)).toEqual([]);
  });
});

describe('a community', () => {
  const issue = { by: 'ada', opened: '2026-11-01' };
  const files = {
    'members/ada.md': fileOf({ name: 'Ada' }),
    'issues/asked-k3p9.md': fileOf({ title: 'Asked', ...issue }, '<!-- What is umbrella? -->\n\nSeen on a page.\n'),
    'guide.md': '# A guide\n\nUmbrellas.\n',
  };

  test('notes to whoever writes are not searched, pages are', () => {
    const community = communityOf(files);
    expect(
      searched('umbrella', community.documents, community, deriveStates(community, today())).items.map(
        ({ path }) => path,
      ),
    ).toEqual(['guide.md']);
    expect(
      searched('guide', community.documents, community, deriveStates(community, today())).items.map(({ path }) => path),
    ).toEqual(['guide.md']);
  });

  test('100,000 comments that never end are read in time that grows with the text alone', () => {
    const community = communityOf({ ...files, 'guide.md': '<!-- '.repeat(80_000) });
    const start = performance.now();
    searched('umbrella', community.documents, community, deriveStates(community, today()));
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  test('a draft, and what was superseded, stand behind the same words', () => {
    const note = (fields: Record<string, string>): string =>
      fileOf({ title: 'Umbrella', by: 'ada', date: '2026-11-01', topics: '[rain]', ...fields }, 'Open it.\n');
    const community = communityOf({
      'members/ada.md': fileOf({ name: 'Ada' }),
      'notes/insights/a-old-k3p9.md': note({}),
      'notes/insights/b-draft-m4q8.md': note({ draft: 'true' }),
      'notes/insights/c-new-n5r7.md': note({ supersedes: 'a-old-k3p9' }),
    });
    const { items } = searched('umbrella', community.documents, community, deriveStates(community, today()));
    expect(items.map(({ id }) => id)).toEqual(['c-new-n5r7', 'a-old-k3p9', 'b-draft-m4q8']);
  });

  test('what was left out is said, and what a terminal would obey is not passed on', async () => {
    const root = folderWith({
      'cop.yml': 'name: Small\n',
      ...files,
      'issues/broken-m4q8.md': '---\ntitle: Broken\n---\n',
      'issues/hostile-n5r7.md': fileOf(
        { title: 'Umbrella', ...issue },
        'An umbrella \u001b]0;own\u0007 of <script>alert(1)</script>\n\n::error::umbrella\n',
      ),
    });
    const { code, out, err } = await run(['search', 'umbrella'], { cwd: root });
    expect(code).toBe(0);
    // oxlint-disable-next-line no-control-regex -- what a terminal would obey
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(out).not.toMatch(/^\s*::/m);
    expect(err).toContain('Left out 1 document: issues/broken-m4q8.md');
  });

  test('the words stand out at a terminal', async () => {
    const { out } = await run(['--color', 'always', 'search', 'umbrella'], {
      cwd: folderWith({ 'cop.yml': 'name: S\n', ...files }),
    });
    expect(out).toContain('\u001b[1mUmbrellas\u001b[22m');
  });
});
