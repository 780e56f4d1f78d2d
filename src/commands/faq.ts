import * as v from 'valibot';
import { faqEntries } from '../compile/faq.ts';
import { faqMarkdown } from '../render/faq-markdown.ts';
import { CitedJson, LeftOutList, RecordJson, citedJson, leftOutJson, recordJson } from '../render/json.ts';
import { passagesFor } from '../render/passages.ts';
import { deriveStates } from '../states/index.ts';
import { root } from '../text/markdown/build.ts';
import { printMarkdown } from '../text/markdown/parse.ts';
import type { Command } from './command.ts';

const EntryJson = v.strictObject({
  id: v.string(),
  question: v.string(),
  alsoAsked: v.array(v.string()),
  /** Markdown, with links relative to the community's root. */
  answer: v.string(),
  when: v.string(),
  topics: v.array(v.string()),
  confidence: v.string(),
  record: RecordJson,
  origin: CitedJson,
  sources: v.array(CitedJson),
  reviewLapsed: v.nullable(v.boolean()),
  suspectOf: v.array(CitedJson),
});

export const command: Command = {
  arguments: [],
  options: [],
  answer: v.strictObject({ entries: v.array(EntryJson), leftOut: LeftOutList }),
  examples: ['cop faq > FAQ.md', 'cop faq --json'],
  async run(context) {
    const community = context.community();
    const entries = faqEntries(community, deriveStates(community, context.today));
    if (!context.json) {
      context.out.text(faqMarkdown(entries, community, context.today));
      return 0;
    }
    const markdown = (passages: (typeof entries)[number]['answer']): string =>
      printMarkdown(root(passagesFor(passages, community, 'FAQ.md'))).trim();
    context.out.answer('faq', {
      entries: entries.map((entry) => ({
        id: entry.id,
        question: entry.question,
        alsoAsked: entry.alsoAsked,
        answer: markdown(entry.answer),
        when: markdown(entry.when),
        topics: entry.topics,
        confidence: entry.confidence,
        record: recordJson(entry.record),
        origin: citedJson(entry.origin),
        sources: entry.sources.map(citedJson),
        reviewLapsed: entry.reviewLapsed,
        suspectOf: entry.suspectOf.map(citedJson),
      })),
      leftOut: leftOutJson(community),
    });
    return 0;
  },
};
