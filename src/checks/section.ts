import { sectionNamed } from '../text/markdown/outline.ts';
import { checkable, defineCheck } from './check.ts';

export const section = defineCheck(
  'section',
  'warn',
  'Every section that the kind asks for is there and says something.',
  `Sections are second-level headings (\`## What worked\`). They are what pages, the FAQ and reports quote, and what a
reviewer looks for. A section that has nothing to say says so in a sentence; comments count as nothing.`,
  function* find(community) {
    for (const document of checkable(community)) {
      const wanted = document.declaration?.sections.filter(({ optional }) => !optional) ?? [];
      // A draft says of itself that it is not complete.
      if (wanted.length === 0 || document.fields['draft'] === true) continue;
      const outline = document.body()?.outline;
      if (!outline) continue;
      for (const { title } of wanted) {
        const found = sectionNamed(outline, title);
        if (found && found.text !== '') continue;
        const place = { path: document.path, line: found?.line ?? 1, column: 1 };
        const message = found
          ? `Unexpected empty section \`${title}\`, expected a sentence at least`
          : `Unexpected ${document.kind} without the section \`## ${title}\`, expected one`;
        yield { rule: 'section', place, message, hint: null };
      }
    }
  },
);
