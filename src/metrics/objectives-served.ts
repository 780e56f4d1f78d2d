import { levelled } from '../model/level.ts';
import { every } from '../kinds/index.ts';
import { isServed, objectiveEvidence } from '../states/objective-evidence.ts';
import { ALL_TIME, defineMeasure } from './measure.ts';
import { apartFrom } from '../text/grouped.ts';

export const objectivesServed = defineMeasure({
  id: 'objectives-served',
  title: 'Objectives with evidence',
  aspect: 'relevant',
  also: ['agenda', 'value'],
  definition:
    'Of the objectives, those that a closed loop serves (its issue names the objective), or that a note cites which is no draft.',
  formula: 'objectives named by an issue with a known outcome or cited by a note ÷ objectives',
  unit: 'a share of objectives',
  window: ALL_TIME,
  direction: 'more',
  levels: levelled('at least 1', 'at least 50 % of 2', 'at least 80 % of 3'),
  source: 'Ours; each objective of a strategy has to show what came of it.',
  cannotTell: 'Whether the objective is met: its own measure says that.',
  measure(community, states) {
    const all = every(community, 'objective');
    const served = all.filter((objective) => isServed(objectiveEvidence(objective, community, states)));
    return {
      form: 'share',
      counted: { label: 'with evidence', documents: served },
      missed: { label: 'without', documents: apartFrom(all, served) },
      apart: [],
    };
  },
});
