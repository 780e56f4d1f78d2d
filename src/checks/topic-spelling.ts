import { topicsOf } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import { grouped } from '../text/grouped.ts';
import { folded } from '../text/terms.ts';
import { byText, counted } from '../text/words.ts';
import { aboutField, defineCheck } from './check.ts';

/** What is left of a topic where case, accents, spaces, hyphens and a plural are no difference. */
const plain = (topic: string): string =>
  folded(topic)
    .replaceAll(/[\s_-]+/g, '')
    .replace(/(?<=[a-z]{3})s$/, '');

export const topicSpelling = defineCheck(
  'topic-spelling',
  'warn',
  'A topic is spelt in one way.',
  `Topics are free words: lists, the FAQ and figures take \`late-data\` and \`Late data\` for two. Spell a topic as most
documents do; \`cop list --where topics=WORD\` shows which have it.`,
  'faces',
  function* find(community) {
    const uses = grouped(community.documents, (document) => [...new Set(topicsOf(document))]);
    const spellings = grouped([...uses.keys()], (topic) => [plain(topic)]);
    for (const same of spellings.values()) {
      if (same.length < 2) continue;
      const of = (topic: string): readonly Document[] => uses.get(topic) ?? [];
      const [usual = '', ...others] = [...same].sort((a, b) => of(b).length - of(a).length || byText(a, b));
      for (const other of others) {
        for (const document of of(other)) {
          const message = `Unexpected spelling \`${other}\` of a topic, expected \`${usual}\` as in ${counted(of(usual).length, 'document')}`;
          yield aboutField('topic-spelling', document, ['topics', topicsOf(document).indexOf(other)], message);
        }
      }
    }
  },
);
