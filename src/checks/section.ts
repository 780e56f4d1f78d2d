import type { Complaint } from '../model/finding.ts';
import { isSilent } from '../model/kind.ts';
import { sectionNamed } from '../text/markdown/outline.ts';
import { listed } from '../text/words.ts';
import { checkable, defineCheck } from './check.ts';

export const section = defineCheck(
  'section',
  'warn',
  'Every section that the kind asks for is there and says something.',
  `Sections are second-level headings (\`## What worked\`). They are what pages, the FAQ and reports quote, and what a
reviewer looks for. A section that has nothing to say says so in a sentence; comments count as nothing. A
follow-up on what was not tried needs none.`,
  'text',
  function* find(community) {
    for (const document of checkable(community)) {
      const { declaration, fields } = document;
      const wanted = declaration?.sections.filter(({ optional }) => !optional) ?? [];
      // A draft says of itself that it is not complete.
      if (!declaration || wanted.length === 0 || fields['draft'] === true) continue;
      if (isSilent(declaration, (field) => fields[field])) continue;
      const outline = document.outline();
      if (!outline) continue;
      const found = wanted.map(({ title }) => ({ title, section: sectionNamed(outline, title) }));
      const missing = found.filter(({ section }) => section === null).map(({ title }) => `\`## ${title}\``);
      const empty = found.flatMap(({ section }) => (section?.text === '' ? [section] : []));
      const complain = (line: number, message: string): Complaint => ({
        rule: 'section',
        place: { path: document.path, line, column: 1 },
        message,
        hint: null,
      });
      if (missing.length > 0) {
        yield complain(1, `Unexpected ${document.kind} without ${listed(missing)}, expected these sections`);
      }
      if (empty[0]) {
        const names = listed(empty.map(({ title }) => `\`${title}\``));
        yield complain(empty[0].line, `Unexpected silence under ${names}, expected a sentence at least`);
      }
    }
  },
);
