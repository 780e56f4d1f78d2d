import * as v from 'valibot';
import { KIND_NAMES, kindNamed } from '../kinds/index.ts';
import type { Document } from '../model/document.ts';
import { PAGE } from '../model/document.ts';
import { Refusal } from '../model/refusal.ts';
import { documentLines, footer } from '../render/documents.ts';
import { DocumentJson, LeftOutList, dayText, documentJson, leftOutJson, valueJson } from '../render/json.ts';
import { deriveStates } from '../states/index.ts';
import { parseDay } from '../text/day.ts';
import { ink, strong } from '../text/ink.ts';
import { counted, nearest } from '../text/words.ts';
import type { Command } from './command.ts';

function kindFilter(word: string | undefined): (document: Document) => boolean {
  if (word === undefined) return ({ kind }) => kind !== PAGE;
  const wanted = [...KIND_NAMES, PAGE].find(
    (name) => name === word || `${name}s` === word || kindNamed(name)?.plural === word,
  );
  if (wanted !== undefined) return ({ kind }) => kind === wanted;
  const guess = nearest(word, KIND_NAMES);
  throw new Refusal(
    `\`${word}\` is not a kind.`,
    guess ? `Did you mean \`${guess}\`?` : `The kinds are ${KIND_NAMES.join(', ')}.`,
  );
}

/** `field=value`: the field says just that, or one of its values does; `title` is matched by a part of it. */
function whereFilter(condition: string): (document: Document) => boolean {
  const [field = '', ...rest] = condition.split('=');
  const value = rest.join('=');
  if (rest.length === 0 || field === '')
    throw new Refusal(`\`${condition}\` is no condition.`, 'Write it as field=value, such as topics=gtfs.');
  if (field === 'title') return ({ title }) => title.toLowerCase().includes(value.toLowerCase());
  return ({ fields }) => {
    const held = valueJson(fields[field.replaceAll('-', '_')]);
    return Array.isArray(held) ? held.includes(value) : held === (typeof held === 'boolean' ? value === 'true' : value);
  };
}

export const command: Command = {
  arguments: [{ name: '[kind]', sentence: `one of ${KIND_NAMES.join(', ')}; or page` }],
  options: [
    { flags: '--where <field=value>', sentence: 'only those whose field says this (again for another)', many: true },
    { flags: '--state <state>', sentence: 'only those in this state, such as waiting, overdue, validated' },
    { flags: '--since <day>', sentence: 'only those dated on or after this day' },
  ],
  answer: v.strictObject({ documents: v.array(DocumentJson), leftOut: LeftOutList }),
  examples: ['cop list issues --state overdue', 'cop list --where topics=gtfs --since 2026-01-01'],
  async run(context, [word], options) {
    const community = context.community();
    const states = deriveStates(community, context.today);
    const filters = [kindFilter(word), ...((options['where'] ?? []) as string[]).map(whereFilter)];
    const state = options['state'];
    if (typeof state === 'string') {
      filters.push((document) => (states.word(document) ?? '').split(', ').includes(state));
    }
    if (typeof options['since'] === 'string') {
      const since = parseDay(options['since']);
      if (since === null) throw new Refusal(`\`${options['since']}\` is not a day.`, 'Write it as 2026-11-20.');
      filters.push((document) => (dayText(document) ?? '') >= since);
    }
    const found = community.documents.filter((document) => filters.every((passes) => passes(document)));
    if (context.json) {
      const documents = found.map((document) => documentJson(document, states));
      context.out.answer('list', { documents, leftOut: leftOutJson(community) });
      return 0;
    }
    const kinds = [...new Set(found.map(({ kind }) => kind))].sort((a, b) => order(a) - order(b));
    for (const kind of kinds) {
      if (kinds.length > 1) context.out.line(strong(ink`${kindNamed(kind)?.plural ?? 'pages'}`));
      documentLines(
        found.filter((document) => document.kind === kind),
        states,
        context.width,
      ).forEach(context.out.line);
    }
    footer(counted(found.length, 'document'), community, states).forEach(context.say);
    return 0;
  },
};

function order(kind: string): number {
  const index = (KIND_NAMES as readonly string[]).indexOf(kind);
  return index < 0 ? KIND_NAMES.length : index;
}
