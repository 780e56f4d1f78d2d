import { resolve } from 'node:path';
import * as v from 'valibot';
import { ADOPTED_KINDS } from '../adopt/format.ts';
import type { AdoptedKind } from '../adopt/format.ts';
import { FORMATS, FORMAT_NAMES } from '../adopt/index.ts';
import { NO_MAPPING, mappingText, readMapping, wentWhere } from '../adopt/mapping.ts';
import type { Mapping } from '../adopt/mapping.ts';
import { meant } from '../compile/reference.ts';
import { openFirsts } from '../edges/history.ts';
import { diskPath, gatherOriginals, roomPath } from '../edges/originals.ts';
import type { Gathered } from '../edges/originals.ts';
import { readText } from '../edges/files.ts';
import { insideRoot } from '../edges/workspace.ts';
import { KINDS } from '../kinds/index.ts';
import { PAGE } from '../model/document.ts';
import type { Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { faultComplaint, fieldComplaints } from '../read/document.ts';
import type { First } from '../read/history.ts';
import { placeText } from '../model/place.ts';
import { readYaml } from '../text/front-matter.ts';
import { ink } from '../text/ink.ts';
import { remembered } from '../text/once.ts';
import { counted, listed } from '../text/words.ts';
import type { Command, Context, Options } from './command.ts';
import { dayFrom } from './days.ts';
import { readAll } from './importing.ts';
import { noneOf, textFrom } from './manners.ts';
import { settle } from './settling.ts';
import type { Settled } from './settling.ts';
import { countedDays, tellImported } from './telling-imported.ts';
import type { Imported } from './telling-imported.ts';
import { me } from './who.ts';

/** A mapping that somebody keeps in a file. @throws Refusal where it says what nobody asked for. */
async function mappingFrom(context: Context, options: Options): Promise<Mapping> {
  const file = options['map'];
  if (typeof file !== 'string') return NO_MAPPING;
  const { yaml, faults } = readYaml(await textFrom(context, file, 'mapping'));
  const refuse = (place: string, message: string, hint: string | null): Refusal =>
    new Refusal(`${place} ${message}.`, hint);
  const [fault] = faults;
  if (!yaml || fault) {
    const told = fault && faultComplaint(file, fault);
    throw refuse(told ? placeText(told.place) : file, told?.message ?? 'cannot be read', told?.hint ?? null);
  }
  const read = readMapping(yaml.data);
  if ('mapping' in read) return read.mapping;
  const [complaint] = fieldComplaints(file, yaml, [read.issue]);
  throw refuse(
    placeText(complaint?.place ?? { path: file, line: 1, column: 1 }),
    complaint?.message ?? '',
    complaint?.hint ?? null,
  );
}

/** Why a file does not come along whatever stands in it: it is a document already, or the community’s own. */
function whyNot(context: Context): (path: string) => string | null {
  const root = context.root();
  const { byPath, leftOut } = context.everything();
  const lost = new Set(leftOut.map(({ path }) => path));
  return (path) => {
    const inside = insideRoot(root, root, path);
    if (inside === null) return null;
    const document = byPath.get(inside);
    if (document && document.kind !== PAGE) return 'it is a document of this community';
    return lost.has(inside) ? 'it lies among the documents of this community' : null;
  };
}

/** The first commit of a file, asking git once for each folder that was named. */
function firstCommits(
  context: Context,
  { originals }: Gathered,
): { of: (path: string) => First | null; unknown: Set<string> } {
  const unknown = new Set<string>();
  const topOf = new Map(originals.map(({ path, top }) => [path, top]));
  const known = remembered((top: string) => {
    const told = openFirsts(diskPath(top), context.env);
    if (told.unknown !== null) unknown.add(told.unknown);
    return told.firsts;
  });
  const of = (path: string): First | null => {
    const top = topOf.get(path);
    return top === undefined ? null : (known(top).get(path.slice(top.length + 1)) ?? null);
  };
  return { of, unknown };
}

/** `7 failures`, `27 issues`: documents by their kinds, in the order of the kinds. */
function byKind({ made }: Settled): string {
  const parts = KINDS.flatMap(({ name, plural }) => {
    const count = made.filter(({ item }) => item.found.kind === name).length;
    return count === 0 ? [] : [counted(count, name, plural)];
  });
  return listed(parts);
}

/** The file that a mapping is to be kept in, as a creation. @throws Refusal where it lies outside. */
function savedMap(context: Context, options: Options, text: string): Plan['changes'] {
  const file = options['saveMap'];
  if (typeof file !== 'string') return [];
  const path = insideRoot(context.root(), context.folder, file);
  if (path === null || path === '')
    throw new Refusal(`${file} lies outside the community.`, 'A mapping is kept inside.');
  const there = readText(resolve(context.root(), path));
  if ('text' in there && there.text === text) return [];
  if ('text' in there)
    throw new Refusal(`${file} is there already, and says something else.`, 'Give another name, or use it: --map.');
  return [{ type: 'create', path, text }];
}

const typed = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

async function bring(context: Context, paths: readonly string[], options: Options): Promise<Imported> {
  noneOf(options, options['map'] === undefined ? [] : ['saveMap'], '--map');
  const mapping = await mappingFrom(context, options);
  const gathered = gatherOriginals(context.folder, paths, whyNot(context));
  const kind = (options['as'] as AdoptedKind | undefined) ?? mapping.kind;
  const format = FORMATS.find(({ name }) => name === (options['format'] ?? mapping.format)) ?? null;
  const { incoming, notTaken } = readAll(gathered, { kind, keys: mapping.keys, sections: mapping.sections }, format);
  const community = context.everything();
  const commits = firstCommits(context, gathered);
  const by = typed(options['by']);
  const root = context.root();
  const settled = settle(incoming, {
    community,
    today: context.today,
    random: context.random,
    first: commits.of,
    author: typed(options['author']),
    me: by === null ? me(context, community) : meant(community, by, ['member']).id,
    date: options['date'] === undefined ? null : dayFrom(options['date']),
    people: mapping.people,
    inside: (path) => insideRoot(root, root, diskPath(path)),
  });
  const went = wentWhere(incoming.map(({ brought }) => brought));
  const map = savedMap(context, options, mappingText(went, { ...mapping, kind, format: format?.name ?? null }));
  const changes = [
    ...settled.members,
    ...settled.made.map(({ path, text }) => ({ type: 'create' as const, path, text })),
    ...map,
  ];
  const shown = (path: string): string => context.shownPath(diskPath(path), '/');
  const stayed = [
    ...gathered.stayed.map(({ path, reason }) => ({ source: shown(roomPath(path)), reason })),
    ...[...notTaken, ...settled.notTaken].map(({ original, reason }) => ({ source: shown(original.path), reason })),
  ];
  if (settled.made.length === 0 && settled.here.length === 0) {
    const lines = stayed.slice(0, 10).map(({ source, reason }) => `  ${source}: ${reason}`);
    throw new Refusal(
      `Nothing can be brought along from ${listed(paths)}.`,
      [...lines, `Read are ${FORMAT_NAMES.join(', ')}; \`cop import --help\` tells more.`].join('\n'),
    );
  }
  const from = listed(paths.map((path) => roomPath(resolve(context.folder, path)).split('/').at(-1) ?? path));
  const summary = settled.made.length === 0 ? `Keep the mapping of ${from}` : `Import ${byKind(settled)} from ${from}`;
  const { written } = changes.length === 0 ? { written: false } : await context.carryOut({ summary, changes });
  return { incoming, settled, went, stayed, others: gathered.others, unknown: commits.unknown, map, written, shown };
}

export const command: Command = {
  arguments: [{ name: '<path...>', sentence: 'files and folders; they stay as they are' }],
  options: [
    {
      flags: `--as <${ADOPTED_KINDS.join('|')}>`,
      sentence: 'what to make of each; what suits its format, unless given',
      choices: ADOPTED_KINDS,
    },
    {
      flags: `--format <${FORMAT_NAMES.join('|')}>`,
      sentence: 'what to read each as; what it looks like, unless given',
      choices: FORMAT_NAMES,
    },
    { flags: '--map <file>', sentence: 'what goes where, as --save-map wrote it and you edited it' },
    { flags: '--save-map <file>', sentence: 'keep in a file of the community what went where' },
    { flags: '--author <name>', sentence: 'who wrote what does not say who wrote it, and git does not know' },
    {
      flags: '--by <member>',
      names: ['member'],
      sentence: 'whom unfinished actions wait for that nobody was given; you, unless given',
    },
    {
      flags: '--date <day>',
      sentence: 'the day of what does not say its day, and git does not know; today, unless given',
    },
  ],
  writes: true,
  answer: v.strictObject({
    /** False with --dry-run, and where everything was here already. */
    written: v.boolean(),
    formats: v.array(v.strictObject({ format: v.string(), files: v.number() })),
    created: v.array(
      v.strictObject({
        id: v.string(),
        documentKind: v.string(),
        path: v.string(),
        /** The original, as somebody in the current folder would write it. */
        source: v.string(),
        /** Whether it lacks sections that its kind asks for, or says of itself that it is not finished. */
        draft: v.boolean(),
      }),
    ),
    members: v.array(v.string()),
    /** What was brought along before. */
    here: v.array(v.strictObject({ id: v.string(), source: v.string() })),
    leftOut: v.array(v.strictObject({ source: v.string(), reason: v.string() })),
    mapping: v.strictObject({
      fields: v.array(v.strictObject({ key: v.string(), to: v.string(), count: v.number() })),
      sections: v.array(v.strictObject({ heading: v.string(), to: v.nullable(v.string()), count: v.number() })),
      days: v.array(v.strictObject({ from: v.string(), count: v.number() })),
    }),
    actions: v.strictObject({ done: v.number(), open: v.number(), placeholders: v.number() }),
    /** Links that lead to where their other end is now, and such as were made words because it did not come along. */
    links: v.strictObject({ moved: v.number(), cut: v.number() }),
  }),
  examples: [
    'cop import ../incident-reports --dry-run       what would be written, and what goes where',
    'cop import docs/adr FAQ.md',
    'cop import ../notes --as case --author "Ada Lovelace" --save-map .cop/notes.yml',
    'gh issue list --state all --limit 500 --json number,title,body,author,createdAt,closedAt,state,labels,comments,url > issues.json; cop import issues.json',
  ],
  async run(context, paths, options) {
    const imported = await bring(context, paths, options);
    const { incoming, settled, went, stayed, written, shown } = imported;
    if (!context.json) {
      if (written) {
        for (const { path } of [...settled.members, ...settled.made, ...imported.map])
          context.out.line(ink`${context.shownPath(path)}`);
      }
      tellImported(context, imported);
      return 0;
    }
    const sum = (of: 'done' | 'open' | 'placeholders'): number =>
      incoming.reduce((total, { brought }) => total + brought.actions[of], 0);
    context.out.answer('import', {
      written,
      formats: FORMATS.flatMap((format) => {
        const files = incoming.filter((one) => one.format === format).length;
        return files === 0 ? [] : [{ format: format.name, files }];
      }),
      created: settled.made.map(({ id, path, item, draft }) => ({
        id,
        documentKind: item.found.kind,
        path,
        source: shown(item.incoming.original.path),
        draft,
      })),
      members: settled.members.map(({ path }) => path),
      here: settled.here.map(({ item, document }) => ({ id: document.id, source: shown(item.incoming.original.path) })),
      leftOut: stayed,
      mapping: {
        fields: went.keys,
        sections: went.headings,
        days: countedDays(settled).map(([from, count]) => ({ from, count })),
      },
      actions: { done: sum('done'), open: sum('open'), placeholders: sum('placeholders') },
      links: settled.links,
    });
    return 0;
  },
};
