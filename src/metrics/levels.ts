import type { Community } from '../model/community.ts';
import type { Attested } from '../model/config.ts';
import { byDay } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import { LEVELS, criterionWords } from '../model/level.ts';
import type { Criterion } from '../model/level.ts';
import { sidesOf } from '../model/measure.ts';
import type { Counts, Figure, Grouped, Share, Waiting } from '../model/measure.ts';
import type { States } from '../states/index.ts';
import { leadsSomewhere } from '../states/attestation.ts';
import { addSpan } from '../text/day.ts';
import type { Day, Span } from '../text/day.ts';
import type { Measured } from './index.ts';
import { ASPECT_NAMES } from './measure.ts';
import type { Aspect, Measure } from './measure.ts';
import { STATEMENTS } from './statements.ts';
import type { Statement } from './statements.ts';

/** How long what was attested counts: what was so once need not be so still. */
const HOLDS: Span = { count: 12, unit: 'month' };

/** How many documents somebody is pointed to at once. */
const FIRST = 3;

/** One criterion of a level, and whether it is met. */
export interface Judged {
  readonly level: number;
  /** The measure it asks something of; null for what is attested. */
  readonly of: Measured | null;
  readonly statement: (Statement & { readonly attested: Attested | null }) | null;
  /** What it asks, in words: `at least 80 %, of 10 or more`, or the statement. */
  readonly asks: string;
  /** What is missing, as a clause without a full stop; null where it is met. */
  readonly missing: string | null;
  /** Where to begin: at most three documents, the oldest first. */
  readonly workOn: readonly Document[];
}

/** How far a part of the practice has come. */
export interface AspectLevel {
  readonly aspect: Aspect;
  /** The last level up to which every criterion is met; 0 for none. */
  readonly reached: number;
  /** The level after it that asks for something; null where there is none. */
  readonly next: number | null;
  readonly criteria: readonly Judged[];
}

/** The number of a level with its name: `2, steady`. */
export const levelName = (level: number): string => `${level}, ${LEVELS[level - 1] ?? ''}`;

interface Standing {
  readonly missing: string | null;
  readonly inTheWay: readonly Document[];
}

const MET: Standing = { missing: null, inTheWay: [] };

const tooFew = (there: number, { of }: Criterion): Standing => ({
  missing: `${of} ${of === 1 ? 'is' : 'are'} needed to judge by, ${there === 0 ? 'and there is none yet' : `and there ${there === 1 ? 'is' : 'are'} ${there} so far`}`,
  inTheWay: [],
});

function shareStanding(figure: Share | Grouped, criterion: Criterion, isSettled: boolean): Standing {
  const { yes, no } = sidesOf(figure);
  const of = yes.count + no.count;
  if (of < criterion.of) return tooFew(of, criterion);
  // Whole numbers, so that 80 % of 5 is 4 and not a hair more.
  const share = criterion.value / 100;
  const stands = `it is ${yes.count} of ${of}`;
  if (criterion.bound === 'at least') {
    const lack = Math.ceil(share * of - 1e-9) - yes.count;
    if (lack <= 0) return MET;
    if (!isSettled) return { missing: `${stands}; ${lack} more of them would do`, inTheWay: no.documents };
    const next = share === 1 ? null : Math.ceil((share * of - yes.count) / (1 - share) - 1e-9);
    const way =
      next === null
        ? 'what was missed stays missed'
        : `what was missed stays missed, and the next ${next} would have to do better`;
    return { missing: `${stands}; ${way}`, inTheWay: [] };
  }
  const excess = yes.count - Math.floor(share * of + 1e-9);
  return excess <= 0 ? MET : { missing: `${stands}; ${excess} fewer of them would do`, inTheWay: yes.documents };
}

function waitingStanding({ median, ended, still, unit }: Waiting, criterion: Criterion): Standing {
  const of = ended.documents.length + still.documents.length;
  if (of < criterion.of) return tooFew(of, criterion);
  const isMet =
    median !== null && (criterion.bound === 'at most' ? median <= criterion.value : median >= criterion.value);
  if (isMet) return MET;
  return {
    missing:
      median === null
        ? 'fewer than half have ended, so that no median is known'
        : `the median is ${median} ${median === 1 ? unit.replace(/s$/, '') : unit}`,
    inTheWay: still.documents,
  };
}

function countStanding(figure: Share | Counts | Grouped, { bound, value }: Criterion): Standing {
  const count = figure.form === 'counts' ? (figure.groups[0]?.documents.length ?? 0) : sidesOf(figure).yes.count;
  const isMet = bound === 'at least' ? count >= value : count <= value;
  if (isMet) return MET;
  const inTheWay = figure.form === 'counts' ? [] : sidesOf(figure)[bound === 'at least' ? 'no' : 'yes'].documents;
  return { missing: `${count} so far`, inTheWay };
}

/** How a figure stands towards a criterion; one of another sort cannot be judged by it, and says so. */
function standing(figure: Figure, criterion: Criterion, isSettled: boolean): Standing {
  const isShare = figure.form === 'share' || figure.form === 'grouped';
  if (criterion.unit === 'percent' && isShare) return shareStanding(figure, criterion, isSettled);
  if (criterion.unit === 'days' && figure.form === 'waiting') return waitingStanding(figure, criterion);
  if (criterion.unit === 'count' && (isShare || figure.form === 'counts')) return countStanding(figure, criterion);
  return { missing: 'it cannot be judged so: the figure is of another sort', inTheWay: [] };
}

function judged(of: Measured, criterion: Criterion, level: number, states: States): Judged {
  const { missing, inTheWay } = standing(of.figure, criterion, of.measure.settled);
  const open = missing === null ? [] : (of.measure.workOn?.(of.figure, states) ?? inTheWay);
  return {
    level,
    of,
    statement: null,
    asks: criterionWords(criterion, of.measure.unit),
    missing,
    workOn: [...open].sort(byDay).slice(0, FIRST),
  };
}

function attestedMissing(attested: Attested | null, community: Community, today: Day): string | null {
  const { on, by, link } = attested ?? { on: null, by: null, link: null };
  if (on === null && by === null && link === null) return 'nobody has attested it';
  if (on === null || by === null || link === null) return 'it needs a day, a member and a link';
  if (community.byId.get(by)?.kind !== 'member') return `${by} is no member`;
  if (!leadsSomewhere(link, community)) return `${link} leads nowhere`;
  if (on > today) return `it is attested from ${on} on`;
  return addSpan(on, HOLDS) < today ? `it was attested on ${on}, longer than a year ago` : null;
}

function judgedStatement(statement: Statement, community: Community, today: Day): Judged {
  const attested = community.config.report.attested.get(statement.id) ?? null;
  return {
    level: statement.level,
    of: null,
    statement: { ...statement, attested },
    asks: statement.says,
    missing: attestedMissing(attested, community, today),
    workOn: [],
  };
}

/** The statements that ship and those of the community. */
function statementsOf({ config }: Community): Statement[] {
  const own = [...config.report.attested].flatMap(([id, { own: said }]): Statement[] =>
    said === null ? [] : [{ ...said, id, aspect: said.aspect as Aspect }],
  );
  const ids = new Set(STATEMENTS.map(({ id }) => id));
  return [...STATEMENTS, ...own.filter(({ id }) => !ids.has(id))];
}

/** What each level asks of a measure, as the community has settled it, or else as the measure says. */
export const levelsOf = (measure: Measure, { config }: Community): Measure['levels'] =>
  config.report.levels.get(measure.id) ?? measure.levels;

/**
 * How far each part of the practice has come that some criterion speaks to. A level is reached where its criteria and
 * those of the levels before it are met. No total is made of them.
 */
export function aspectLevels(measured: readonly Measured[], community: Community, states: States): AspectLevel[] {
  const computed = measured.flatMap((of) =>
    levelsOf(of.measure, community).flatMap((asked, index) =>
      asked === null ? [] : [{ aspect: of.measure.aspect, one: judged(of, asked, index + 1, states) }],
    ),
  );
  const stated = statementsOf(community).map((statement) => ({
    aspect: statement.aspect,
    one: judgedStatement(statement, community, states.today),
  }));
  return ASPECT_NAMES.flatMap((aspect): AspectLevel[] => {
    const criteria = [...computed, ...stated]
      .filter((found) => found.aspect === aspect)
      .map(({ one }) => one)
      .sort((a, b) => a.level - b.level);
    if (criteria.length === 0) return [];
    const levels = [...new Set(criteria.map(({ level }) => level))];
    const next = levels.find((level) => criteria.some((one) => one.level === level && one.missing !== null)) ?? null;
    const reached = levels.findLast((level) => next === null || level < next) ?? 0;
    return [{ aspect, reached, next, criteria }];
  });
}

/** What stands between a part of the practice and its next level. */
export const lacking = ({ criteria, next }: AspectLevel): readonly Judged[] =>
  criteria.filter(({ level, missing }) => level === next && missing !== null);
