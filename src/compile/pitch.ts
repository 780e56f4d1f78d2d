import type { Community } from '../model/community.ts';
import { every } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { lastByDay } from '../model/document.ts';
import type { Document } from '../model/document.ts';
import type { States } from '../states/index.ts';
import { opening } from './passage.ts';
import { valueStory } from './value-story.ts';
import type { ValueStory } from './value-story.ts';

export const AUDIENCES = ['sponsor', 'members'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Something that a document says, in its own first words. */
export interface Said {
  readonly text: string;
  readonly from: Document;
}

/** What a pitch is put together from: nothing is said that some document does not say. */
export interface Pitch {
  /** The pitch that somebody wrote, whose words come first. */
  readonly written: DocumentOf<'pitch'> | null;
  readonly need: readonly Said[];
  readonly forOrganisation: readonly Said[];
  readonly forMembers: readonly Said[];
  /** The value story of the written pitch, where it tells one, and one of a real loop. */
  readonly told: readonly Said[];
  readonly story: ValueStory | null;
  readonly ask: readonly Said[];
}

/** How much of a section a page for all of it shows, in characters. */
const LONGEST = 420;

const said = (document: Document | null, section: string): Said[] => {
  const text = document === null ? '' : opening(document, section, LONGEST);
  return text === '' || document === null ? [] : [{ text, from: document }];
};

/** Words by which a pitch says whom it is for. English only: another audience fits both. */
const MEANT: Readonly<Record<Audience, RegExp>> = {
  sponsor: /sponsor|board|manage|head|lead|direct|organi[sz]ation|executive/i,
  members: /member|newcomer|colleague|peer|practitioner|everybody/i,
};

/** The last pitch that was written for somebody, or for nobody in particular. */
function writtenFor(audience: Audience | null, community: Community): DocumentOf<'pitch'> | null {
  const all = every(community, 'pitch');
  if (audience === null) return lastByDay(all);
  const says = ({ fields }: DocumentOf<'pitch'>, one: Audience): boolean => MEANT[one].test(fields.audience ?? '');
  const other = AUDIENCES.find((one) => one !== audience) ?? audience;
  const meant = all.filter((one) => says(one, audience));
  return lastByDay(meant.length > 0 ? meant : all.filter((one) => !says(one, other)));
}

/** The need, the value and the ask, in the words of a written pitch where there is one, else of the charter. */
export function pitch(community: Community, states: States, audience: Audience | null): Pitch {
  const written = writtenFor(audience, community);
  const purpose = lastByDay(every(community, 'purpose'));
  const vision = lastByDay(every(community, 'vision'));
  const own = (section: string, ...others: readonly Said[][]): Said[] => {
    const ours = said(written, section);
    return ours.length > 0 ? ours : others.flat();
  };
  const goals = (purpose?.fields.business_goals ?? []).map((text): Said => ({ text, from: purpose as Document }));
  const asked: Said[] =
    written !== null && written.fields.ask !== null ? [{ text: written.fields.ask, from: written }] : [];
  return {
    written,
    need: own('The need', said(vision, 'The challenge'), vision ? [] : said(purpose, 'Why we exist')),
    forOrganisation: [...said(written, 'For the organisation'), ...goals],
    forMembers: own('For members', said(vision, 'Needs'), said(vision, 'What success looks like')),
    told: said(written, 'A value story'),
    story: valueStory(community, states),
    ask: [...asked, ...said(written, 'The ask')],
  };
}
