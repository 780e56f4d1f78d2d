import { every } from '../kinds/index.ts';
import type { Document } from '../model/document.ts';
import { THAT_DAY, defineMeasure } from './measure.ts';

export const charterChain = defineMeasure({
  id: 'charter-chain',
  title: 'The charter hangs together',
  aspect: 'relevant',
  also: [],
  definition:
    'Of the visions, objectives and strategies, those that lead up to a purpose that is there: a vision by its purpose, an objective by its vision, a strategy by every objective it delivers.',
  formula: 'charter documents whose chain upwards is whole ÷ visions, objectives and strategies',
  unit: 'a share of charter documents',
  window: THAT_DAY,
  direction: 'more',
  source: 'Purpose, then vision, then objectives and strategy, as guidebooks of communities of practice have it.',
  cannotTell: 'Whether anybody still works towards it.',
  measure(community) {
    const purposes = new Set(every(community, 'purpose').map(({ id }) => id));
    const visions = every(community, 'vision').filter(({ fields }) => purposes.has(fields.purpose));
    const whole = new Set<Document>(visions);
    const visionIds = new Set(visions.map(({ id }) => id));
    const objectives = every(community, 'objective').filter(({ fields }) => visionIds.has(fields.serves));
    const objectiveIds = new Set(objectives.map(({ id }) => id));
    for (const objective of objectives) whole.add(objective);
    for (const strategy of every(community, 'strategy')) {
      const { delivers } = strategy.fields;
      if (delivers.length > 0 && delivers.every((id) => objectiveIds.has(id))) whole.add(strategy);
    }
    const all = [...every(community, 'vision'), ...every(community, 'objective'), ...every(community, 'strategy')];
    return {
      form: 'share',
      counted: { label: 'leads up to a purpose', documents: all.filter((document) => whole.has(document)) },
      missed: { label: 'does not', documents: all.filter((document) => !whole.has(document)) },
      apart: [],
    };
  },
});
