import * as v from 'valibot';
import { seen } from '../compile/seen.ts';
import { Refusal } from '../model/refusal.ts';
import { footer } from '../render/documents.ts';
import { CitedJson, LeftOutList, citedJson, leftOutJson } from '../render/json.ts';
import { cameOf, seenLines, seenMarkdown, seenSummary } from '../render/seen.ts';
import { deriveStates } from '../states/index.ts';
import type { Seen } from '../compile/seen.ts';
import type { Community } from '../model/community.ts';
import type { States } from '../states/index.ts';
import type { Command, Context } from './command.ts';
import { oneForm, tellLeftOut, textFrom } from './manners.ts';

/** How many are shown: enough to find it among them, few enough to read them all. */
const MOST_SEEN = 5;

export const SeenJson = v.strictObject({
  document: CitedJson,
  /** From 0 to 1: how much of the words they share. */
  likeness: v.number(),
  /** Whether the words leave little doubt. */
  sure: v.boolean(),
  state: v.nullable(v.string()),
  cameOf: v.string(),
});

export function seenJson(
  found: readonly Seen[],
  community: Community,
  states: States,
): v.InferOutput<typeof SeenJson>[] {
  return found.map(({ document, likeness, sure }) => ({
    document: citedJson(document),
    likeness: Math.round(likeness * 1000) / 1000,
    sure,
    state: states.word(document),
    cameOf: cameOf(document, community, states),
  }));
}

async function questionFrom(context: Context, words: readonly string[]): Promise<string> {
  if (words.length !== 1 || words[0] !== '-') return words.join(' ');
  return textFrom(context, '-', 'question');
}

export const command: Command = {
  arguments: [{ name: '<text...>', sentence: 'the question in any words, or - for standard input' }],
  options: [
    { flags: '--markdown', sentence: 'as Markdown, for a comment on an issue or pull request' },
    { flags: '--limit <number>', sentence: `show at most so many (${MOST_SEEN}, unless said otherwise)` },
  ],
  answer: v.strictObject({ question: v.string(), seen: v.array(SeenJson), leftOut: LeftOutList }),
  examples: ['cop seen "the dashboards freeze while a month is loaded"', 'cop seen --markdown - < issue.txt'],
  async run(context, words, options) {
    const question = (await questionFrom(context, words)).trim();
    if (question === '') throw new Refusal('What is it about?', 'Give the question in a few words.');
    const limit = Number(options['limit'] ?? MOST_SEEN);
    if (!Number.isInteger(limit) || limit < 1 || limit > 100)
      throw new Refusal(`\`${String(options['limit'])}\` is no number from 1 to 100.`);
    oneForm(context, options, ['markdown']);
    const community = context.community();
    const states = deriveStates(community, context.today);
    const found = seen(question, community, states, limit);
    if (context.json) {
      context.out.answer('seen', {
        question,
        seen: seenJson(found, community, states),
        leftOut: leftOutJson(community),
      });
    } else if (options['markdown'] === true) {
      context.out.text(seenMarkdown(found, community, states));
      tellLeftOut(context, community);
    } else {
      context.out.lines(seenLines(found, community, states, context.width));
      footer(seenSummary(found), community, states).forEach(context.say);
    }
    return 0;
  },
};
