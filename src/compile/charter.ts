import type { Community } from '../model/community.ts';
import { every } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { isPast } from '../kinds/objective.ts';
import type { Document } from '../model/document.ts';
import { objectiveEvidence } from '../states/objective-evidence.ts';
import type { ObjectiveEvidence } from '../states/objective-evidence.ts';
import type { States } from '../states/index.ts';

/** An objective with what serves it and how far it has come. */
export interface ObjectivePart {
  readonly objective: DocumentOf<'objective'>;
  readonly evidence: ObjectiveEvidence;
  /** How much of the way from baseline to target is gone, 1 for all of it, less than 0 for away from it; null where the three are not of one sort. */
  readonly gone: number | null;
  /** Whether its day has gone by. */
  readonly past: boolean;
}

export interface VisionPart {
  readonly vision: DocumentOf<'vision'>;
  readonly objectives: readonly ObjectivePart[];
}

/** The chain from purpose to strategy, each under what it follows from. */
export interface Charter {
  readonly purposes: readonly { readonly purpose: DocumentOf<'purpose'>; readonly visions: readonly VisionPart[] }[];
  readonly strategies: readonly {
    readonly strategy: DocumentOf<'strategy'>;
    readonly delivers: readonly DocumentOf<'objective'>[];
  }[];
  /** What leads up to no purpose. */
  readonly loose: readonly Document[];
}

/** A text that says a number of something: the number, and the words around it. */
function quantity(text: string | null): { readonly number: number; readonly of: string } | null {
  const match = text === null ? null : /-?\d{1,9}(?:\.\d{1,6})?/.exec(text);
  if (!match || text === null) return null;
  const of = `${text.slice(0, match.index)}#${text.slice(match.index + match[0].length)}`;
  // Two numbers, as in "3 in 4 within ten weeks" or "2 of 10", are no plain quantity.
  return /\d/.test(of) ? null : { number: Number(match[0]), of: of.trim().toLowerCase().replace(/s$/, '') };
}

/** How much of the way is gone, where baseline, now and target say a number of the same. */
export function wayGone({ baseline, now, target }: DocumentOf<'objective'>['fields']): number | null {
  const [from, at, to] = [quantity(baseline), quantity(now), quantity(target)];
  if (!from || !at || !to || from.of !== at.of || at.of !== to.of || from.number === to.number) return null;
  return Math.min(1, (at.number - from.number) / (to.number - from.number));
}

export function charter(community: Community, states: States): Charter {
  const part = (objective: DocumentOf<'objective'>): ObjectivePart => ({
    objective,
    evidence: objectiveEvidence(objective, community, states),
    gone: wayGone(objective.fields),
    past: isPast(objective.fields, states.today),
  });
  const objectives = every(community, 'objective');
  const visionPart = (vision: DocumentOf<'vision'>): VisionPart => ({
    vision,
    objectives: objectives.filter(({ fields }) => fields.serves === vision.id).map(part),
  });
  const visions = every(community, 'vision');
  const purposes = every(community, 'purpose').map((purpose) => ({
    purpose,
    visions: visions.filter(({ fields }) => fields.purpose === purpose.id).map(visionPart),
  }));
  const hung = new Set(
    purposes.flatMap((one) => one.visions.flatMap((two) => two.objectives.map(({ objective }) => objective))),
  );
  const strategies = every(community, 'strategy')
    .map((strategy) => ({
      strategy,
      delivers: [...hung].filter(({ id }) => strategy.fields.delivers.includes(id)),
    }))
    .filter(({ delivers }) => delivers.length > 0);
  const chained = new Set<Document>([
    ...purposes.flatMap(({ purpose, visions: of }) => [purpose, ...of.map(({ vision }) => vision)]),
    ...hung,
    ...strategies.map(({ strategy }) => strategy),
  ]);
  const inChain = new Set(['vision', 'objective', 'strategy']);
  const loose = community.documents.filter((document) => inChain.has(document.kind) && !chained.has(document));
  return { purposes, strategies, loose };
}
