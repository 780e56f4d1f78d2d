import type { Complaint } from '../model/finding.ts';
import { isPlainId } from '../text/id.ts';
import { checkable, defineCheck } from './check.ts';

export const id = defineCheck(
  'id',
  'error',
  'An id, and an alias, is made of letters, digits and hyphens.',
  `An id is typed in terminals, stands in links and is a file name on every system. Letters are those of ASCII: a Cyrillic
\`о\` looks like a Latin one and is another id. Rename the file, or write the alias another way; \`cop new\` makes ids
that hold.`,
  'faces',
  function* find(community) {
    for (const document of checkable(community)) {
      if (document.declaration === null) continue;
      const complain = (what: string, position: { line: number; column: number }): Complaint => ({
        rule: 'id',
        place: { path: document.path, line: position.line, column: position.column },
        message: `Unexpected ${what}, expected ASCII letters, digits and hyphens`,
        hint: null,
      });
      if (!isPlainId(document.id)) yield complain(`file name \`${document.id}\` as id`, { line: 1, column: 1 });
      for (const [index, alias] of document.aliases.entries()) {
        const position = document.written?.at(['aliases', index]) ?? { line: 1, column: 1 };
        if (!isPlainId(alias)) yield complain(`\`${alias}\` as alias`, position);
      }
    }
  },
);
