import { join } from 'node:path';
import * as v from 'valibot';
import { faqEntries } from '../compile/faq/index.ts';
import type { FaqEntry } from '../compile/faq/index.ts';
import { readText } from '../edges/files.ts';
import { insideRoot } from '../edges/workspace.ts';
import type { Community } from '../model/community.ts';
import { Refusal } from '../model/refusal.ts';
import { fillBlock } from '../plans/block.ts';
import { FAQ_FILE, faqMarkdown, faqTree } from '../render/faq-markdown.ts';
import { CitedJson, LeftOutList, RecordJson, citedJson, leftOutJson, recordJson } from '../render/json.ts';
import { passagesFor } from '../render/passages.ts';
import { deriveStates } from '../states/index.ts';
import { ink } from '../text/ink.ts';
import { root } from '../text/markdown/build.ts';
import { printMarkdown } from '../text/markdown/parse.ts';
import type { Command, Context, Exit, Options } from './command.ts';
import { FORMAT_OPTION, noneOf, printHtml } from './manners.ts';

const EntryJson = v.strictObject({
  id: v.string(),
  aliases: v.array(v.string()),
  question: v.string(),
  alsoAsked: v.array(v.string()),
  /** Markdown, with links relative to the community's root. */
  answer: v.string(),
  when: v.string(),
  topics: v.array(v.string()),
  confidence: v.string(),
  record: RecordJson,
  origin: CitedJson,
  /** The heading of a note that asks it; null where all of the origin is about it. */
  anchor: v.nullable(v.string()),
  askings: v.array(CitedJson),
  sources: v.array(CitedJson),
  reviewBy: v.nullable(v.string()),
  reviewLapsed: v.nullable(v.boolean()),
  suspectOf: v.array(CitedJson),
});

function json(entries: readonly FaqEntry[], community: Community): v.InferOutput<typeof EntryJson>[] {
  const markdown = (passages: FaqEntry['answer']): string =>
    printMarkdown(root(passagesFor(passages, community, FAQ_FILE.at))).trim();
  return entries.map((entry) => ({
    id: entry.id,
    aliases: [...entry.aliases],
    question: entry.question,
    alsoAsked: [...entry.alsoAsked],
    answer: markdown(entry.answer),
    when: markdown(entry.when),
    topics: [...entry.topics],
    confidence: entry.confidence,
    record: recordJson(entry.record),
    origin: citedJson(entry.origin),
    anchor: entry.anchor,
    askings: entry.askings.map(citedJson),
    sources: entry.sources.map(citedJson),
    reviewBy: entry.reviewBy,
    reviewLapsed: entry.reviewLapsed,
    suspectOf: entry.suspectOf.map(citedJson),
  }));
}

/** Fills the block of a file, or with `--check` says whether it has to be filled anew. */
async function into(
  context: Context,
  file: string,
  entries: readonly FaqEntry[],
  community: Community,
  options: Options,
): Promise<Exit> {
  const path = insideRoot(context.root(), context.folder, file);
  if (path === null)
    throw new Refusal(`${file} lies outside the community.`, 'The FAQ is filled into a file of the repository.');
  const read = readText(join(context.root(), path));
  if ('problem' in read) throw new Refusal(`${path} cannot be read: ${read.problem}.`);
  const compiled = faqMarkdown(entries, community, context.today, { at: path, title: null, anchors: 'html' });
  const plan = fillBlock({ path, text: read.text }, compiled);
  const stale = plan.changes.length > 0;
  const checking = options['check'] === true;
  const { written } = stale && !checking ? await context.carryOut(plan) : { written: false };
  if (context.json) {
    context.out.answer('faq', {
      entries: json(entries, community),
      into: { path, stale, written },
      leftOut: leftOutJson(community),
    });
  } else if (checking) {
    context.say(stale ? ink`${path} is stale: \`cop faq --into ${path}\` fills it anew.` : ink`${path} is fresh.`);
  } else if (written) {
    context.out.line(ink`${context.shownPath(path)}`);
  } else if (!stale) {
    context.say(ink`${path} says so already.`);
  }
  return checking && stale ? 1 : 0;
}

export const command: Command = {
  arguments: [],
  options: [
    FORMAT_OPTION,
    { flags: '--into <file>', sentence: 'fill the block between <!-- cop:faq --> and <!-- /cop:faq --> of a file' },
    { flags: '--check', sentence: 'with --into: write nothing, and exit 1 where the block is stale' },
  ],
  writes: true,
  answer: v.strictObject({
    entries: v.array(EntryJson),
    /** With --into. */
    into: v.nullable(v.strictObject({ path: v.string(), stale: v.boolean(), written: v.boolean() })),
    leftOut: LeftOutList,
  }),
  examples: [
    'cop faq > FAQ.md',
    'cop faq --format html > faq.html',
    'cop faq --into README.md',
    'cop faq --into README.md --check',
  ],
  async run(context, _words, options) {
    const community = context.community();
    const entries = faqEntries(community, deriveStates(community, context.today));
    const file = options['into'];
    if (typeof file === 'string') {
      noneOf(options, ['format'], '--into');
      return into(context, file, entries, community, options);
    }
    if (options['check'] === true) throw new Refusal('What is to be checked?', '`cop faq --into FILE --check`');
    const format = context.json ? 'json' : (options['format'] ?? 'md');
    if (format === 'json') {
      context.out.answer('faq', { entries: json(entries, community), into: null, leftOut: leftOutJson(community) });
    } else if (format === 'html') {
      const tree = faqTree(entries, community, context.today, { ...FAQ_FILE, anchors: 'ids' });
      await printHtml(context, `FAQ of ${community.config.site.title}`, tree.children);
    } else {
      context.out.text(faqMarkdown(entries, community, context.today));
    }
    return 0;
  },
};
