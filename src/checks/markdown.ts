import { checkable, defineCheck } from './check.ts';

export const markdown = defineCheck(
  'markdown',
  'error',
  'The body can be parsed.',
  `Markdown nested deeper than any person writes exhausts a parser. Such a page is listed and not rendered.`,
  'faces',
  function* find(community) {
    for (const document of checkable(community)) {
      if (document.outline() !== null) continue;
      const message = 'Unexpected nesting too deep to parse, expected Markdown that a person would write';
      yield { rule: 'markdown', place: { path: document.path, line: 1, column: 1 }, message, hint: null };
    }
  },
);
