import type { Root } from 'mdast';
import type { ValueStory } from '../../compile/value-story.ts';
import { storyNodes } from '../story.ts';
import { every } from '../../kinds/index.ts';
import type { DocumentOf } from '../../kinds/index.ts';
import type { Measured } from '../../metrics/index.ts';
import type { Community } from '../../model/community.ts';
import type { Document } from '../../model/document.ts';
import { objectiveEvidence } from '../../states/objective-evidence.ts';
import type { States } from '../../states/index.ts';
import { relativeUrl } from '../../text/links.ts';
import { bullets, heading, link, paragraph, prose, root, strong, uncalled } from '../../text/markdown/build.ts';
import type { Words } from '../../text/markdown/build.ts';
import { figureText } from '../figure.ts';
import { aimText, evidenceWords } from '../objective.ts';
import { leftOutText } from '../record.ts';

/** Where the page is thought to lie: links in it are relative to the root. */
const AT = 'SPONSOR.md';

const cite = (document: Document, words = document.title): Words =>
  link(relativeUrl(AT, document.path), ...uncalled(words));

/** An objective with the closed loops that serve it and the notes that cite it. */
function objectiveLine(objective: DocumentOf<'objective'>, community: Community, states: States): Words[] {
  return [
    strong(cite(objective)),
    ` (${aimText(objective)}).`,
    ...evidenceWords(objectiveEvidence(objective, community, states), cite),
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
      : storyNodes(story, community, cite)),
    heading(2, 'In figures'),
    bullets(measured.map(({ measure, figure }) => [`${measure.title}: `, strong(figureText(figure)), '.'])),
    heading(2, 'What is not known'),
    paragraph(
      'Whether the work got better by it, and what it was worth, only those can say who do it. Advice in talk is in no figure here.',
      ...(leftOut === null ? [] : [' ', ...prose(leftOut)]),
    ),
  ]);
}
