import { basename, resolve } from 'node:path';
import * as v from 'valibot';
import { gitUser, isInsideRepository } from '../edges/git.ts';
import { packageFile } from '../edges/package-files.ts';
import { adoptable, folderAbove, folderState, listFiles, makeFolder } from '../edges/workspace.ts';
import { CONFIG_FILE } from '../model/config-file.ts';
import { configJson } from '../model/config.ts';
import { Refusal, Stopped } from '../model/refusal.ts';
import type { ForgeName } from '../model/forge.ts';
import { USUAL_PROMISES, init } from '../plans/init.ts';
import { faint, ink, name as named } from '../text/ink.ts';
import { shellWord } from '../text/shell-word.ts';
import { counted } from '../text/words.ts';
import { asked, nextStep } from './beginning.ts';
import { FORGE_OPTIONS, forgeFrom, forging, tellForging } from './forging.ts';
import type { Answers } from './beginning.ts';
import type { Command, Context, Options } from './command.ts';
import { KNOWN } from './known.ts';
import { noneOf } from './manners.ts';

function folderFor(context: Context, word: string | undefined, here: boolean): string {
  if (here && word !== undefined) throw new Refusal('Give a folder or --here, not both.');
  if (!here && word === undefined) {
    throw new Refusal(
      'Where is the community to be?',
      '`cop init DIR` starts a new one, `cop init --here` adopts this folder.',
    );
  }
  const folder = resolve(context.folder, word ?? '.');
  const state = folderState(folder);
  if (state === 'community') throw new Refusal(`${folder} is a community already: it has a ${CONFIG_FILE}.`);
  if (state === 'file') throw new Refusal(`${folder} is no folder.`);
  if (!here && state === 'filled') {
    throw new Refusal(
      `${folder} is not empty.`,
      `\`cop -C ${word} init --here\` adopts what is there, and changes none of it.`,
    );
  }
  return folder;
}

/** Gives a community that is there already what a forge reads. */
async function equip(context: Context, forge: ForgeName, options: Options): Promise<0> {
  noneOf(options, ['name', 'domain', 'member', 'sponsor', 'why', 'goal', 'core'], '--forge in a community');
  const folder = context.root();
  const files = forging(context, folder, forge, options);
  const { written } = files.plan.changes.length === 0 ? { written: false } : await context.carryOut(files.plan);
  const created = files.plan.changes.map(({ path }) => path);
  if (context.json) {
    const { name } = context.community().config;
    context.out.answer('init', { folder: context.shownPath('.', folder), name, created, adopted: 0, written });
    return 0;
  }
  if (written) for (const path of created) context.out.line(ink`${context.shownPath(path)}`);
  tellForging(context, forge, files, options);
  return 0;
}

async function start(context: Context, word: string | undefined, options: Options): Promise<0> {
  const forge = forgeFrom(options);
  if (forge === null) noneOf({ ...options, forge: undefined }, ['cop'], 'a community without --forge');
  if (forge !== null && word === undefined && folderState(resolve(context.folder)) === 'community')
    return equip(context, forge, options);
  const here = options['here'] === true;
  const folder = folderFor(context, word, here);
  const isNew = folderState(folder) === 'absent';
  const present = isNew ? [] : listFiles(folder, context.env, null);
  const isRepository = isInsideRepository(folderAbove(folder), context.env);
  const identity = gitUser(context.folder, context.env);
  const answers: Answers = {
    begun: false,
    name: basename(folder),
    domain: null,
    member: identity,
    sponsor: null,
    goals: [],
    core: [],
    sections: new Map(),
    promises: { ...USUAL_PROMISES },
  };
  let stopped = false;
  try {
    await asked(context, options, answers);
  } catch (error) {
    if (!(error instanceof Stopped) || !answers.begun) throw error;
    stopped = true;
  }
  const { name, domain, member, sponsor, goals, core, sections, promises } = answers;
  const plan = init({
    name,
    domain,
    member,
    core,
    why: sponsor === null ? null : { sponsor, goals, sections },
    promises,
    today: context.today,
    present,
    templates: {
      config: packageFile('templates/cop.yml'),
      readme: packageFile('templates/README.md'),
      member: packageFile('templates/documents/member.md'),
      purpose: packageFile('templates/documents/purpose.md'),
    },
    schema: `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', title: CONFIG_FILE, ...configJson(KNOWN) }, null, 2)}\n`,
  });
  const files = forge === null ? null : forging(context, folder, forge, options);
  if (options['dryRun'] !== true) makeFolder(folder);
  if (!isRepository && options['dryRun'] !== true) {
    const { initRepository } = await import('../edges/commit.ts');
    if (!(await initRepository(folder))) context.say(faint(ink`No git repository was made: git did not answer.`));
  }
  const whole = { ...plan, changes: [...plan.changes, ...(files?.plan.changes ?? [])] };
  const { written } = await context.carryOut(whole, folder);
  const paths = whole.changes.map(({ path }) => path);
  const adopted = adoptable(present).length;
  if (context.json) {
    context.out.answer('init', {
      folder: context.shownPath('.', folder),
      name,
      created: paths,
      adopted,
      written,
    });
    return 0;
  }
  if (!written) return 0;
  for (const path of paths) context.out.line(ink`${context.shownPath(path, folder)}`);
  if (forge !== null && files) tellForging(context, forge, files, options);
  if (here) context.say(ink`${counted(adopted, 'Markdown file')} adopted as they are; none was changed.`);
  const go = here ? '' : `cd ${shellWord(context.shownPath('.', folder))} && `;
  if (stopped)
    throw new Refusal('Stopped halfway. What was answered is written.', `Next: \`${go}${nextStep(answers)}\`.`);
  context.say(ink`Next: ${named(`${go}${nextStep(answers)}`)}, or at once ${named('cop ask "…"')}.`);
  if (member === null && core.length === 0)
    context.say(faint(ink`Nobody is a member yet: ${named('cop new member "Your Name"')}.`));
  return 0;
}

export const command: Command = {
  arguments: [{ name: '[dir]', sentence: 'the folder to make; it must not hold anything yet' }],
  options: [
    {
      flags: '--here',
      sentence: 'adopt the current folder, with the Markdown that is in it; no file of it is changed',
    },
    { flags: '--name <text>', sentence: 'what the community is called; the folder’s name, unless given' },
    { flags: '--domain <text>', sentence: 'the craft it shares' },
    { flags: '--member <name>', sentence: 'its first member; git’s user.name, unless given' },
    { flags: '--sponsor <name>', sentence: 'who says why it exists, and answers for it to the organisation' },
    { flags: '--why <text>', sentence: 'why it is to exist, in the sponsor’s words' },
    { flags: '--in-scope <text>', sentence: 'what it is for' },
    { flags: '--out-of-scope <text>', sentence: 'what it leaves to others on purpose' },
    { flags: '--goal <text>', sentence: 'a goal of the organisation that it serves (again for another)', many: true },
    { flags: '--core <name>', sentence: 'somebody of the first core group (again for another)', many: true },
    { flags: '--respond-within <span>', sentence: 'by when an issue is answered; 3 working days, unless given' },
    { flags: '--follow-up-after <span>', sentence: 'when to ask how it turned out; 6 weeks, unless given' },
    { flags: '--review-within <span>', sentence: 'how long what was written may go unread; 6 months, unless given' },
    {
      flags: '--weekend <days>',
      sentence: 'days of the week on which nobody is expected to answer; sat,sun, unless given',
    },
    { flags: '--holidays <days>', sentence: 'other such days: 2026-12-25,2026-12-26' },
    ...FORGE_OPTIONS,
  ],
  writes: true,
  answer: v.strictObject({
    folder: v.string(),
    name: v.string(),
    created: v.array(v.string()),
    /** Markdown files that were there already. */
    adopted: v.number(),
    written: v.boolean(),
  }),
  examples: [
    'cop init night-nurses --domain "Nursing at night"',
    'cop init night-nurses --sponsor "Grace Hopper" --goal "Fewer handover errors" --core "Ada Lovelace"',
    'cop init --here',
    'cop init --forge github --cop our-org/cop@0123456789012345678901234567890123456789',
  ],
  run: async (context, [word], options) => start(context, word, options),
};
