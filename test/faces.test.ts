// What is said to follow from what documents show to others follows from nothing else of them.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeCommunity } from '../bench/community.mjs';
import { CHECKS, lookingAt } from '../src/checks/index.ts';
import { command as due } from '../src/commands/due.ts';
import { command as list } from '../src/commands/list.ts';
import { command as report } from '../src/commands/report.ts';
import { KNOWN } from '../src/commands/known.ts';
import { due as promised } from '../src/compile/due.ts';
import { openCommunity } from '../src/edges/workspace.ts';
import { reportOf } from '../src/metrics/report.ts';
import type { Community } from '../src/model/community.ts';
import { deriveStates } from '../src/states/index.ts';
import { noting } from '../src/text/noting.ts';
import { today } from './community.ts';
import { COMMUNITY, GIT_ENV, demo, folder, run } from './world.ts';

const madeUp = (): string => {
  const root = join(folder(), 'made-up');
  makeCommunity(root, 200, { commits: 2 });
  return root;
};

test.each([
  ['the demo community', () => COMMUNITY],
  ['a made-up one', madeUp],
])('in %s rules that say so look at no words, nor do states, promises and figures', (_, rootOf) => {
  const root = rootOf();
  // What was worked out of its links by another rule is not looked at again: each begins anew.
  const lookedAtBy = (ask: (community: Community) => unknown): readonly string[] => {
    const community = openCommunity(root, GIT_ENV, KNOWN)(null);
    return [...noting(() => ask(community)).looked];
  };
  for (const check of CHECKS) {
    const looked = lookedAtBy((community) => [
      ...check.find(community, lookingAt(community, { today: today(), changedSince: () => null })),
    ]);
    if (check.from === 'faces') expect(looked, check.name).toEqual([]);
  }
  const states = lookedAtBy((community) => {
    const derived = deriveStates(community, today());
    promised(community, derived, today('2030-01-01'));
    reportOf(community, derived);
    return community.documents.map((document) => derived.word(document));
  });
  expect(states).toEqual([]);
  // The control: a rule that looks at words is noted.
  const alike = CHECKS.find(({ name }) => name === 'near-duplicate');
  expect(
    lookedAtBy((community) => [
      ...(alike?.find(community, lookingAt(community, { today: today(), changedSince: () => null })) ?? []),
    ]).length,
  ).toBeGreaterThan(5);
});

/** Every form of the commands whose answers are said again after words have changed, by the options that make it. */
const FORMS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  list: [
    ['list'],
    ['list', '--json'],
    ['list', 'pages'],
    ['list', 'notes', '--where', 'topics=gtfs'],
    ['list', 'issues', '--state', 'overdue'],
    ['list', '--since', '2026-01-01'],
  ],
  due: [
    ['due'],
    ['due', '--json'],
    ['due', '--ics'],
    ['due', '--markdown'],
    ['due', '--within', '90 days'],
    ['due', '--for', 'callum-breck'],
    ['due', '--mine'],
    ['due', '--fail'],
  ],
  report: [
    ['report', '--format', 'md'],
    ['report', '--format', 'text'],
    ['report', '--format', 'html'],
    ['report', '--json'],
    ['report', '--sponsor'],
    ['report', '--measure', 'answered-in-time'],
    ['report', '--compare', '2026-06-30'],
    ['report', '--quarters', '2'],
    ['report', '--since', '12 months'],
    ['report', '--federate', 'nowhere.json'],
  ],
};

test('in every form they say after an edit of words what a program says that keeps nothing', async () => {
  for (const [name, { options }] of Object.entries({ due, list, report })) {
    const flags = (typeof options === 'function' ? options([]) : options).map(
      ({ flags: written }) => written.split(' ')[0],
    );
    const tried = FORMS[name]?.flat() ?? [];
    expect(
      flags.filter((flag) => !tried.includes(flag as string)),
      name,
    ).toEqual([]);
  }
  const root = demo();
  const env = { XDG_CACHE_HOME: folder() };
  const forms = Object.values(FORMS).flat();
  for (const words of forms) await run(words, { cwd: root, env });
  for (const kind of ['issues', 'advice', 'followups', 'notes/cases', 'faq'])
    for (const name of readdirSync(join(root, kind)).filter((one) => one.endsWith('.md'))) {
      const path = join(root, kind, name);
      writeFileSync(path, readFileSync(path, 'utf8').replace(/([a-z]{4,}) ([a-z]{3,})\.\n/g, '$2 $1 besides.\n'));
    }
  for (const words of forms) {
    const [kept, anew] = [await run(words, { cwd: root, env }), await run(words, { cwd: root })];
    expect({ out: kept.out, err: kept.err, code: kept.code }, words.join(' ')).toEqual({
      out: anew.out,
      err: anew.err,
      code: anew.code,
    });
  }
});
