import type { Root, RootContent } from 'mdast';
import { AUDIENCES } from '../compile/pitch.ts';
import type { Audience, Pitch, Said } from '../compile/pitch.ts';
import type { Measured } from '../metrics/index.ts';
import type { Community } from '../model/community.ts';
import { hasEvidence } from '../model/measure.ts';
import type { Day } from '../text/day.ts';
import { bullets, heading, paragraph, prose, root, strong, uncalled } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { listed } from '../text/words.ts';
import { figureText } from './figure.ts';
import { cite, leftOutParagraph } from './markdown-pieces.ts';
import { storyNodes } from './story.ts';

/** The figures that each audience asks for first. */
export const PITCHED: Readonly<Record<Audience, readonly string[]>> = {
  sponsor: ['loops-closed', 'confidence', 'objectives-served'],
  members: ['answered-in-time', 'time-to-first-answer', 'notes-reused'],
};

const sourced = ({ text, from }: Said, community: Community): Words[] => [
  ...uncalled(text),
  ' (',
  cite(from, community),
  ')',
];

function part(title: string, texts: readonly Said[], community: Community, missing: string): RootContent[] {
  const [only] = texts;
  return [
    heading(2, title),
    texts.length === 0 || !only
      ? paragraph(...prose(missing))
      : texts.length === 1
        ? paragraph(...sourced(only, community))
        : bullets(texts.map((one) => sourced(one, community))),
  ];
}

/** The value proposition on one page. Each sentence is a document's, or a figure. */
export function pitchTree(
  told: Pitch,
  measured: readonly Measured[],
  community: Community,
  { today, audience }: { readonly today: Day; readonly audience: Audience | null },
): Root {
  const forWhom = audience === null ? AUDIENCES : [audience];
  const known = measured.filter(({ figure }) => hasEvidence(figure));
  const unknown = measured.filter((one) => !known.includes(one)).map(({ measure }) => measure.title.toLowerCase());
  return root([
    heading(1, told.written?.title ?? `Why ${community.config.name}`),
    paragraph(`${community.config.name}, as of ${today}.`),
    ...part('The need', told.need, community, 'Nobody has written it down: `cop new vision` or `cop new pitch` does.'),
    ...(forWhom.includes('sponsor')
      ? part(
          'For the organisation',
          told.forOrganisation,
          community,
          'No business goal is written down: `cop new purpose` does.',
        )
      : []),
    ...(forWhom.includes('members')
      ? part(
          'For members',
          told.forMembers,
          community,
          'Nobody has written it down: `cop new vision` or `cop new pitch` does.',
        )
      : []),
    heading(2, 'A true story'),
    ...told.told.map((one) => paragraph(...sourced(one, community))),
    ...(told.story === null
      ? told.told.length > 0
        ? []
        : [paragraph('No loop has settled yet, so that there is none to tell.')]
      : storyNodes(told.story, community, (document, words) => cite(document, community, words))),
    heading(2, 'In figures'),
    known.length === 0
      ? paragraph('There is nothing to count yet.')
      : bullets(known.map(({ measure, figure }) => [`${measure.title}: `, strong(figureText(figure, true)), '.'])),
    ...part('The ask', told.ask, community, 'Nothing is asked for yet: `cop new pitch --ask "…"` says what.'),
    heading(2, 'What is not known'),
    paragraph(
      'Whether the work got better by it, and what it was worth, only those can say who do it. Help in talk is in no figure here.',
      ...(unknown.length === 0 ? [] : [` Nothing to judge by yet: ${listed(unknown)}.`]),
    ),
    ...leftOutParagraph(community),
  ]);
}
