import { COMMON, KINDS } from '../../kinds/index.ts';
import type { Field } from '../../model/field.ts';
import type { Kind } from '../../model/kind.ts';
import { withArticle } from '../../model/field.ts';
import { capitalised } from '../../text/words.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Extensions that read what is written here. */
const EXTENSIONS = { frontMatter: 'eliostruyf.vscode-front-matter', yaml: 'redhat.vscode-yaml' };

const kinds = KINDS as readonly Kind[];

/** `$` and `}` mean something in a snippet. */
const plain = (text: string): string => text.replaceAll(/[$}\\]/g, '\\$&');
/** And in a choice, commas and bars as well. */
const choice = (text: string): string => text.replaceAll(/[$}\\,|]/g, '\\$&');

const TODAY = '$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE';

function value({ entering, list, sentence }: Field, stop: number): string {
  if (entering.by === 'choice' && !list) return `\${${stop}|${entering.choices.map(choice).join(',')}|}`;
  if (entering.by === 'day') return `\${${stop}:${TODAY}}`;
  const words = entering.by === 'choice' ? entering.choices.join(', ') : sentence;
  const held = `\${${stop}:${plain(words)}}`;
  return list ? `[${held}]` : held;
}

/** What is typed for a new document: its required fields and those that a prompt asks for, and its sections. */
function snippet({ name, sentence, title, fields, asked = [], sections }: Kind): object {
  let stop = 0;
  const lines = ['---'];
  if (title.otherwise === undefined) lines.push(`${title.field}: \${${(stop += 1)}:${name}}`);
  for (const [key, field] of Object.entries(fields)) {
    if (key === title.field || !(field.required || asked.includes(key))) continue;
    const { entering } = field;
    if (entering.by === 'map') lines.push(`${key}:`, `  \${${(stop += 1)}:practice}: {now: 0, ideal: 0}`);
    else if (entering.by === 'parts') {
      const parts = Object.entries(entering.of).map(([part, of]) => `  ${part}: ${value(of, (stop += 1))}`);
      lines.push(`${key}:`, ...parts);
    } else lines.push(`${key}: ${value(field, (stop += 1))}`);
  }
  lines.push('---', '');
  for (const section of sections)
    lines.push(`## ${section.title}`, '', `\${${(stop += 1)}:${plain(section.question)}}`, '');
  return { prefix: `cop-${name}`, scope: 'markdown', description: sentence, body: lines };
}

/** A field as the extension Front Matter has it: a control beside the text, which completes and validates. */
function control([name, field]: readonly [string, Field]): object {
  const { entering, list, sentence, required } = field;
  const said = {
    name,
    title: capitalised(name.replaceAll('_', ' ')),
    description: sentence,
    ...(required ? { required } : {}),
  };
  switch (entering.by) {
    case 'choice':
      return { ...said, type: 'choice', choices: entering.choices, ...(list ? { multiple: true } : {}) };
    case 'day':
      return { ...said, type: 'datetime', dateFormat: 'yyyy-MM-dd' };
    case 'flag':
      return { ...said, type: 'boolean' };
    case 'parts':
      return { ...said, type: 'fields', fields: Object.entries(entering.of).map(control) };
    case 'map':
      return { ...said, type: 'json' };
    default:
      return { ...said, type: list ? 'list' : field.json['type'] === 'integer' ? 'number' : 'string' };
  }
}

const titled = ({ title: { field, otherwise } }: Kind): object[] =>
  field === 'title' ? [{ name: 'title', title: 'Title', type: 'string', required: otherwise === undefined }] : [];

/** The folders and kinds for the extension Front Matter. */
function frontMatter(folderOf: (kind: Kind) => string): object {
  const folders = [...new Set(kinds.map(folderOf))];
  return {
    'frontMatter.content.pageFolders': folders.map((folder) => ({
      title: folder,
      path: `[[workspace]]/${folder}`,
      excludeSubdir: true,
      contentTypes: kinds.filter((kind) => folderOf(kind) === folder).map(({ name }) => name),
    })),
    'frontMatter.taxonomy.contentTypes': kinds.map((kind) => ({
      name: kind.name,
      pageBundle: false,
      fields: [...titled(kind), ...Object.entries({ ...kind.fields, aliases: COMMON.aliases }).map(control)],
    })),
  };
}

/** `cop check` as a task: what it finds stands among the problems, at its place. */
const TASKS = {
  version: '2.0.0',
  tasks: [
    {
      label: 'cop check',
      type: 'shell',
      command: 'cop check',
      group: { kind: 'test', isDefault: true },
      presentation: { reveal: 'silent' },
      problemMatcher: {
        owner: 'cop',
        fileLocation: ['relative', '${workspaceFolder}'],
        pattern: {
          regexp: '^(.+?):(\\d+):(\\d+): (error|warn|info): (.+) \\[([\\w-]+)\\]$',
          file: 1,
          line: 2,
          column: 3,
          severity: 4,
          message: 5,
          code: 6,
        },
      },
    },
  ],
};

/**
 * What VS Code reads: snippets and a task of its own, and the settings of two extensions.
 *
 * @param schemas The JSON Schema of each kind's front matter, as text, for whatever else reads those.
 */
export function vscodeFiles(
  folderOf: (kind: Kind) => string,
  schemas: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const snippets = Object.fromEntries(kinds.map((kind) => [capitalised(withArticle(kind.name)), snippet(kind)]));
  return new Map([
    ...[...schemas].map(([kind, text]): [string, string] => [`.cop/schemas/${kind}.schema.json`, text]),
    ['.vscode/cop.code-snippets', json(snippets)],
    ['.vscode/extensions.json', json({ recommendations: Object.values(EXTENSIONS) })],
    ['.vscode/settings.json', json({ 'yaml.schemas': { '.cop/cop.schema.json': 'cop.yml' } })],
    ['.vscode/tasks.json', json(TASKS)],
    ['frontmatter.json', json(frontMatter(folderOf))],
  ]);
}
