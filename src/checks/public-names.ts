import { every } from '../kinds/index.ts';
import { isKept } from '../states/note-state.ts';
import { aboutText, defineCheck } from './check.ts';

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

export const publicNames = defineCheck(
  'public-names',
  'warn',
  'What is for everybody names nobody.',
  `What was learned is shared outside; who asked and who erred is not. \`cop site build --public\` takes members' names out of
what says \`audience: public\`, and says what may still be one; a text that names nobody needs no taking out, and reads better.`,
  'text',
  function* find(community) {
    const names = every(community, 'member')
      .map(({ title }) => title.trim())
      .filter((name) => /\S\s+\S/.test(name) || name.length > 4)
      .sort((a, b) => b.length - a.length);
    if (names.length === 0) return;
    const named = new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'u');
    for (const document of community.documents) {
      if (!isKept(document) || document.fields.audience !== 'public' || document.fields.draft === true) continue;
      for (const { line, text } of aboutText(document)) {
        const found = named.exec(text);
        if (!found) continue;
        yield {
          rule: 'public-names',
          place: { path: document.path, line, column: found.index + 1 },
          message: `Unexpected name “${found[0]}” in what is for everybody, expected what was done without who did it`,
          hint: null,
        };
      }
    }
  },
);
