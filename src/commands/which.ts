import { handles, meant } from '../compile/reference.ts';
import { every } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { Refusal } from '../model/refusal.ts';
import { deriveStates } from '../states/index.ts';
import { care } from '../text/ink.ts';
import type { Ink } from '../text/ink.ts';
import type { Context } from './command.ts';

/** The issue that is meant; without a word, those that are open are offered, first those that wait for an answer. */
export async function openIssue(
  context: Context,
  words: string | undefined,
  command: string,
  question: string,
): Promise<DocumentOf<'issue'>> {
  const community = context.community();
  if (words !== undefined) return meant(community, words, ['issue']);
  const states = deriveStates(community, context.today);
  const open = every(community, 'issue').filter((issue) => states.issue(issue).stage !== 'settled');
  const isWaiting = (issue: (typeof open)[number]): boolean => states.issue(issue).stage === 'waiting';
  const inOrder = [...open.filter(isWaiting), ...open.filter((issue) => !isWaiting(issue))];
  if (!context.ask) {
    const name = handles(community);
    const lines = inOrder.map((issue) => `  ${command} ${name(issue)}  ${issue.title}`);
    throw new Refusal(question, lines.length === 0 ? null : lines.join('\n'));
  }
  if (inOrder.length === 0) throw new Refusal('No issue is open.', '`cop list issues` shows them all.');
  const options = inOrder.map((issue) => ({ value: issue, name: `${issue.title}  (${states.word(issue)})` }));
  return context.ask.select(question, options);
}

/** What to say to whoever goes on helping with an issue that nobody asks any more. */
export function withdrawnWords({ title, fields }: DocumentOf<'issue'>): Ink {
  return care(`“${title}” was withdrawn (${fields.withdrawn ?? ''}): nobody will be asked how it went.`);
}
