import type { RootContent } from 'mdast';
import type { ValueStory } from '../compile/value-story.ts';
import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import { between, paragraph, uncalled } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { nameOf } from './record.ts';

/** A true story of value: who asked, what was advised and done, and what changed, each from its document. */
export function storyNodes(
  { issue, advice, followup, done, worked, notes }: ValueStory,
  community: Community,
  cite: (document: Document, words?: string) => Words,
): RootContent[] {
  const cited = (documents: readonly Document[]): Words[] =>
    between(
      documents.map((one) => cite(one)),
      ', ',
    );
  const advisers = [...new Set(advice.map(({ fields }) => nameOf(community, fields.by)))].join(' and ');
  return [
    paragraph(
      ...uncalled(nameOf(community, issue.fields.by)),
      ` asked on ${issue.fields.opened}: `,
      cite(issue),
      '. ',
      ...uncalled(advisers),
      ' advised: ',
      ...cited(advice),
      '.',
      ...(done === '' ? [] : [' What was done: ', ...uncalled(done)]),
      ...(worked === '' ? [] : [' What worked: ', ...uncalled(worked)]),
      ' (',
      cite(followup, `told on ${followup.fields.date}`),
      ')',
      ...(notes.length === 0 ? ['.'] : ['; kept in ', ...cited(notes), '.']),
    ),
  ];
}
