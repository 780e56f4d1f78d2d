import * as v from 'valibot';
import { fingerprint } from '../edges/files.ts';
import { readPublished } from '../edges/published.ts';
import { federate } from '../metrics/federation.ts';
import type { Federation, Published, UnreadReport } from '../metrics/federation.ts';
import { Refusal } from '../model/refusal.ts';
import { parseDay } from '../text/day.ts';
import type { Day } from '../text/day.ts';
import { counted } from '../text/words.ts';
import type { Context } from './command.ts';
import { ReportJson } from './reporting.ts';

const VERSION = 1;

/** More than any community has; what is beyond is no report. */
const MOST_MEASURES = 200;
const MOST_SLIDERS = 50;

/** How much of a stranger's words is shown: of a name, and of a figure. */
const LONGEST_NAME = 80;
const LONGEST_TEXT = 300;

const { community, documents, measures, sliders, leftOut } = ReportJson.entries;
const slider = sliders.item.entries;
const SpreadJson = v.nullable(v.object(slider.now.wrapped.entries));

/** What is read of a published report: parts of its own shape, in which keys that nobody knows here are ignored. */
const PublishedJson = v.object({
  asOf: v.string(),
  community,
  documents,
  since: ReportJson.entries.since,
  measures: v.pipe(
    v.array(
      v.object(v.pick(measures.item, ['id', 'title', 'formula', 'form', 'text', 'numerator', 'denominator']).entries),
    ),
    v.maxLength(MOST_MEASURES),
  ),
  sliders: v.pipe(
    v.array(
      v.object({
        dimension: slider.dimension,
        title: slider.title,
        views: v.array(v.unknown()),
        now: SpreadJson,
        ideal: SpreadJson,
      }),
    ),
    v.maxLength(MOST_SLIDERS),
  ),
  leftOut: v.array(v.object(leftOut.item.entries)),
});

type Written = v.InferOutput<typeof PublishedJson>;

/** A stranger's words on one line, cut where they are too many. */
function short(text: string, longest: number): string {
  const line = text
    .slice(0, 4 * longest)
    .replaceAll(/\s+/g, ' ')
    .trim();
  const letters = Array.from(line);
  return letters.length <= longest ? line : `${letters.slice(0, longest - 1).join('')}…`;
}

const isCount = (number: number): boolean => Number.isSafeInteger(number) && number >= 0;

/** What makes figures impossible, or null. */
function impossible({ documents: count, measures: told, sliders: set }: Written): string | null {
  if (!isCount(count)) return `Unexpected ${count} as documents, expected a count`;
  for (const { id, numerator, denominator } of told) {
    if (numerator === null && denominator === null) continue;
    const fits = numerator !== null && denominator !== null && [numerator, denominator].every(isCount);
    if (!fits || numerator > denominator)
      return `Unexpected ${numerator} of ${denominator} as \`${short(id, LONGEST_NAME)}\`, expected counts of which one is part of the other`;
  }
  const twice = second(told.map(({ id }) => id)) ?? second(set.map(({ dimension }) => dimension));
  return twice === null ? null : `Unexpected second \`${short(twice, LONGEST_NAME)}\`, expected each once`;
}

/** The first of some words that stands among them twice. */
const second = (words: readonly string[]): string | null =>
  words.find((word, index) => words.indexOf(word) !== index) ?? null;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What stands at the top of every answer of `--json`; anything else is none. */
const AnyAnswer = v.object({ schemaVersion: v.number(), kind: v.string() });

/** A published report, or why it is none that can be used on this day. */
export function publishedFrom(place: string, text: string, today: Day): Published | UnreadReport {
  const unread = (problem: string): UnreadReport => ({ place, problem });
  const value = parsed(text);
  if (value === undefined) return unread('Unexpected text, expected JSON');
  const answer = v.safeParse(AnyAnswer, value);
  if (!answer.success) return unread('Unexpected JSON, expected what `cop report --json` prints');
  const { schemaVersion, kind } = answer.output;
  if (kind !== 'report')
    return unread(`Unexpected answer of \`${short(kind, LONGEST_NAME)}\`, expected one of \`report\``);
  if (schemaVersion !== VERSION) {
    const remedy = schemaVersion > VERSION ? ': a newer cop wrote it, and a newer one reads it' : '';
    return unread(`Unexpected schemaVersion ${schemaVersion}, expected ${VERSION}${remedy}`);
  }
  const read = v.safeParse(PublishedJson, value);
  if (!read.success) {
    const [issue] = read.issues;
    const at = v.getDotPath(issue) ?? 'the top';
    return unread(
      `Unexpected ${short(issue.received, LONGEST_NAME)} at ${short(at, LONGEST_NAME)}, expected ${issue.expected ?? 'something else'}`,
    );
  }
  const report = read.output;
  const asOf = parseDay(report.asOf);
  if (asOf === null) return unread(`Unexpected \`${short(report.asOf, LONGEST_NAME)}\` as asOf, expected a day`);
  if (asOf > today) return unread(`Unexpected report of ${asOf}, expected one of ${today} or before`);
  const wrong = impossible(report);
  if (wrong !== null) return unread(wrong);
  const name = short(report.community, LONGEST_NAME);
  return {
    place,
    community: name === '' ? place : name,
    asOf,
    documents: report.documents,
    leftOut: report.leftOut.length,
    since: report.since === null ? null : short(report.since, LONGEST_NAME),
    measures: report.measures.map((measure) => ({
      ...measure,
      id: short(measure.id, LONGEST_NAME),
      title: short(measure.title, LONGEST_NAME),
      text: short(measure.text, LONGEST_TEXT),
    })),
    sliders: report.sliders.map(({ dimension, title, views, now, ideal }) => ({
      dimension: short(dimension, LONGEST_NAME),
      title: short(title, LONGEST_NAME),
      views: views.length,
      now,
      ideal,
    })),
  };
}

/**
 * The reports at some places, beside each other.
 *
 * @param wanted The measures to show; null for all that are told.
 * @throws Refusal where none can be read, or one is named twice.
 */
export function federationOf(
  context: Context,
  places: readonly string[],
  wanted: readonly string[] | null,
): Federation {
  const read: Published[] = [];
  const unread: UnreadReport[] = [];
  const seen = new Map<string, string>();
  for (const place of places) {
    const found = readPublished(context.folder, place);
    if ('problem' in found) {
      unread.push({ place, problem: found.problem });
      continue;
    }
    const mark = fingerprint(found.text);
    const before = seen.get(mark);
    if (before !== undefined)
      throw new Refusal(`${before} and ${place} hold the same report.`, 'Name each community once.');
    seen.set(mark, place);
    const report = publishedFrom(place, found.text, context.today);
    if ('problem' in report) unread.push(report);
    else read.push(report);
  }
  if (read.length === 0) {
    const why = unread.map(({ place, problem }) => `${place}: ${problem}`).join('; ');
    throw new Refusal(
      `No report can be read (${why}).`,
      'In a community `cop site build` writes one into its site, and `cop report --json > report.json` one alone.',
    );
  }
  const told = read.map((report) => ({
    ...report,
    measures: report.measures.filter(({ id }) => wanted?.includes(id) ?? true),
    sliders: wanted === null ? report.sliders : [],
  }));
  return federate(told, unread);
}

const TogetherJson = v.strictObject({ numerator: v.number(), denominator: v.number(), communities: v.number() });

const SideJson = v.strictObject({ lowest: v.number(), median: v.number(), highest: v.number() });

/** What `cop report --federate --json` answers. */
export const FederatedJson = v.strictObject({
  /** In the order in which they were named, which ranks none. */
  communities: v.array(
    v.strictObject({
      place: v.string(),
      community: v.string(),
      asOf: v.string(),
      documents: v.number(),
      leftOut: v.number(),
      since: v.nullable(v.string()),
    }),
  ),
  measures: v.array(
    v.strictObject({
      id: v.string(),
      title: v.string(),
      /** One for each community, in their order; null where it does not tell this. */
      figures: v.array(
        v.nullable(
          v.strictObject({ text: v.string(), numerator: v.nullable(v.number()), denominator: v.nullable(v.number()) }),
        ),
      ),
      /** Of a share, counted over those communities that had something to judge by; null where adding would be untrue. */
      together: v.nullable(TogetherJson),
    }),
  ),
  sliders: v.array(
    v.strictObject({
      dimension: v.string(),
      title: v.string(),
      figures: v.array(
        v.nullable(v.strictObject({ views: v.number(), now: v.nullable(SideJson), ideal: v.nullable(SideJson) })),
      ),
    }),
  ),
  /** Places whose report is in no figure here. */
  unread: v.array(v.strictObject({ place: v.string(), problem: v.string() })),
});

export function federatedJson(federation: Federation): v.InferOutput<typeof FederatedJson> {
  return {
    communities: federation.communities.map(
      ({ place, community: name, asOf, documents: count, leftOut: lost, since }) => ({
        place,
        community: name,
        asOf,
        documents: count,
        leftOut: lost,
        since,
      }),
    ),
    measures: federation.measures.map(({ id, title, of, together }) => ({
      id,
      title,
      figures: of.map((one) => one && { text: one.text, numerator: one.numerator, denominator: one.denominator }),
      together,
    })),
    sliders: federation.sliders.map(({ id, title, of }) => ({
      dimension: id,
      title,
      figures: of.map((one) => one && { views: one.views, now: one.now, ideal: one.ideal }),
    })),
    unread: [...federation.unread],
  };
}

/** `2 reports are in no figure here`, for whoever reads only the answer on stdout. */
export const unreadText = ({ unread }: Federation): string | null =>
  unread.length === 0
    ? null
    : `Not read: ${counted(unread.length, 'report')} (${unread.map(({ place, problem }) => `${place}: ${problem}`).join('; ')}).`;
