import type { Root, RootContent } from 'mdast';
import type { ValueStory } from '../../compile/value-story.ts';
import { every } from '../../kinds/index.ts';
import type { DocumentOf } from '../../kinds/index.ts';
import type { Measured } from '../../metrics/index.ts';
import type { Community } from '../../model/community.ts';
import type { Document } from '../../model/document.ts';
import { isNote } from '../../states/note-state.ts';
import type { States } from '../../states/index.ts';
import { relativeUrl } from '../../text/links.ts';
import {
  between,
  bullets,
  heading,
  link,
  paragraph,
  prose,
  root,
  strong,
  uncalled,
} from '../../text/markdown/build.ts';
import type { Words } from '../../text/markdown/build.ts';
import { counted } from '../../text/words.ts';
import { figureText } from '../figure.ts';
import { leftOutText, nameOf } from '../record.ts';

/** Where the page is thought to lie: links in it are relative to the root. */
const AT = 'SPONSOR.md';

const cite = (document: Document): Words => link(relativeUrl(AT, document.path), ...uncalled(document.title));

const cited = (documents: readonly Document[]): Words[] => between(documents.map(cite), ', ');

/** What an objective is to reach and by when, as far as it says. */
function aim({ fields: { measure, baseline, target, due } }: DocumentOf<'objective'>): string {
  const way = [baseline === null ? '' : `from ${baseline}`, target === null ? '' : `to ${target}`].filter(
    (one) => one !== '',
  );
  const said = [
    measure ?? 'nothing is measured',
    ...(way.length > 0 ? [way.join(' ')] : []),
    ...(due === null ? [] : [`by ${due}`]),
  ];
  return said.join(', ');
}

/** An objective with the closed loops that serve it and the notes that cite it. */
function objectiveLine(objective: DocumentOf<'objective'>, community: Community, states: States): Words[] {
  const serving = every(community, 'issue').filter(({ fields }) => fields.objective === objective.id);
  const closed = serving.filter((issue) => states.issue(issue).closed);
  const notes = [...new Set(community.linksTo(objective).map(({ from }) => from))]
    .filter(isNote)
    .filter(({ fields }) => fields.draft !== true);
  const evidence: Words[] = [
    ...(closed.length > 0 ? [` Loops closed: `, ...cited(closed), '.'] : []),
    ...(notes.length > 0 ? [' Notes: ', ...cited(notes), '.'] : []),
  ];
  const open = serving.length - closed.length;
  return [
    strong(cite(objective)),
    ` (${aim(objective)}).`,
    ...(evidence.length > 0 ? evidence : [' No evidence yet.']),
    ...(open > 0 ? [` ${counted(open, 'issue is', 'issues are')} still open.`] : []),
  ];
}

function storyNodes({ issue, advice, followup, done, worked, notes }: ValueStory, community: Community): RootContent[] {
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
      link(relativeUrl(AT, followup.path), `told on ${followup.fields.date}`),
      ')',
      ...(notes.length === 0 ? ['.'] : ['; kept in ', ...cited(notes), '.']),
    ),
  ];
}

/** The figures a sponsor is shown: whether promises are kept, loops closed, and what was learned can be relied on. */
export const SPONSORS_MEASURES = ['answered-in-time', 'loops-closed', 'confidence', 'objectives-served'];

/** Half a page for a sponsor: each objective with its evidence, one true story, a handful of figures, and what is not known. */
export function sponsorTree(
  measured: readonly Measured[],
  story: ValueStory | null,
  community: Community,
  states: States,
): Root {
  const objectives = every(community, 'objective');
  const leftOut = leftOutText(community);
  return root([
    heading(1, `What ${community.config.name} brought`),
    paragraph(`As of ${states.today}.`),
    heading(2, 'Objectives'),
    objectives.length === 0
      ? paragraph(...prose('None is written down: `cop new objective` begins one.'))
      : bullets(objectives.map((objective) => objectiveLine(objective, community, states))),
    heading(2, 'One story'),
    ...(story === null
      ? [paragraph('No loop has settled yet, so that there is none to tell.')]
      : storyNodes(story, community)),
    heading(2, 'In figures'),
    bullets(measured.map(({ measure, figure }) => [`${measure.title}: `, strong(figureText(figure)), '.'])),
    heading(2, 'What is not known'),
    paragraph(
      'Whether the work got better by it, and what it was worth, only those can say who do it. Advice in talk is in no figure here.',
      ...(leftOut === null ? [] : [' ', ...prose(leftOut)]),
    ),
  ]);
}
