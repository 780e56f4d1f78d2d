import { every, isKind } from '../kinds/index.ts';
import { isPast } from '../kinds/objective.ts';
import { aboutField, checkable, defineCheck, heldTrueOn } from './check.ts';

export const strategyDelivers = defineCheck(
  'strategy-delivers',
  'warn',
  'A strategy delivers an objective that is still to be reached.',
  `Efforts that serve no objective cost time that nobody agreed to give. \`delivers\` names the objectives a strategy works
towards. Where all of them are past their day, say in the text how it ended and \`cop reviewed STRATEGY\`, or point it at what
comes next.`,
  'faces',
  function* find(community, { today }) {
    for (const document of checkable(community)) {
      if (document.kind !== 'strategy' || document.written?.data.has('delivers')) continue;
      const message = 'Unexpected strategy that delivers nothing, expected the id of an objective in `delivers`';
      yield aboutField('strategy-delivers', document, [], message);
    }
    for (const strategy of every(community, 'strategy')) {
      const objectives = strategy.fields.delivers.flatMap((id) => {
        const found = community.byId.get(id);
        return found && isKind(found, 'objective') ? [found] : [];
      });
      const open = objectives.filter(({ fields }) => !isPast(fields, today));
      const last = objectives
        .flatMap(({ fields }) => fields.due ?? [])
        .sort()
        .at(-1);
      const isEnded = last !== undefined && (heldTrueOn(strategy) ?? last) > last;
      if (open.length > 0 || isEnded) continue;
      const message =
        objectives.length === 0
          ? 'Unexpected strategy whose objectives are not there, expected one that is'
          : 'Unexpected strategy whose objectives are all past their day, expected one that is still to be reached';
      yield aboutField('strategy-delivers', strategy, ['delivers'], message);
    }
  },
);
