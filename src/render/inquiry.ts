import type { Root } from 'mdast';
import { FINDINGS, INTERVIEW } from '../compile/inquiry.ts';
import type { Interview } from '../compile/inquiry.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { heading, paragraph, root, strong, table, uncalled } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { capitalised, listed } from '../text/words.ts';

/** Sheets for the interviews of an inquiry, one for each who tells, with room to write. */
export function sheetsTree(inquiry: DocumentOf<'inquiry'>, pairs: readonly Interview[]): Root {
  const { topic, date } = inquiry.fields;
  return root([
    heading(1, ...uncalled(inquiry.title)),
    ...pairs.flatMap(({ asks, tells }) => [
      heading(2, ...uncalled(tells === null ? 'Interview' : `Interview: ${tells} tells`)),
      paragraph(strong(...uncalled(topic)), ...uncalled(`. ${asks ?? '…'} asks, ${tells ?? '…'} tells. ${date}.`)),
      paragraph(
        'Twenty minutes. Ask, listen, write down their words and not yours; ask what else. No advice, and no problem is solved today. Then change places. Afterwards each tells the group the story they heard.',
      ),
      table([
        [['Ask'], ['What was told']],
        ...INTERVIEW.map((question, index): Words[][] => [[`${index + 1}. ${question}`], ['\u00a0']]),
        [[strong('The story in one sentence, as a title')], ['\u00a0']],
        [[strong(`${capitalised(listed([...FINDINGS]))} that it shows`)], ['\u00a0']],
      ]),
    ]),
    heading(3, 'What becomes of it'),
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
