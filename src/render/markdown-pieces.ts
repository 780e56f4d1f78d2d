import type { RootContent } from 'mdast';
import type { Due } from '../compile/due.ts';
import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import { bullets, heading, link, numbered, paragraph, prose, uncalled } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { addressOf } from './address.ts';
import { promiseWords, whoText } from './promise.ts';
import { leftOutText } from './record.ts';

/** A document as a link to where it can be read, under its title or other words. Nobody is called by it. */
export function cite(document: Document, { config }: Community, words = document.title): Words {
  return link(addressOf(document, config), ...uncalled(words));
}

/** A heading with a list below it; nothing where the list is empty. */
export function listed(title: string, items: readonly (readonly Words[])[], ordered = false): RootContent[] {
  return items.length === 0 ? [] : [heading(2, title), ordered ? numbered(items) : bullets(items)];
}

/** What could not be counted, as a paragraph; nothing where there is nothing of the sort. */
export function leftOutParagraph(community: Community): RootContent[] {
  const text = leftOutText(community);
  return text === null ? [] : [paragraph(...prose(text))];
}

/** An open promise in a line: what, by when, who, and the command that keeps it. */
export function promiseWordsOf(one: Due, community: Community): Words[] {
  const when = one.promise === 'note' ? '' : one.overdue ? `, overdue since ${one.day}` : `, by ${one.day}`;
  return [
    `${promiseWords(one).open}${when}: `,
    cite(one.document, community),
    ...uncalled(` (${whoText(one, community)}) `),
    { type: 'inlineCode', value: one.command },
  ];
}
