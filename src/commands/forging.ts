import { FORMS } from '../compile/form.ts';
import { gitBranch, gitDefaultBranch, gitPrefix, isInsideRepository } from '../edges/git.ts';
import { packageFile } from '../edges/package-files.ts';
import { folderAbove, folderState } from '../edges/workspace.ts';
import { Refusal } from '../model/refusal.ts';
import { forgeFiles, toolFrom } from '../plans/forge.ts';
import type { Additions } from '../plans/additions.ts';
import { FORGES } from '../model/forge.ts';
import type { ForgeName } from '../model/forge.ts';
import { githubForm, gitlabTemplate } from '../render/issue-forms.ts';
import { requestTemplate } from '../render/request-template.ts';
import { care, faint, ink, name as named } from '../text/ink.ts';
import type { Context, OptionSpec, Options } from './command.ts';
import { tellKept } from './manners.ts';

export const FORGE_OPTIONS: readonly OptionSpec[] = [
  {
    flags: `--forge <${FORGES.join('|')}>`,
    sentence:
      'write what lets a forge check, review, publish and remind, and its issue forms; in a community, only that',
    choices: FORGES,
  },
  {
    flags: '--cop <source>',
    sentence: 'where workflows get cop: owner/name@commit, or https://…@commit on GitLab',
  },
];

export const forgeFrom = (options: Options): ForgeName | null =>
  FORGES.find((forge) => forge === options['forge']) ?? null;

/** A branch whose name can stand in a workflow as it is. */
const PLAIN_BRANCH = /^[\w./-]{1,100}$/;

/** Files that a forge reads, made from the kinds. */
function generated(forge: ForgeName, branch: string): ReadonlyMap<string, string> {
  const request = requestTemplate(branch);
  if (forge === 'gitlab') {
    return new Map([
      ['.gitlab/merge_request_templates/Default.md', request],
      ...FORMS.map((form): [string, string] => [`.gitlab/issue_templates/${form.name}.md`, gitlabTemplate(form)]),
    ]);
  }
  return new Map([
    ['.github/pull_request_template.md', request],
    ...FORMS.map((form): [string, string] => [`.github/ISSUE_TEMPLATE/cop-${form.kind.name}.yml`, githubForm(form)]),
  ]);
}

/**
 * What a forge is to be given in a folder.
 *
 * @throws Refusal where the folder is not the top of its repository, the only place where forges look.
 */
export function forging(context: Context, folder: string, forge: ForgeName, options: Options): Additions {
  const isNew = folderState(folder) === 'absent';
  const where = folderAbove(folder);
  const isBelow = isInsideRepository(where, context.env) && (isNew || gitPrefix(where, context.env) !== '');
  if (isBelow) {
    throw new Refusal(
      `A forge reads its workflows at the top of a repository, and ${context.shownPath('.', folder)} lies below it.`,
      'Give the community a repository of its own, or write them at the top by hand.',
    );
  }
  const given = options['cop'];
  const found = isNew ? null : (gitDefaultBranch(folder, context.env) ?? gitBranch(folder, context.env));
  const branch = found !== null && PLAIN_BRANCH.test(found) ? found : 'main';
  return forgeFiles({
    forge,
    branch,
    tool: typeof given === 'string' ? toolFrom(given, forge) : null,
    template: (name) => packageFile(`templates/forge/${forge}/${name}`),
    generated: generated(forge, branch),
    isThere: (path) => !isNew && folderState(`${folder}/${path}`) !== 'absent',
  });
}

const STEPS: Readonly<Record<ForgeName, readonly string[]>> = {
  github: ['Settings, Pages: take “GitHub Actions” as the source, and the site is published.'],
  gitlab: [
    'Settings, CI/CD, Variables: a project access token as COP_REVIEW_TOKEN (role Reporter, scope api), and reviews are written below merge requests.',
    'Build, Pipeline schedules: one a week, and what is due stands in an issue.',
  ],
};

/** Says what stayed as it was, and what only a person can settle on the forge. */
export function tellForging(context: Context, forge: ForgeName, { kept }: Additions, options: Options): void {
  tellKept(context, kept);
  if (kept.includes('.gitlab-ci.yml')) {
    context.say(care('Have it include what runs cop:\ninclude:\n  - local: .gitlab/cop.gitlab-ci.yml'));
  }
  if (options['cop'] === undefined) {
    const how =
      forge === 'github'
        ? 'write COP_REPOSITORY and COP_COMMIT at the top of each'
        : 'set the variables COP_REPOSITORY (an https address) and COP_COMMIT';
    context.say(care(`The workflows do not know where cop is: ${how}, or give --cop.`));
  }
  for (const step of STEPS[forge]) context.say(faint(step));
  if (forge === 'github') {
    context.say(
      faint(
        ink`The forms need their labels: ${named(`for kind in ${FORMS.map(({ kind }) => kind.name).join(' ')}; do gh label create cop:$kind; done`)}`,
      ),
    );
  }
}
