import type { Creation, Plan } from '../model/plan.ts';
import { STARTER_DIMENSIONS } from '../model/config.ts';
import type { Kind } from '../model/kind.ts';
import { KINDS } from '../kinds/index.ts';
import { yamlText } from '../text/yaml-text.ts';
import { slug } from '../text/slug.ts';
import type { Day } from '../text/day.ts';
import { substitute } from './scaffold.ts';

export interface Beginning {
  readonly name: string;
  readonly domain: string | null;
  /** Who starts it; null where that is not known. */
  readonly member: string | null;
  readonly today: Day;
  /** Files that are there already, relative to the root. */
  readonly present: readonly string[];
  readonly templates: { readonly config: string; readonly readme: string; readonly member: string };
  /** The JSON Schema of cop.yml, for editors. */
  readonly schema: string;
}

/** Where the kinds go when one of their own folders holds somebody else's Markdown. */
const ASIDE = 'practice';

/** Kinds whose folder has to be another, so that nothing that is there is taken for theirs. */
function moved(present: readonly string[]): readonly Kind[] {
  const occupied = KINDS.some(({ folder }) =>
    present.some(
      (path) => path.toLowerCase().startsWith(`${folder.split('/')[0]}/`) && /\.(?:md|markdown)$/i.test(path),
    ),
  );
  return occupied ? KINDS : [];
}

function dimensionsText(): string {
  return STARTER_DIMENSIONS.map(
    ({ id, title, question }) => `  ${id}:\n    title: ${yamlText(title)}\n    question: ${yamlText(question ?? '')}`,
  ).join('\n');
}

/** A new community as a plan. Nothing that is there is touched. */
export function init(beginning: Beginning): Plan {
  const { name, domain, member, today, present, templates } = beginning;
  const aside = moved(present);
  const folders = aside.map(({ name: kind, folder }) => `  ${kind}: ${ASIDE}/${folder}`);
  const config = substitute(
    templates.config,
    new Map([
      ['name', yamlText(name)],
      ['domain', domain === null ? '# domain: the craft that members share' : `domain: ${yamlText(domain)}`],
      ['dimensions', dimensionsText()],
      [
        'folders',
        folders.length === 0 ? '' : `\n# Folders of these names were here before.\nfolders:\n${folders.join('\n')}`,
      ],
    ]),
    'cop.yml',
  );
  const changes: Creation[] = [
    { type: 'create', path: 'cop.yml', text: `${config.trimEnd()}\n` },
    { type: 'create', path: '.cop/cop.schema.json', text: beginning.schema },
  ];
  const readme = present.some((path) => /^readme\.(?:md|markdown)$/i.test(path));
  if (!readme) {
    const values = new Map([
      ['name', name],
      ['domain', domain ?? 'A community of practice.'],
    ]);
    changes.push({ type: 'create', path: 'README.md', text: substitute(templates.readme, values, 'README.md') });
  }
  if (member !== null) {
    const folder = aside.length === 0 ? 'members' : `${ASIDE}/members`;
    const path = `${folder}/${slug(member)}.md`;
    const text = `---\nname: ${yamlText(member)}\nroles: [core]\njoined: ${today}\n---\n\n${templates.member}`;
    if (!present.includes(path)) changes.push({ type: 'create', path, text });
  }
  return { summary: `Start the community ${name}`, changes };
}
