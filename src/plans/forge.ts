import type { ForgeName } from '../model/forge.ts';
import { Refusal } from '../model/refusal.ts';
import { additions } from './additions.ts';
import type { Additions } from './additions.ts';
import { substitute } from './scaffold.ts';

/** Where workflows get `cop` from: a repository at one commit, since a name in a registry may be anybody's. */
export interface Tool {
  /** `owner/name` on GitHub, an https address on GitLab. */
  readonly repository: string;
  /** All forty digits. */
  readonly commit: string;
}

const TOOLS: Readonly<Record<ForgeName, { readonly form: RegExp; readonly sentence: string }>> = {
  github: { form: /^((?!\.)[\w.-]{1,100}\/(?!\.)[\w.-]{1,100})@([0-9a-f]{40})$/, sentence: 'owner/name@commit' },
  gitlab: { form: /^(https:\/\/[\w./:-]{1,300})@([0-9a-f]{40})$/, sentence: 'https://host/path.git@commit' },
};

/** @throws Refusal where that does not say one commit of one repository. */
export function toolFrom(text: string, forge: ForgeName): Tool {
  const { form, sentence } = TOOLS[forge];
  const [, repository, commit] = form.exec(text) ?? [];
  if (repository === undefined || commit === undefined) {
    throw new Refusal(`\`${text}\` says no commit of cop.`, `Write it as ${sentence}, with all 40 digits.`);
  }
  return { repository, commit };
}

/** Which template becomes which file. */
const FILES: Readonly<Record<ForgeName, readonly (readonly [template: string, path: string])[]>> = {
  github: ['cop-check.yml', 'cop-comment.yml', 'cop-site.yml', 'cop-due.yml'].map((name) => [
    name,
    `.github/workflows/${name}`,
  ]),
  gitlab: [
    ['gitlab-ci.yml', '.gitlab-ci.yml'],
    ['cop.gitlab-ci.yml', '.gitlab/cop.gitlab-ci.yml'],
    ['cop-note.mjs', '.gitlab/cop-note.mjs'],
  ],
};

/**
 * What stands where nobody said where cop is: on GitHub nothing yet, since variables of a repository are not told to what
 * runs for a fork; on GitLab variables that the project's owner sets.
 */
const UNSAID: Readonly<Record<ForgeName, Tool>> = {
  github: { repository: '', commit: '' },
  gitlab: { repository: '$COP_REPOSITORY', commit: '$COP_COMMIT' },
};

/** Marks in these templates: braces mean something to both forges. */
const MARKS = /@@([a-z]{1,20})@@/g;

export interface ForgeRequest {
  readonly forge: ForgeName;
  /** The branch that is published. */
  readonly branch: string;
  readonly tool: Tool | null;
  /** The text of a template by its name. */
  readonly template: (name: string) => string;
  /** Files that are made from the kinds, by their paths. */
  readonly generated: ReadonlyMap<string, string>;
  readonly isThere: (path: string) => boolean;
}

/** The workflows, forms and templates by which a forge serves a community. Nothing that is there is touched. */
export function forgeFiles({ forge, branch, tool, template, generated, isThere }: ForgeRequest): Additions {
  const where = tool ?? UNSAID[forge];
  const fill = (text: string, values: readonly (readonly [string, string])[], name: string): string =>
    substitute(text, new Map(values), name, MARKS);
  const told: readonly (readonly [string, string])[] = [
    ['repository', where.repository],
    ['commit', where.commit],
    ['missing', tool === null && forge === 'gitlab' ? template('missing.yml') : ''],
  ];
  const steps = forge === 'github' ? fill(template('steps.yml'), told, 'steps.yml').trimEnd() : '';
  const texts = new Map<string, string>([
    ...FILES[forge].map(([name, path]): [string, string] => [
      path,
      fill(template(name), [...told, ['branch', branch], ['steps', steps]], name),
    ]),
    ...generated,
  ]);
  return additions(`Let ${forge === 'github' ? 'GitHub' : 'GitLab'} check, review, publish and remind`, texts, isThere);
}
