import { lacking, levelName } from '../../metrics/levels.ts';
import type { AspectLevel, Judged } from '../../metrics/levels.ts';
import { ASPECTS } from '../../metrics/measure.ts';
import type { Aspect } from '../../metrics/measure.ts';
import type { Report } from '../../metrics/report.ts';
import type { Community } from '../../model/community.ts';
import { relativeUrl } from '../../text/links.ts';
import { between, bullets, emphasis, link, paragraph, strong } from '../../text/markdown/build.ts';
import type { Words } from '../../text/markdown/build.ts';
import { capitalised } from '../../text/words.ts';
import type { Piece } from '../pieces.ts';
import { nameOf } from '../record.ts';
import { AT } from './measure-pieces.ts';

/** What a criterion asks, in words: of what, and how much. */
const askedText = ({ of, asks }: Judged): string => (of === null ? `“${asks}”` : `${of.measure.title}: ${asks}.`);

/** Where a part of the practice stands, in a few words. Of a downside a level says how well it is kept in check. */
export function levelText({ aspect, reached }: AspectLevel): string {
  const level = reached === 0 ? 'no level yet' : `level ${levelName(reached)}`;
  return capitalised(ASPECTS[aspect].part === 'downside' ? `kept in check: ${level}` : level);
}

/** What is met, and where the community asks for something else than what ships. */
function metWords({ criteria }: AspectLevel, community: Community): string | null {
  // Of a measure the last one that is met says all.
  const last = new Map(
    criteria.flatMap((one) => (one.of === null || one.missing !== null ? [] : [[one.of.measure, one]])),
  );
  const met = [...last].map(([measure, { asks }]) => {
    const own = community.config.report.levels.has(measure.id) ? ', as cop.yml has it' : '';
    return `${measure.title} (${asks}${own})`;
  });
  return met.length === 0 ? null : `Met: ${met.join('; ')}.`;
}

/** Where what was attested can be seen. */
function evidence(written: string, community: Community): Words {
  const found = community.byId.get(written);
  if (found) return link(relativeUrl(AT, found.path), found.title);
  return link(community.files.has(written) ? relativeUrl(AT, written) : written, 'see here');
}

function lackWords(one: Judged): Words[] {
  const workOn: Words[] =
    one.workOn.length === 0
      ? []
      : [
          ' Begin with ',
          ...between(
            one.workOn.map((document): Words => link(relativeUrl(AT, document.path), document.title)),
            ', ',
          ),
          '.',
        ];
  const how: Words[] =
    one.statement === null
      ? []
      : [' To attest it, give ', { type: 'inlineCode', value: one.statement.id }, ' a day, a member and a link.'];
  return [`${askedText(one)} Missing: ${one.missing}.`, ...workOn, ...how];
}

function attestedWords({ statement, asks }: Judged, community: Community): Words[] {
  const { on, by, link: seen } = statement?.attested ?? { on: null, by: null, link: null };
  return [
    `“${asks}” ${nameOf(community, by ?? '')} attested it on ${on}: `,
    ...(seen === null ? [] : [evidence(seen, community)]),
    '.',
  ];
}

/** How far a part of the practice has come, what is missing for the next level, and who stands for what was attested. */
export function levelPieces(aspect: Aspect, { levels, community }: Report): Piece[] {
  const level = levels.find((one) => one.aspect === aspect);
  if (!level) return [];
  const attested = level.criteria.filter(({ statement, missing }) => statement !== null && missing === null);
  const lacks = lacking(level);
  const met = metWords(level, community);
  const then = level.next === null ? ': nothing more is asked for.' : `. For level ${levelName(level.next)}:`;
  return [
    paragraph(strong(levelText(level)), then),
    ...(lacks.length > 0 ? [bullets(lacks.map(lackWords))] : []),
    ...(met === null ? [] : [paragraph(met)]),
    ...(attested.length > 0
      ? [paragraph(emphasis('Attested:')), bullets(attested.map((one) => attestedWords(one, community)))]
      : []),
  ];
}
