import type { Creation, Plan } from '../model/plan.ts';
import { STARTER_DIMENSIONS } from '../model/config.ts';
import type { Kind } from '../model/kind.ts';
import { KINDS, kindNamed } from '../kinds/index.ts';
import { purpose } from '../kinds/purpose.ts';
import { yamlText } from '../text/yaml-text.ts';
import { Refusal } from '../model/refusal.ts';
import { slug } from '../text/slug.ts';
import { folded } from '../text/terms.ts';
import type { Day } from '../text/day.ts';
import { documentText, substitute } from './scaffold.ts';
import type { Given, GivenValue } from './scaffold.ts';

/** The promises and the calendar of a community, as they are written. */
export interface Promises {
  readonly respondWithin: string;
  readonly followUpAfter: string;
  readonly reviewWithin: string;
  readonly weekend: readonly string[];
  readonly holidays: readonly string[];
}

export const USUAL_PROMISES: Promises = {
  respondWithin: '3 working days',
  followUpAfter: '6 weeks',
  reviewWithin: '6 months',
  weekend: ['sat', 'sun'],
  holidays: [],
};

/** What a sponsor says of why the community is to exist, as far as it was said. */
export interface Why {
  readonly sponsor: string;
  readonly goals: readonly string[];
  /** Texts under the titles of the purpose's sections. */
  readonly sections: ReadonlyMap<string, string>;
}

export interface Beginning {
  readonly name: string;
  readonly domain: string | null;
  /** Who starts it; null where that is not known. */
  readonly member: string | null;
  /** The preliminary core group, by name. */
  readonly core: readonly string[];
  /** Null where nobody has said yet. */
  readonly why: Why | null;
  readonly promises: Promises;
  readonly today: Day;
  /** Files that are there already, relative to the root. */
  readonly present: readonly string[];
  readonly templates: {
    readonly config: string;
    readonly readme: string;
    readonly member: string;
    readonly purpose: string;
  };
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

/** A name as far as it tells people apart: two that differ only in case, accents or signs are one person. */
export const sameName = (called: string): string => folded(called).replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * Everybody who is named, once, with what they do: who starts it and the core group, and the sponsor.
 *
 * @throws Refusal where two people would get the same id.
 */
function peopleOf({ member, core, why }: Beginning): Map<string, string[]> {
  const people = new Map<string, { name: string; roles: string[] }>();
  const add = (called: string, role: string): void => {
    const id = slug(called);
    const held = people.get(id) ?? { name: called, roles: [] };
    if (sameName(held.name) !== sameName(called)) {
      throw new Refusal(
        `${held.name} and ${called} would have the same id, \`${id}\`.`,
        'Write one of them otherwise.',
      );
    }
    if (called.trim().split(/\s+/).length > held.name.trim().split(/\s+/).length) held.name = called.trim();
    if (!held.roles.includes(role)) held.roles.push(role);
    people.set(id, held);
  };
  const isIn = (some: readonly string[], one: string): boolean => some.some((called) => slug(called) === slug(one));
  if (why) add(why.sponsor, 'sponsor');
  // Whoever starts it is the core group, unless one was named.
  if (member !== null && (core.length === 0 || isIn(core, member))) add(member, 'core');
  else if (member !== null && !(why && isIn([why.sponsor], member))) add(member, 'member');
  for (const called of core) add(called, 'core');
  return new Map([...people.values()].map(({ name: called, roles }) => [called, roles]));
}

const saysAnything = ({ goals, sections }: Why): boolean => goals.length > 0 || sections.size > 0;

/** The purpose in its sponsor's words. Where goals are still to be said, `cop check` asks for them. */
function purposeText({ sponsor, goals, sections }: Why, { name, core, today, templates }: Beginning): string {
  const fields = new Map<string, GivenValue>([['sponsor', slug(sponsor)]]);
  const others = core.map((one) => slug(one)).filter((id) => id !== slug(sponsor));
  if (others.length > 0) fields.set('decided_with', others);
  if (goals.length > 0) fields.set('business_goals', goals);
  fields.set('date', today);
  const told = new Map(sections);
  if (goals.length > 0 && !told.has('Business goals served')) {
    told.set('Business goals served', goals.map((goal) => `- ${goal}`).join('\n'));
  }
  const given: Given = { kind: purpose, title: `Why ${name} exists`, fields, sections: told, body: null };
  return documentText(given, templates.purpose);
}

/** A new community as a plan. Nothing that is there is touched. */
export function init(beginning: Beginning): Plan {
  const { name, domain, promises, today, present, templates } = beginning;
  const aside = moved(present);
  const folders = aside.map(({ name: kind, folder }) => `  ${kind}: ${ASIDE}/${folder}`);
  const config = substitute(
    templates.config,
    new Map([
      ['name', yamlText(name)],
      ['domain', domain === null ? '# domain: the craft that members share' : `domain: ${yamlText(domain)}`],
      ['respond_within', promises.respondWithin],
      ['follow_up_after', promises.followUpAfter],
      ['review_within', promises.reviewWithin],
      ['weekend', promises.weekend.join(', ')],
      ['holidays', promises.holidays.join(', ')],
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
  const people = peopleOf(beginning);
  const folder = (kind: string): string => `${aside.length === 0 ? '' : `${ASIDE}/`}${kindNamed(kind)?.folder ?? kind}`;
  for (const [called, roles] of people) {
    const path = `${folder('member')}/${slug(called)}.md`;
    const text = `---\nname: ${yamlText(called)}\nroles: [${roles.join(', ')}]\njoined: ${today}\n---\n\n${templates.member}`;
    if (!present.includes(path)) changes.push({ type: 'create', path, text });
  }
  const said = beginning.why && saysAnything(beginning.why) ? beginning.why : null;
  const text = said && purposeText(said, beginning);
  const path = `${folder('purpose')}/purpose.md`;
  if (text !== null && !present.includes(path)) changes.push({ type: 'create', path, text });
  return { summary: `Start the community ${name}`, changes };
}
