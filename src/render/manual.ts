import type { Field } from '../model/field.ts';
import type { Kind } from '../model/kind.ts';
import { bullets, heading, paragraph, prose, root, strong, table } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { printMarkdown } from '../text/markdown/parse.ts';
import { capitalised } from '../text/words.ts';
import type { MarkdownText } from '../text/written.ts';

function rows(fields: Readonly<Record<string, Field>>, prefix = ''): Words[][][] {
  return Object.entries(fields).flatMap(([name, field]): Words[][][] => {
    const value = `${field.list ? 'a list, each ' : ''}${field.expected}`;
    const row: Words[][] = [
      [{ type: 'inlineCode', value: prefix + name }],
      [field.required ? 'yes' : ''],
      prose(capitalised(field.sentence)),
      prose(value),
    ];
    return [row, ...(field.entering.by === 'parts' ? rows(field.entering.of, `${prefix}${name}.`) : [])];
  });
}

function idText(kind: Kind): string {
  if (kind.id === 'event') return 'the title’s words and a code of four characters';
  return kind.id === 'plain'
    ? `the ${kind.title.field}’s words`
    : `\`${kind.name}\`, or \`${kind.name}-\` and the title’s words`;
}

/** The manual of some kinds, as Markdown: what each is, where it lies, its fields and sections. */
export function kindsManual(kinds: readonly Kind[], common: Readonly<Record<string, Field>>): MarkdownText {
  return printMarkdown(
    root(
      kinds.flatMap((kind) => [
        heading(2, capitalised(kind.name)),
        paragraph(
          `${kind.sentence} Folder: `,
          { type: 'inlineCode', value: `${kind.folder}/` },
          ...prose(`. Its id: ${idText(kind)}.`),
        ),
        table([
          [['Field'], ['Required'], ['Meaning'], ['Value']],
          ...rows({ ...titleOf(kind, common), ...kind.fields, aliases: common['aliases'] as Field }),
        ]),
        paragraph('Sections:'),
        bullets(kind.sections.map(({ title, question }) => [strong(title), `: ${question}`])),
      ]),
    ),
  );
}

function titleOf(kind: Kind, common: Readonly<Record<string, Field>>): Record<string, Field> {
  if (kind.title.field !== 'title') return {};
  return { title: { ...(common['title'] as Field), required: kind.title.otherwise === undefined } };
}
