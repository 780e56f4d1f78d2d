import { guideOf } from '../text/markdown/guides.ts';
import { aboutText, checkable, defineCheck } from './check.ts';

const PLACEHOLDER = /\{\{\s{0,9}[a-z][\w .-]{0,60}\}\}/i;

export const templateText = defineCheck(
  'template-text',
  'info',
  'No text of the template is left in.',
  `The questions of a template are comments for the author: where a section is written, they have done their work, and
whoever edits the file next should not have to wonder (\`cop check --fix\` takes them out). \`{{placeholders}}\` that nothing filled are left over, too.`,
  'text',
  function* find(community) {
    for (const document of checkable(community)) {
      const { text: written } = document.source;
      const outline = document.outline();
      if (!document.declaration || !outline || document.fields['draft'] === true) continue;
      // What is looked for begins with one of these; most documents have neither.
      const root = written.includes('<!--') ? document.body()?.root : undefined;
      for (const section of root ? outline.sections : []) {
        const guide = section.text === '' || !root ? null : guideOf(root, section.line);
        if (guide === null) continue;
        yield {
          rule: 'template-text',
          place: { path: document.path, line: guide.line, column: 1 },
          message: `Unexpected question of the template under \`${section.title}\`, expected only what was written`,
          hint: null,
        };
      }
      for (const { line, text } of written.includes('{{') ? aboutText(document) : []) {
        const found = PLACEHOLDER.exec(text);
        if (!found) continue;
        yield {
          rule: 'template-text',
          place: { path: document.path, line, column: 1 },
          message: `Unexpected placeholder \`${found[0]}\`, expected what it stands for`,
          hint: null,
        };
      }
    }
  },
);
