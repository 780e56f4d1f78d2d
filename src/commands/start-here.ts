import * as v from 'valibot';
import { startHere } from '../compile/start-here.ts';
import { topicsOf } from '../model/document.ts';
import { CitedJson, LeftOutList, citedJson, leftOutJson } from '../render/json.ts';
import { reasons, startTitle, startTree } from '../render/start-here.ts';
import { deriveStates } from '../states/index.ts';
import { printMarkdown } from '../text/markdown/parse.ts';
import type { Community } from '../model/community.ts';
import type { Command } from './command.ts';
import { oneForm, printHtml } from './manners.ts';
import { unknown } from './unknown.ts';

/** The topic as documents write it. @throws Refusal where none does. */
function topicFrom(words: readonly string[], community: Community): string | null {
  if (words.length === 0) return null;
  const wanted = words.join(' ').toLowerCase();
  const topics = [...new Set(community.documents.flatMap(topicsOf))].sort();
  const found = topics.find((topic) => topic.toLowerCase() === wanted);
  if (found === undefined) throw unknown('topic', wanted, topics);
  return found;
}

export const command: Command = {
  arguments: [{ name: '[topic...]', sentence: 'only what has to do with this topic' }],
  options: [{ flags: '--html', sentence: 'as one HTML file, to send or to print' }],
  answer: v.strictObject({
    topic: v.nullable(v.string()),
    minutes: v.number(),
    readings: v.array(
      v.strictObject({
        document: CitedJson,
        minutes: v.number(),
        citedBy: v.number(),
        tried: v.number(),
        firstOn: v.array(v.string()),
        reasons: v.array(v.string()),
      }),
    ),
    questions: v.array(v.strictObject({ issue: CitedJson, read: v.array(CitedJson), command: v.string() })),
    others: v.number(),
    leftOut: LeftOutList,
  }),
  examples: ['cop start-here', 'cop start-here gtfs', 'cop start-here --html > welcome.html'],
  async run(context, words, options) {
    oneForm(context, options, ['html']);
    const community = context.community();
    const states = deriveStates(community, context.today);
    const start = startHere(community, states, topicFrom(words, community));
    if (context.json) {
      context.out.answer('start-here', {
        topic: start.topic,
        minutes: start.readings.reduce((sum, { minutes }) => sum + minutes, 0),
        readings: start.readings.map((one) => ({ ...one, document: citedJson(one.document), reasons: reasons(one) })),
        questions: start.questions.map(({ issue, read, command: answer }) => ({
          issue: citedJson(issue),
          read: read.map(citedJson),
          command: answer,
        })),
        others: start.others,
        leftOut: leftOutJson(community),
      });
      return 0;
    }
    const tree = startTree(start, community, states);
    if (options['html'] === true) {
      await printHtml(context, startTitle(start.topic, community), tree.children);
    } else {
      context.out.text(printMarkdown(tree));
    }
    return 0;
  },
};
