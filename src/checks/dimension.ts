import type { Complaint } from '../model/finding.ts';
import { every } from '../kinds/index.ts';
import { nearest } from '../text/nearest.ts';
import { listed } from '../text/words.ts';
import { defineCheck } from './check.ts';

export const dimension = defineCheck(
  'dimension',
  'error',
  'A dimension that is set or pushed is one that cop.yml names.',
  `Dimensions are data: cop.yml names, describes, adds and removes them. A slider for one that is not there would be
shown nowhere.`,
  'faces',
  function* find(community) {
    const known = community.config.dimensions.map(({ id }) => id);
    const used = [
      ...every(community, 'assessment').flatMap((document) =>
        [...document.fields.sliders.keys()].map((id) => ({ document, id, at: ['sliders', id] as const })),
      ),
      ...every(community, 'strategy').flatMap((document) =>
        document.fields.pushes.map((id, index) => ({ document, id, at: ['pushes', index] as const })),
      ),
    ];
    for (const { document, id, at } of used) {
      if (known.includes(id)) continue;
      const position = document.written?.at(at, 'key') ?? { line: 1, column: 1 };
      const guess = nearest(id, known);
      yield {
        rule: 'dimension',
        place: { path: document.path, ...position },
        message: `Unexpected dimension \`${id}\`, expected ${listed(known, 'or')}`,
        hint: guess && `Did you mean \`${guess}\`?`,
      } satisfies Complaint;
    }
  },
);
