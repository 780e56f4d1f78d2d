import * as v from 'valibot';
import { searched } from '../compile/search.ts';
import { KIND_NAMES } from '../kinds/index.ts';
import { PAGE } from '../model/document.ts';
import { Refusal } from '../model/refusal.ts';
import { footer } from '../render/documents.ts';
import { CitedJson, LeftOutList, citedJson, leftOutJson } from '../render/json.ts';
import { contextOf, insteadText, searchLines, searchSummary } from '../render/search.ts';
import { deriveStates } from '../states/index.ts';
import { care } from '../text/ink.ts';
import type { Command } from './command.ts';
import { SELECTION, selectedOf } from './selecting.ts';

/** How many are shown unless somebody says otherwise: what fits a terminal. */
const USUALLY_SHOWN = 10;
const MOST_SHOWN = 1000;
/** How much of its text an answer quotes of each, in characters. */
const CONTEXT = 180;

export const command: Command = {
  arguments: [{ name: '<words...>', sentence: 'words that stand in the title, the topics or the text, in any order' }],
  options: [
    { flags: '--limit <number>', sentence: `show at most so many (${USUALLY_SHOWN}, unless said otherwise)` },
    {
      flags: '--kind <kind>',
      completes: [...KIND_NAMES, PAGE],
      sentence: `only ${KIND_NAMES[0]}, ${KIND_NAMES[1]} … or page (again for another)`,
      many: true,
    },
    { flags: '--topic <topic>', sentence: 'only those on this topic (again for another)', many: true },
    ...SELECTION,
  ],
  answer: v.strictObject({
    words: v.string(),
    /** How many documents were found; those shown are the first of them. */
    found: v.number(),
    /** Whether each has all of the words; else none has, and each has some. */
    all: v.boolean(),
    /** Words that stand nowhere, and those that were searched for in their place. */
    instead: v.array(v.strictObject({ word: v.string(), words: v.array(v.string()) })),
    documents: v.array(
      v.strictObject({
        ...CitedJson.entries,
        state: v.nullable(v.string()),
        /** The stretch of its text that has most of the words; `hit` where it is one of them. */
        context: v.array(v.strictObject({ text: v.string(), hit: v.boolean() })),
      }),
    ),
    leftOut: LeftOutList,
  }),
  examples: ['cop search night bus', 'cop search backfill --kind case --kind faq', 'cop search 夜行バス --topic gtfs'],
  async run(context, words, options) {
    const query = words.join(' ').trim();
    if (!/[\p{L}\p{N}]/u.test(query)) throw new Refusal('Which words?', 'Give some that stand in the text.');
    const limit = Number(options['limit'] ?? USUALLY_SHOWN);
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST_SHOWN)
      throw new Refusal(`\`${String(options['limit'])}\` is no number from 1 to ${MOST_SHOWN}.`);
    const community = context.community();
    const states = deriveStates(community, context.today);
    const kinds = (options['kind'] ?? []) as readonly string[];
    const topics = ((options['topic'] ?? []) as readonly string[]).map((topic) => `topics=${topic}`);
    const where = [...((options['where'] ?? []) as readonly string[]), ...topics];
    const among = selectedOf(community, states, kinds, { ...options, where });
    const found = searched(query, among, community, states);
    const shown = found.items.slice(0, limit);
    if (context.json) {
      context.out.answer('search', {
        words: query,
        found: found.items.length,
        all: found.all,
        instead: found.asked
          .filter(({ instead }) => instead.length > 0)
          .map(({ word, instead }) => ({ word, words: [...instead] })),
        documents: shown.map((document) => ({
          ...citedJson(document),
          state: states.word(document),
          context: contextOf(document, found, community, CONTEXT),
        })),
        leftOut: leftOutJson(community),
      });
      return 0;
    }
    context.out.lines(searchLines(shown, found, community, states, context.width));
    const instead = insteadText(found.asked);
    if (instead !== null) context.say(care(instead));
    footer(searchSummary(found, shown.length), community, states).forEach(context.say);
    return 0;
  },
};
