import { isComment } from '../text/markdown/outline.ts';
import type { Body } from '../model/document.ts';
import { aboutText, checkable, defineCheck } from './check.ts';

const PLACEHOLDER = /\{\{\s{0,9}[a-z][\w .-]{0,60}\}\}/i;

/** The line of a comment that stands right below the heading at a line; null where none does. */
function guideBelow({ root }: Body, line: number): number | null {
  const at = root.children.findIndex((node) => node.type === 'heading' && node.position?.start.line === line);
  const next = root.children[at + 1];
  const isGuide = at >= 0 && next?.type === 'html' && isComment(next) && !next.value.includes('cop-ignore');
  return isGuide ? (next.position?.start.line ?? null) : null;
}

export const templateText = defineCheck(
  'template-text',
  'info',
  'No text of the template is left in.',
  `The questions of a template are comments for the author: where a section is written, they have done their work, and
whoever edits the file next should not have to wonder. \`{{placeholders}}\` that nothing filled are left over, too.`,
  function* find(community) {
    for (const document of checkable(community)) {
      const body = document.body();
      if (!document.declaration || !body || document.fields['draft'] === true) continue;
      for (const section of body.outline.sections) {
        const guide = section.text === '' ? null : guideBelow(body, section.line);
        if (guide === null) continue;
        yield {
          rule: 'template-text',
          place: { path: document.path, line: guide, column: 1 },
          message: `Unexpected question of the template under \`${section.title}\`, expected only what was written`,
          hint: null,
        };
      }
      for (const { line, text } of aboutText(document)) {
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
