import type { Day, Span, WorkCalendar } from '../text/day.ts';
import { WEEKDAYS } from '../text/day.ts';
import { SEVERITIES } from './finding.ts';
import { LEVELS, criteria } from './level.ts';
import type { Asked } from './level.ts';
import {
  choice,
  day,
  file,
  folder,
  languageTag,
  list,
  mapOf,
  optional,
  parts,
  partsJson,
  readParts,
  required,
  span,
  text,
  url,
  whole,
} from './field.ts';
import type { FieldIssue, HeldOf, JsonSchema, Reading } from './field.ts';
import type { RawMap } from '../text/front-matter.ts';

/** A dimension along which a community matures: a slider of its own. */
export interface Dimension {
  readonly id: string;
  readonly title: string;
  readonly question: string | null;
}

/** What `cop.yml` settles, with what it leaves open filled in. */
export interface Config {
  readonly name: string;
  readonly domain: string | null;
  readonly commitments: { readonly respondWithin: Span; readonly followUpAfter: Span; readonly reviewWithin: Span };
  readonly calendar: WorkCalendar;
  readonly dimensions: readonly Dimension[];
  /** Kinds whose folder was moved. */
  readonly folders: ReadonlyMap<string, string>;
  readonly pages: { readonly exclude: readonly string[] };
  readonly site: {
    readonly title: string;
    readonly baseUrl: string | null;
    readonly repositoryUrl: string | null;
    /** The language that documents are written in, as a BCP 47 tag. */
    readonly language: string;
  };
  readonly rules: ReadonlyMap<string, 'off' | 'info' | 'warn' | 'error'>;
  /** A file with findings that are known and not to be told again; null for the usual one. */
  readonly baseline: string | null;
  readonly report: {
    /** What levels ask of measures, by the measures' ids, where it is not what the measure itself says. */
    readonly levels: ReadonlyMap<string, readonly Asked[]>;
    /** What members have attested or are to attest, by the ids of the statements. */
    readonly attested: ReadonlyMap<string, Attested>;
  };
}

/** A statement that nobody can compute, as `cop.yml` has it: what it says, and who stands for it since when. */
export interface Attested {
  /** Null where the statement is one that ships. */
  readonly own: { readonly says: string; readonly aspect: string; readonly level: number } | null;
  /** Whether any of that is said, be it not all. */
  readonly isOwn: boolean;
  readonly on: Day | null;
  readonly by: string | null;
  /** An id, a path or a web address at which it can be seen. */
  readonly link: string | null;
}

/** The names that may be used as keys, which the rooms above settle. */
export interface Known {
  readonly kinds: readonly string[];
  readonly rules: readonly string[];
  readonly measures: readonly string[];
  readonly aspects: readonly string[];
  /** The ids of the statements that ship. */
  readonly statements: readonly string[];
}

/**
 * The seven dimensions that a new community starts with. Only `practice` is described by the source this tool follows;
 * the others are this tool's suggestion, which a community renames, describes, removes or adds to.
 */
export const STARTER_DIMENSIONS: readonly Dimension[] = [
  {
    id: 'practice',
    title: 'Practice',
    question: 'Do we help each other with real problems, and learn from how it turned out?',
  },
  { id: 'domain', title: 'Domain', question: 'Do we know what we are about, and does it matter to us and to others?' },
  {
    id: 'community',
    title: 'Community',
    question: 'Do we know and trust each other enough to ask what we do not know?',
  },
  { id: 'leadership', title: 'Leadership', question: 'Do several people take the lead, each in something?' },
  { id: 'boundaries', title: 'Boundaries', question: 'Do newcomers and people from outside find a way in?' },
  {
    id: 'organisation',
    title: 'Organisation',
    question: 'Does the organisation give it time, and get something back?',
  },
  { id: 'identity', title: 'Identity', question: 'Do people act and get recognised as practitioners, beginners too?' },
];

const DEFAULT = {
  respondWithin: { count: 3, unit: 'working day' },
  followUpAfter: { count: 6, unit: 'week' },
  reviewWithin: { count: 6, unit: 'month' },
} as const;

const dimension = parts({
  title: optional(text(), 'what it is called'),
  question: optional(text(), 'the question a member answers with a setting'),
});

const attested = (aspects: readonly string[]) =>
  parts({
    says: optional(text(), 'what is attested, where it is a statement of your own'),
    aspect: optional(choice(...aspects), 'what a statement of your own speaks to'),
    level: optional(whole(1, LEVELS.length), 'the level that a statement of your own belongs to'),
    on: optional(day(), 'the day on which a member attested it; it counts for a year'),
    by: optional(text(), 'the id of that member'),
    link: optional(text(), 'where it can be seen: an id, a path or a web address'),
  });

/** The fields of `cop.yml`. */
function configFields({ kinds, rules, measures, aspects }: Known) {
  return {
    name: required(text(), 'what the community is called'),
    domain: optional(text(), 'the craft it shares'),
    commitments: optional(
      parts({
        respond_within: optional(span(), 'by when an issue has its first advice'),
        follow_up_after: optional(span(), 'when to ask how it turned out'),
        review_within: optional(span(), 'how long a note may go without being read again'),
      }),
      'the promises that members make to each other',
    ),
    calendar: optional(
      parts({
        weekend: list(choice(...WEEKDAYS), 'days of the week on which nobody is expected to answer'),
        holidays: list(day(), 'other days on which nobody is expected to answer'),
      }),
      'what counts as a working day',
    ),
    dimensions: optional(mapOf(dimension, 'a map from dimension to {title, question}'), 'the sliders, in their order'),
    folders: optional(mapOf(folder(), 'a map from kind to folder', kinds), 'kinds whose folder is another'),
    pages: optional(
      parts({ exclude: list(text(), 'folders and files that are not part of the community') }),
      'Markdown outside the kinds’ folders',
    ),
    site: optional(
      parts({
        title: optional(text(), 'the title of the site; the community’s name, unless said otherwise'),
        base_url: optional(url(), 'where the site is published'),
        repository_url: optional(url(), 'where the repository is'),
        language: optional(languageTag(), 'the language that documents are written in; English, unless said otherwise'),
      }),
      'the site',
    ),
    check: optional(
      parts({
        rules: optional(
          mapOf(choice('off', ...SEVERITIES), 'a map from rule to off, info, warn or error', rules),
          'how much each rule matters',
        ),
        baseline: optional(file(), 'a file with findings that are known and not to be told again'),
      }),
      'what `cop check` looks for',
    ),
    report: optional(
      parts({
        levels: optional(
          mapOf(criteria(), 'a map from measure to a list of criteria, the first level’s first', measures),
          'what each level asks of a measure, where it is not what the measure says',
        ),
        attested: optional(
          mapOf(attested(aspects), 'a map from statement to {on, by, link}'),
          'what nobody can compute and a member stands for',
        ),
      }),
      'the maturity report',
    ),
  };
}

type ConfigFields = ReturnType<typeof configFields>;
type Written = { readonly [K in keyof ConfigFields]: HeldOf<ConfigFields[K]> };

export function readConfig(data: RawMap, known: Known): Reading<Config> {
  const { held, issues } = readParts(configFields(known), data);
  if (held === null) return { issues, held };
  const config = settled(held);
  return { issues: [...issues, ...reportIssues(held, config, known)], held: config };
}

/** What is attested has to be one of the statements that ship, or to say itself what it is about. */
function reportIssues(written: Written, { report }: Config, { statements }: Known): FieldIssue[] {
  const tooMany = [...(written.report?.levels ?? [])].filter(([, asked]) => asked.length > LEVELS.length);
  const strange = [...report.attested].filter(([id, { own }]) => own === null && !statements.includes(id));
  const reworded = [...report.attested].filter(([id, { isOwn }]) => isOwn && statements.includes(id));
  return [
    ...tooMany.map(([id, asked]): FieldIssue => ({
      path: ['report', 'levels', id],
      unexpected: `${asked.length} criteria`,
      expected: `at most ${LEVELS.length}, one for each level`,
      problem: 'invalid',
    })),
    ...reworded.map(([id]): FieldIssue => ({
      path: ['report', 'attested', id],
      unexpected: 'words of your own for a statement that ships',
      expected: 'on, by and link alone, or another name for a statement of your own',
      problem: 'invalid',
    })),
    ...strange.map(([id]): FieldIssue => ({
      path: ['report', 'attested', id],
      unexpected: `statement \`${id}\``,
      expected: `says, aspect and level with it, or one of ${statements.join(', ')}`,
      problem: 'unknown',
      meant: statements,
    })),
  ];
}

function settled(written: Written): Config {
  const { commitments, calendar, site, report } = written;
  const weekend = calendar && calendar.weekend.length > 0 ? calendar.weekend : (['sat', 'sun'] as const);
  return {
    name: written.name,
    domain: written.domain,
    commitments: {
      respondWithin: commitments?.respond_within ?? DEFAULT.respondWithin,
      followUpAfter: commitments?.follow_up_after ?? DEFAULT.followUpAfter,
      reviewWithin: commitments?.review_within ?? DEFAULT.reviewWithin,
    },
    calendar: {
      weekend: new Set(weekend.map((name) => WEEKDAYS.indexOf(name) + 1)),
      holidays: new Set<Day>(calendar?.holidays ?? []),
    },
    dimensions: written.dimensions
      ? [...written.dimensions].map(([id, { title, question }]) => ({ id, title: title ?? id, question }))
      : STARTER_DIMENSIONS,
    folders: written.folders ?? new Map(),
    pages: { exclude: written.pages?.exclude ?? [] },
    site: {
      title: site?.title ?? written.name,
      baseUrl: site?.base_url ?? null,
      repositoryUrl: site?.repository_url ?? null,
      language: site?.language ?? 'en',
    },
    rules: written.check?.rules ?? new Map(),
    baseline: written.check?.baseline ?? null,
    report: {
      levels: new Map([...(report?.levels ?? [])].map(([id, asked]) => [id, asked.slice(0, LEVELS.length)])),
      attested: new Map(
        [...(report?.attested ?? [])].map(([id, { says, aspect, level, on, by, link }]) => [
          id,
          {
            own: says === null || aspect === null || level === null ? null : { says, aspect, level },
            isOwn: says !== null || aspect !== null || level !== null,
            on,
            by,
            link,
          },
        ]),
      ),
    },
  };
}

export function configJson(known: Known): JsonSchema {
  return partsJson(configFields(known));
}
