import type { Community } from '../model/community.ts';
import { PAGE, topicsOf } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import { isKind } from '../kinds/index.ts';
import { isKept } from '../states/note-state.ts';
import type { States } from '../states/index.ts';
import { alike } from '../text/likeness.ts';
import type { Wording } from '../text/likeness.ts';

/** Something that was asked or told before and is like a question. */
export interface Seen {
  readonly document: Document;
  /** From 0 to 1: how much of the words they share. A measure of words, not of meaning. */
  readonly likeness: number;
  /** Whether the words leave little doubt; otherwise it is only perhaps the same. */
  readonly sure: boolean;
}

/**
 * How like it has to be to be called alike, by all it says and by its title or another asking, and to be shown at all: by itself, and beside the likest. Measured on
 * fixtures/seen with `npm run bench`: nine in ten of those called alike are what was looked for; of those only shown,
 * no measure of words tells which are.
 */
const SURE = 0.55;
const SURE_QUESTION = 0.35;
const PERHAPS = 0.08;
const BESIDE = 0.3;

/** What somebody who asks would want to know of: what was asked before, and what was written down. */
const isSeeable = (document: Document): boolean =>
  isKind(document, 'issue') || isKept(document) || document.kind === PAGE;

/** What a page says it is about: its title in front matter, or its first heading, for which it need not be parsed. */
export function headingOf({ written, source, id }: Document): string {
  const title = written?.data.get('title');
  return typeof title === 'string' ? title : (/^# {0,3}(\S.*)$/m.exec(source.text)?.[1] ?? id);
}

function wordingOf(document: Document, states: States): Wording {
  const body = (one: Document): string => one.source.text.slice(one.written?.bodyOffset ?? 0);
  const advice = isKind(document, 'issue') ? (states.threads.get(document.id)?.advice ?? []) : [];
  const also = isKind(document, 'faq') ? document.fields.also_asked : [];
  return {
    questions: [document.kind === PAGE ? headingOf(document) : document.title, ...also],
    text: [topicsOf(document).join(' '), body(document), ...advice.map(({ title }) => title)].join('\n'),
  };
}

/** What was asked or told before that is like a question, the likest first. */
export function seen(question: string, community: Community, states: States, limit: number): Seen[] {
  const found = alike(question, community.documents.filter(isSeeable), (document) => wordingOf(document, states));
  const least = Math.max(PERHAPS, BESIDE * (found[0]?.score ?? 0));
  return found
    .filter(({ score }) => score >= least)
    .slice(0, limit)
    .map(({ item, score, asQuestion }) => ({
      document: item,
      likeness: score,
      sure: score >= SURE && asQuestion >= SURE_QUESTION,
    }));
}
