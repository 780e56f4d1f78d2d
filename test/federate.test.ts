import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { PROJECT, folder, folderWith, repository, run } from './world.ts';

interface Federated {
  readonly communities: { readonly place: string; readonly community: string; readonly asOf: string }[];
  readonly measures: {
    readonly id: string;
    readonly title: string;
    readonly figures: ({ readonly text: string; readonly numerator: number | null } | null)[];
    readonly together: {
      readonly numerator: number;
      readonly denominator: number;
      readonly communities: number;
    } | null;
  }[];
  readonly sliders: { readonly dimension: string; readonly figures: unknown[] }[];
  readonly unread: { readonly place: string; readonly problem: string }[];
}

/** A fixture as a repository below `home`, with its site built. */
async function built(home: string, name: string, fixture: string): Promise<string> {
  const root = join(home, name);
  cpSync(join(PROJECT, 'fixtures', fixture), root, { recursive: true });
  repository(root);
  expect((await run(['site', 'build'], { cwd: root })).code).toBe(0);
  return root;
}

/** A made-up community of one issue as a repository below `home`; `answered` by somebody, or nobody yet. */
async function small(home: string, name: string, answered: boolean): Promise<string> {
  const root = join(home, name);
  const member = (who: string): string => `---\nname: ${who}\n---\n`;
  const files: Record<string, string> = {
    'cop.yml': `name: ${name}\n`,
    'members/ada.md': member('Ada'),
    'members/bo.md': member('Bo'),
    'issues/late-k3p9.md': '---\ntitle: Late\nby: ada\nopened: 2026-10-01\n---\n\n## Challenge\n\nIt is late.\n',
    ...(answered
      ? {
          'advice/wait-m4q8.md':
            '---\ntitle: Wait\nissue: late-k3p9\nby: bo\ndate: 2026-10-02\n---\n\n## Advice\n\nWait.\n',
        }
      : {}),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  repository(root);
  const { out } = await run(['report', '--json'], { cwd: root });
  writeFileSync(join(root, 'report.json'), out);
  return root;
}

async function five(): Promise<string> {
  const home = folder();
  await built(home, 'tidewater', 'community');
  await built(home, 'harbour', 'young');
  await built(home, 'north', 'narrow');
  await small(home, 'mill', true);
  await small(home, 'quay', false);
  return home;
}

const FIVE = ['tidewater', 'harbour', 'north', 'mill', 'quay'];

async function federated(cwd: string, places: readonly string[], ...more: readonly string[]): Promise<Federated> {
  const { code, out, err } = await run(['report', '--federate', ...places, '--json', ...more], { cwd });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as Federated;
}

/** A report that nobody wrote, for its edges. */
const reportWith = (changes: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({
    schemaVersion: 1,
    kind: 'report',
    asOf: '2026-11-20',
    community: 'Made up',
    documents: 3,
    since: null,
    measures: [measureWith({})],
    past: [],
    levels: [],
    sliders: [],
    leftOut: [],
    cannotBeKnown: '',
    ...changes,
  });

const measureWith = (changes: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  id: 'loops-closed',
  title: 'Loops closed',
  formula: 'issues with a known outcome ÷ issues',
  form: 'share',
  text: '1 of 2',
  numerator: 1,
  denominator: 2,
  ...changes,
});

describe('five local repositories', () => {
  test('stand side by side in the order in which they were named; counts of documents are added, nothing else is', async () => {
    const home = await five();
    const view = await federated(home, FIVE);
    expect(view.communities.map(({ place }) => place)).toEqual(FIVE);
    expect(view.unread).toEqual([]);
    const answered = view.measures.find(({ id }) => id === 'answered-in-time');
    expect(answered?.figures.map((one) => one?.text.replace(/ \(.*/, ''))).toEqual([
      '8 of 10',
      '3 of 4',
      '17 of 20',
      '1 of 1',
      '0 of 1',
    ]);
    expect(answered?.together).toEqual({ numerator: 29, denominator: 36, communities: 5 });
    const added = view.measures.filter(({ together }) => together !== null).map(({ id }) => id);
    // Medians, people who may be in two communities, topics, and the busiest topic of each.
    for (const id of [
      'time-to-first-answer',
      'newcomers-return',
      'ask-and-advise',
      'topics-at-risk',
      'topic-concentration',
    ])
      expect(added).not.toContain(id);
    const turned = await federated(home, FIVE.toReversed());
    expect(turned.communities.map(({ place }) => place)).toEqual(FIVE.toReversed());
  });

  test('what is published is what the report says, and a site for everybody publishes none', async () => {
    const home = folder();
    const root = await built(home, 'tidewater', 'community');
    const { out } = await run(['report', '--json'], { cwd: root });
    expect(readFileSync(join(root, '_site/report.json'), 'utf8')).toBe(out);
    await run(['site', 'build', '--public'], { cwd: root });
    expect(existsSync(join(root, '_public/report.json'))).toBe(false);
  });

  test('differing days are told, in words and beside each name', async () => {
    const home = folder();
    const root = await small(home, 'mill', true);
    const { out } = await run(['report', '--json', '--as-of', '2026-10-20'], { cwd: root });
    await small(home, 'quay', false);
    writeFileSync(join(home, 'mill/report.json'), out);
    for (const format of ['text', 'md']) {
      const { out: told } = await run(['report', '--federate', 'mill', 'quay', '--format', format], { cwd: home });
      expect(told).toContain('The reports are of different days (2026-10-20 and 2026-11-20)');
      expect(told).toMatch(/mill\**, as of 2026-10-20/);
    }
  });

  test('the answer fits its published schema', async () => {
    const home = await five();
    const { out: schema } = await run(['schema', 'cop', 'report', 'federated'], { cwd: home });
    const ajv = new Ajv({ strict: true, strictRequired: false, formats: { date: /^\d{4}-\d{2}-\d{2}$/ } });
    const fits = ajv.compile(JSON.parse(schema) as object);
    const { out } = await run(['report', '--federate', ...FIVE, '--json'], { cwd: home });
    fits(JSON.parse(out));
    expect(fits.errors).toBeNull();
    expect(fits({ ...(JSON.parse(out) as object), surprise: 1 })).toBe(false);
  });
});

describe('what cannot be used is named, and the rest is told', () => {
  const BROKEN: readonly (readonly [string, string, string])[] = [
    ['no JSON', '{"schemaVersion": 1,', 'Unexpected text, expected JSON'],
    ['another answer', '{"schemaVersion":1,"kind":"list"}', 'Unexpected answer of `list`, expected one of `report`'],
    ['a list', '[]', 'Unexpected JSON, expected what `cop report --json` prints'],
    [
      'a newer version',
      reportWith({ schemaVersion: 2 }),
      'Unexpected schemaVersion 2, expected 1: a newer cop wrote it, and a newer one reads it',
    ],
    ['no name', reportWith({ community: undefined }), 'Unexpected undefined at community, expected "community"'],
    ['figures as text', reportWith({ measures: '3 of 4' }), 'Unexpected "3 of 4" at measures, expected Array'],
    ['no day', reportWith({ asOf: '2026-02-30' }), 'Unexpected `2026-02-30` as asOf, expected a day'],
    [
      'a day to come',
      reportWith({ asOf: '2026-12-01' }),
      'Unexpected report of 2026-12-01, expected one of 2026-11-20 or before',
    ],
    [
      'more than there are',
      reportWith({ measures: [measureWith({ numerator: 5 })] }),
      'Unexpected 5 of 2 as `loops-closed`, expected counts of which one is part of the other',
    ],
    ['half a person', reportWith({ documents: 0.5 }), 'Unexpected 0.5 as documents, expected a count'],
    [
      'a measure twice',
      reportWith({ measures: [measureWith({}), measureWith({})] }),
      'Unexpected second `loops-closed`, expected each once',
    ],
    [
      'endless measures',
      reportWith({ measures: Array.from({ length: 201 }, (_, id) => measureWith({ id: String(id) })) }),
      'Unexpected 201 at measures, expected <=200',
    ],
    ['deep nesting', '['.repeat(1_000_000), 'Unexpected text, expected JSON'],
  ];

  test.each(BROKEN)('%s', async (_name, text, problem) => {
    const home = folderWith({ 'good.json': reportWith({}), 'bad.json': text });
    const view = await federated(home, ['bad.json', 'good.json']);
    expect(view.communities.map(({ place }) => place)).toEqual(['good.json']);
    expect(view.unread).toEqual([{ place: 'bad.json', problem }]);
  });

  test('links are not followed, wherever a repository leads with them', async () => {
    const home = folderWith({ 'good.json': reportWith({}), 'secret/report.json': reportWith({ community: 'Secret' }) });
    symlinkSync(join(home, 'secret/report.json'), join(home, 'linked.json'));
    mkdirSync(join(home, 'one'));
    symlinkSync(join(home, 'secret'), join(home, 'one/_site'));
    mkdirSync(join(home, 'two'));
    symlinkSync('/dev/zero', join(home, 'two/report.json'));
    const view = await federated(home, ['good.json', 'linked.json', 'one', 'two']);
    expect(view.communities.map(({ community }) => community)).toEqual(['Made up']);
    expect(view.unread.map(({ problem }) => problem.replace(/ _site,/, ','))).toEqual(
      Array.from(
        { length: 3 },
        (_, index) => `Unexpected symbolic link, expected a ${index === 1 ? 'folder' : 'regular file'}`,
      ),
    );
  });

  test('keys that nobody knows here are ignored, as those of a later cop would be', async () => {
    const home = folderWith({
      'later.json': reportWith({
        weather: 'fine',
        measures: [measureWith({ id: 'new-one', title: 'New', colour: 'red' })],
      }),
      'good.json': reportWith({ community: 'Other' }),
    });
    const view = await federated(home, ['later.json', 'good.json']);
    expect(view.unread).toEqual([]);
    expect(view.measures.map(({ id, figures }) => [id, figures.map((one) => one?.numerator ?? null)])).toEqual([
      ['loops-closed', [null, 1]],
      ['new-one', [1, null]],
    ]);
  });
});

describe('nothing is added that would be untrue', () => {
  const added = async (one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>) => {
    const home = folderWith({
      'a.json': reportWith({ community: 'A', ...one }),
      'b.json': reportWith({ community: 'B', ...other }),
    });
    return (await federated(home, ['a.json', 'b.json'])).measures[0]?.together ?? null;
  };

  test('the same share of both is', async () => {
    expect(await added({}, {})).toEqual({ numerator: 2, denominator: 4, communities: 2 });
  });

  test.each([
    ['another window', { since: '2026-01-01' }],
    ['one name', { community: 'A', documents: 4 }],
    ['another formula', { measures: [measureWith({ formula: 'loops ÷ moons' })] }],
    ['nothing to judge by', { measures: [measureWith({ numerator: 0, denominator: 0 })] }],
    ['another form', { measures: [measureWith({ form: 'grouped' })] }],
  ])('%s is not', async (_name, other) => {
    expect(await added({}, other)).toBeNull();
  });

  test('a measure that is not known here is not', async () => {
    const measures = [measureWith({ id: 'new-one' })];
    expect(await added({ measures }, { measures })).toBeNull();
  });
});

describe('a stranger’s text', () => {
  const NAME =
    '\u001b]0;own\u0007<img src=x onerror=alert(1)>\r\n::warning::@everyone\u202e | # [x](javascript:alert(1))';
  const hostile = reportWith({
    community: NAME,
    measures: [
      measureWith({ id: '__proto__', title: NAME, form: 'counts', text: NAME, numerator: null, denominator: null }),
      measureWith({ text: 'x'.repeat(100_000), id: 'long', form: 'counts', numerator: null, denominator: null }),
    ],
    sliders: [
      {
        dimension: 'constructor',
        title: NAME,
        views: [{ by: 'ada' }],
        now: { lowest: 1, median: 1e308, highest: 2 },
        ideal: null,
      },
    ],
  });

  test.each(['text', 'md', 'html', 'json'])('is harmless as %s', async (format) => {
    const home = folderWith({ 'a.json': hostile, 'b.json': reportWith({}) });
    const form = format === 'json' ? ['--json'] : ['--format', format];
    const { code, out } = await run(['report', '--federate', 'a.json', 'b.json', ...form], { cwd: home });
    expect(code).toBe(0);
    // oxlint-disable-next-line no-control-regex -- what a terminal would obey
    expect(out).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(out).not.toMatch(/^::/m);
    expect(out.length).toBeLessThan(40_000);
    if (format === 'html') expect(out).not.toMatch(/<img|href="javascript/);
    // Markdown shows what was written: no tag, no link, no call, and no cell more than there are.
    if (format === 'md') {
      expect(out).not.toMatch(/(?<!\\)<img/);
      expect(out).not.toMatch(/(?<!\\)\[x\]\(/);
      expect(out).not.toMatch(/(?<!`)@everyone/);
    }
  });

  test('no person is named', async () => {
    const home = await five();
    const { out } = await run(['report', '--federate', ...FIVE, '--json'], { cwd: home });
    for (const person of ['samir', 'zoe', 'ada']) expect(out).not.toContain(`"${person}`);
  });
});
