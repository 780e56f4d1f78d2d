import type { Root, RootContent } from 'mdast';
import type { Charter, ObjectivePart, VisionPart } from '../compile/charter.ts';
import { opening } from '../compile/passage.ts';
import type { DocumentOf } from '../kinds/index.ts';
import type { Community } from '../model/community.ts';
import type { Document } from '../model/document.ts';
import type { Day } from '../text/day.ts';
import { between, bullets, heading, paragraph, prose, root, strong, uncalled } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { listed } from '../text/words.ts';
import { cite, leftOutParagraph } from './markdown-pieces.ts';
import { aimText, evidenceWords, goneText } from './objective.ts';
import { nameOf } from './record.ts';

/** How much of a section a page for all of it shows, in characters. */
const LONGEST = 280;

const said = (document: Document, section: string): RootContent[] => {
  const text = opening(document, section, LONGEST);
  return text === '' ? [] : [paragraph(...uncalled(text))];
};

const people = (ids: readonly string[], community: Community): string => listed(ids.map((id) => nameOf(community, id)));

function visionNodes({ vision, objectives }: VisionPart, community: Community): RootContent[] {
  const { agreed, co_created_with: heard } = vision.fields;
  const voices = [...(heard.sponsor === null ? [] : [heard.sponsor]), ...heard.core_group, ...heard.potential_members];
  return [
    heading(2, 'Vision: ', cite(vision, community)),
    ...said(vision, 'What success looks like'),
    paragraph(
      ...uncalled(
        `${agreed === null ? 'Not agreed yet' : `Agreed on ${agreed}`}${voices.length === 0 ? '' : `; made by ${people(voices, community)}`}.`,
      ),
    ),
    heading(2, 'Objectives'),
    objectives.length === 0
      ? paragraph(...prose('None is set yet: `cop new objective` begins one.'))
      : bullets(objectives.map((part) => objectiveWords(part, community))),
  ];
}

function objectiveWords(part: ObjectivePart, community: Community): Words[] {
  const { objective, evidence } = part;
  const { owner } = objective.fields;
  const far = goneText(part);
  return [
    strong(cite(objective, community)),
    ...uncalled(` (${owner === null ? 'nobody owns it' : nameOf(community, owner)}): ${aimText(objective)}.`),
    ...(far === null ? [] : [' ', strong(`${far.charAt(0).toUpperCase()}${far.slice(1)}.`)]),
    ...(evidence.strategies.length === 0
      ? [' No strategy delivers it.']
      : [
          ' Delivered by ',
          ...between(
            evidence.strategies.map((strategy) => cite(strategy, community)),
            ', ',
          ),
          '.',
        ]),
    ...evidenceWords(evidence, (document) => cite(document, community)),
  ];
}

function strategyWords(strategy: DocumentOf<'strategy'>, community: Community): Words[] {
  const { owner, pushes } = strategy.fields;
  const efforts = opening(strategy, 'Efforts', LONGEST);
  const titles = new Map(community.config.dimensions.map(({ id, title }) => [id, title]));
  return [
    strong(cite(strategy, community)),
    ...uncalled(` (${owner === null ? 'nobody owns it' : nameOf(community, owner)})`),
    ...(pushes.length === 0 ? [] : [`, turns up ${listed(pushes.map((id) => titles.get(id) ?? id))}`]),
    ...uncalled(efforts === '' ? '.' : `: ${efforts}`),
  ];
}

/** From purpose to strategy on one page: who owns what, what serves what, and how far each objective is. */
export function charterTree({ purposes, strategies, loose }: Charter, community: Community, today: Day): Root {
  return root([
    heading(1, `Charter of ${community.config.name}`),
    paragraph(`As of ${today}.`),
    ...(purposes.length === 0
      ? [paragraph(...prose('No purpose is written down: `cop new purpose` says why the community exists.'))]
      : []),
    ...purposes.flatMap(({ purpose, visions }) => [
      heading(2, 'Purpose: ', cite(purpose, community)),
      ...said(purpose, 'Why we exist'),
      bullets(purpose.fields.business_goals.map((goal) => uncalled(goal))),
      paragraph(
        ...uncalled(
          `Said by ${nameOf(community, purpose.fields.sponsor)}${purpose.fields.decided_with.length === 0 ? '' : ` with ${people(purpose.fields.decided_with, community)}`} on ${purpose.fields.date}.`,
        ),
      ),
      ...(visions.length === 0
        ? [
            paragraph(
              ...prose('No vision follows from it yet: `cop new inquiry` finds one, `cop new vision` writes it.'),
            ),
          ]
        : visions.flatMap((part) => visionNodes(part, community))),
    ]),
    ...(strategies.length === 0
      ? []
      : [heading(2, 'Strategies'), bullets(strategies.map(({ strategy }) => strategyWords(strategy, community)))]),
    ...(loose.length === 0
      ? []
      : [
          heading(2, 'What leads up to no purpose'),
          bullets(loose.map((document) => [cite(document, community), ` (${document.kind})`])),
        ]),
    ...leftOutParagraph(community),
  ]);
}
