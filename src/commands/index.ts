import type { Command } from './command.ts';

export interface CommandEntry {
  readonly name: string;
  readonly group: string;
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: Command }>;
}

const entry = (group: string, name: string, summary: string, load: CommandEntry['load']): CommandEntry => ({
  group,
  name,
  summary,
  load,
});

/** Every command. What each takes and does stands in its own file, which is loaded when it is called. */
export const COMMANDS: readonly CommandEntry[] = [
  entry(
    'start',
    'init',
    'start a community, or adopt a repository that has Markdown already',
    () => import('./init.ts'),
  ),
  entry('start', 'new', 'scaffold a document of any kind', () => import('./new.ts')),
  entry('start', 'agree', 'note that all three voices agreed to a vision', () => import('./agree.ts')),
  entry(
    'start',
    'inquiry sheet',
    'interview sheets for an appreciative inquiry, in pairs',
    () => import('./inquiry-sheet.ts'),
  ),
  entry('help each other', 'ask', 'bring a problem to the others', () => import('./ask.ts')),
  entry('help each other', 'advise', 'give advice on an issue, or voice a reservation', () => import('./advise.ts')),
  entry('help each other', 'followup', 'tell how it turned out', () => import('./followup.ts')),
  entry(
    'help each other',
    'session',
    'a timed agenda for helping with one issue, and the advice given in it',
    () => import('./session.ts'),
  ),
  entry(
    'help each other',
    'capture',
    'write down a closed loop: a draft in its own words, without names',
    () => import('./capture.ts'),
  ),
  entry('help each other', 'withdraw', 'say why an issue is no longer asked', () => import('./withdraw.ts')),
  entry('help each other', 'due', 'the promises that are still to be kept, overdue first', () => import('./due.ts')),
  entry('look', 'list', 'documents, by kind, state or field', () => import('./list.ts')),
  entry('look', 'show', 'one document with its thread and its links', () => import('./show.ts')),
  entry('look', 'search', 'full text: every document that has some words', () => import('./search.ts')),
  entry('look', 'seen', 'whether a question was asked before, and what came of it', () => import('./seen.ts')),
  entry('keep true', 'check', 'everything that is wrong with the documents', () => import('./check.ts')),
  entry('keep true', 'explain', 'what a rule of `check` looks for, and why', () => import('./explain.ts')),
  entry('keep true', 'reviewed', 'note that a document was read again and found true', () => import('./reviewed.ts')),
  entry(
    'keep true',
    'rename',
    'give a document another title and id, with every link to it',
    () => import('./rename.ts'),
  ),
  entry('keep true', 'merge', 'take one document up into another of its kind', () => import('./merge.ts')),
  entry('keep true', 'set', 'set a field of several documents at once', () => import('./set.ts')),
  entry('tell', 'charter', 'purpose, vision, objectives and strategies on one page', () => import('./charter.ts')),
  entry('tell', 'pitch', 'the value proposition on one page, with a true story', () => import('./pitch.ts')),
  entry('tell', 'faq', 'compile the FAQ, with the record of every answer', () => import('./faq.ts')),
  entry('tell', 'digest', 'what happened since a day, for whoever was away', () => import('./digest.ts')),
  entry(
    'tell',
    'start-here',
    'what to read first, and first questions to answer, for whoever is new',
    () => import('./start-here.ts'),
  ),
  entry('tell', 'site build', 'build the FAQ site, to be opened from disk', () => import('./site-build.ts')),
  entry(
    'tell',
    'site serve',
    'show the FAQ site while somebody writes, to this machine alone',
    () => import('./site-serve.ts'),
  ),
  entry(
    'mature',
    'assess',
    'set your sliders: how far each dimension is, and ought to be',
    () => import('./assess.ts'),
  ),
  entry(
    'mature',
    'report',
    'the maturity report: measures with evidence, and the sliders',
    () => import('./report.ts'),
  ),
  entry('mature', 'measures', 'what the report counts, and what that means', () => import('./measures.ts')),
  entry(
    'review',
    'propose',
    'put new documents on a branch of their own, for a pull request',
    () => import('./propose.ts'),
  ),
  entry('review', 'review', 'what a branch changes, for whoever reviews it', () => import('./review.ts')),
  entry(
    'review',
    'intake',
    'make documents of issues that people sent in on a form, and credit them',
    () => import('./intake.ts'),
  ),
  entry(
    'review',
    'import',
    'bring along Markdown, ADRs, incident reports, FAQ files, tables and issues',
    () => import('./import.ts'),
  ),
  entry(
    'plumbing',
    'completion',
    'a script by which a shell completes commands, options and ids',
    () => import('./completion.ts'),
  ),
  entry('plumbing', 'kinds', 'the manual of the kinds: fields and sections', () => import('./kinds.ts')),
  entry('plumbing', 'schema', 'JSON Schemas of front matter, cop.yml and --json', () => import('./schema.ts')),
];

/** The command that some words call. */
export function named(words: readonly string[]): CommandEntry | undefined {
  const [first, second] = words[0] === 'help' ? words.slice(1) : words;
  return COMMANDS.find(({ name }) => name === `${first} ${second}`) ?? COMMANDS.find(({ name }) => name === first);
}
