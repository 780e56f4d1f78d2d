import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../src/commands/index.ts';
import { KINDS } from '../src/kinds/index.ts';
import { demoCommunity } from './community.ts';
import { PROJECT, demo, folder, run } from './world.ts';

const ajv = new Ajv({ strict: true, strictRequired: false, formats: { date: /^\d{4}-\d{2}-\d{2}$/, uri: /^https?:/ } });

async function schema(name: string): Promise<object> {
  const { code, out } = await run(['schema', ...name.split(' ')], { cwd: folder() });
  expect(code, name).toBe(0);
  return JSON.parse(out) as object;
}

/** A command line for each command, as one would type it in the demo community. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  init: ['init', 'new-one'],
  new: ['new', 'case', 'A case', '--from', 'cn2j'],
  agree: ['agree', 'vision'],
  'inquiry sheet': ['inquiry', 'sheet', 'mornings'],
  ask: ['ask', 'A question?'],
  advise: ['advise', 'refunds', 'Some advice', '--by', 'samir'],
  followup: ['followup', 'nightly-run-waits', '--outcome', 'partly', '--tried', 'start-without'],
  session: ['session', 'boardings-land'],
  capture: ['capture', 'rerun-doubles', '--as', 'case'],
  withdraw: ['withdraw', 'refunds', 'No longer needed'],
  due: ['due'],
  search: ['search', 'rerunning', 'backfil', '--limit', '3'],
  seen: ['seen', 'rerunning a day'],
  digest: ['digest', '--since', '2026-10-01'],
  'start-here': ['start-here'],
  list: ['list'],
  show: ['show', 'bus-boardings'],
  check: ['check'],
  explain: ['explain'],
  reviewed: ['reviewed', 'meaning-outlives'],
  rename: ['rename', 'refunds', 'Refunds that come twice'],
  merge: ['merge', 'rerun-doubles', 'into', 'late-trips'],
  set: ['set', 'owner=samir', 'cases', '--expect', '3'],
  charter: ['charter'],
  pitch: ['pitch'],
  faq: ['faq'],
  'site build': ['site', 'build'],
  'site serve': ['site', 'serve', '--port', '0'],
  assess: ['assess', '--by', 'amara', '--set', 'practice=3/5:It helps'],
  report: ['report'],
  measures: ['measures'],
  propose: ['propose', 'late-trips'],
  review: ['review', '--since', 'HEAD'],
  intake: ['intake', join(PROJECT, 'fixtures/intake/issue.md'), '--title', 'A question'],
  import: ['import', join(PROJECT, 'fixtures/import')],
  completion: ['completion', 'bash'],
  kinds: ['kinds'],
  schema: ['schema'],
};

/** What has to be done first, so that a command has something to tell. */
const BEFORE: Readonly<Record<string, readonly string[]>> = {
  propose: ['withdraw', 'late-trips', 'Solved'],
};

describe('--json', () => {
  test.each(COMMANDS.map(({ name }) => name))(
    'of `%s` is one document that fits its published schema',
    async (name) => {
      const line = LINES[name];
      if (!line) throw new Error(`no command line for ${name}`);
      const root = demo();
      const before = BEFORE[name];
      if (before) await run(before, { cwd: root });
      const { code, out } = await run([...line, '--json'], { cwd: root });
      expect(code).toBe(0);
      const answer = JSON.parse(out) as unknown;
      const fits = ajv.compile(await schema(`cop ${name}`));
      fits(answer);
      expect(fits.errors).toBeNull();
      expect(answer).toMatchObject({ schemaVersion: 1, kind: name.replaceAll(' ', '-'), asOf: '2026-11-20' });
      // A schema that takes anything would prove nothing.
      expect(fits({ ...(answer as object), surprise: 1 })).toBe(false);
    },
  );

  test('says what was left out', async () => {
    const { writeFileSync } = await import('node:fs');
    const root = demo();
    writeFileSync(`${root}/issues/broken-k3p9.md`, '---\ntitle: Broken\n---\n');
    for (const line of [['list', 'issues'], ['due'], ['faq'], ['report'], ['site', 'build'], ['check']]) {
      const { out } = await run([...line, '--json'], { cwd: root });
      const { leftOut } = JSON.parse(out) as { leftOut: unknown };
      expect(leftOut, line.join(' ')).toEqual([
        { path: 'issues/broken-k3p9.md', id: 'broken-k3p9', kind: 'issue', reason: 'no usable `by`, `opened`' },
      ]);
    }
  });
});

describe('the schemas of front matter', () => {
  test.each(KINDS.map(({ name }) => name))('of a %s accepts what the demo community wrote', async (kind) => {
    const fits = ajv.compile(await schema(kind));
    const documents = demoCommunity().byKind.get(kind) ?? [];
    expect(documents.length).toBeGreaterThan(0);
    for (const document of documents) {
      fits(editorsView(document.written?.data));
      expect(fits.errors, document.path).toBeNull();
    }
    expect(fits({ title: 1, name: 1 })).toBe(false);
  });

  test('that of cop.yml knows every key', async () => {
    const fits = ajv.compile(await schema('cop.yml'));
    expect(fits({ name: 'x', commitments: { respond_within: '3 working days' }, calendar: { weekend: ['sat'] } })).toBe(
      true,
    );
    expect(fits({ name: 'x', commitment: {} })).toBe(false);
    expect(fits({ name: 'x', folders: { isue: 'x' } })).toBe(false);
  });
});

/** Front matter as an editor's YAML reader sees it: numbers and true/false are not text. */
function editorsView(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, editorsView(item)]));
  if (Array.isArray(value)) return value.map(editorsView);
  if (value === 'true' || value === 'false') return value === 'true';
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
}
