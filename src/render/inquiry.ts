import type { Root } from 'mdast';
import { FINDINGS, INTERVIEW } from '../compile/inquiry.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { heading, paragraph, root, strong, table, uncalled } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { capitalised, listed } from '../text/words.ts';

/** Who asks whom: those of a pair ask each other in turn. */
export interface Interview {
  readonly asks: string | null;
  readonly tells: string | null;
}

/** Everybody once asks and once tells: pairs in the order given, three at the end where somebody would be left. */
export function interviews(names: readonly string[]): Interview[] {
  if (names.length < 2) {
    const one: Interview = { asks: null, tells: names[0] ?? null };
    return [one, { asks: one.tells, tells: null }];
  }
  const groups: string[][] = [];
  for (let at = 0; at + 1 < names.length; at += 2) groups.push(names.slice(at, at + 2));
  if (names.length % 2 === 1) groups.at(-1)?.push(names.at(-1) as string);
  return groups.flatMap((group) =>
    group.map((asks, index) => ({ asks, tells: group[(index + 1) % group.length] as string })),
  );
}

/** Sheets for the interviews of an inquiry, one for each who tells, with room to write. */
export function sheetsTree(inquiry: DocumentOf<'inquiry'>, pairs: readonly Interview[]): Root {
  const { topic, date } = inquiry.fields;
  return root([
    heading(1, ...uncalled(inquiry.title)),
    paragraph(strong(...uncalled(topic))),
    paragraph(
      'In pairs, twenty minutes each way. Ask, listen, write down their words and not yours; ask what else. No advice, and no problem is solved today. Afterwards each tells the group the story they heard.',
    ),
    ...pairs.flatMap(({ asks, tells }) => [
      heading(2, ...uncalled(tells === null ? 'Interview' : `Interview: ${tells} tells`)),
      paragraph(...uncalled(`${asks ?? '…'} asks, ${tells ?? '…'} tells. ${date}.`)),
      table([
        [['Ask'], ['What was told']],
        ...INTERVIEW.map((question, index): Words[][] => [[`${index + 1}. ${question}`], ['\u00a0']]),
        [[strong('The story in one sentence, as a title')], ['\u00a0']],
        [[strong(`${capitalised(listed([...FINDINGS]))} that it shows`)], ['\u00a0']],
      ]),
    ]),
    heading(2, 'What becomes of it'),
    paragraph(
      'Under Discover, each story gets a heading of its own and a few lines; below it what it shows, a line each: ',
      { type: 'inlineCode', value: '- Need: …' },
      ', ',
      { type: 'inlineCode', value: '- Challenge: …' },
      ', ',
      { type: 'inlineCode', value: '- Opportunity: …' },
      '. ',
      { type: 'inlineCode', value: `cop new vision --from ${inquiry.id}` },
      ' carries them into the vision, each with its story.',
    ),
  ]);
}
