/** One piece of advice on the sheet of a session, as it was written down. */
export interface Noted {
  /** Who said it, as the heading names them. */
  readonly who: string;
  readonly title: string;
  readonly advice: string;
  readonly applies: string;
  readonly basis: string | null;
  readonly stance: string | null;
  /** The advice it speaks to: its title, or part of it. */
  readonly on: string | null;
  /** The line of its heading, from 1. */
  readonly line: number;
}

export interface Sheet {
  readonly noted: readonly Noted[];
  /** The day agreed on for looking back, as written; null where none is. */
  readonly askAgain: string | null;
}

/** The heading above the notes; what stands before it is the agenda. */
export const NOTES_HEADING = 'Advice given';

export const LABELS = {
  applies: 'When it applies',
  basis: 'Basis',
  stance: 'Stance',
  on: 'On',
  askAgain: 'Ask again on',
} as const;

const HEADING = /^###\s+([^:]{1,100}):\s*(.*)$/;
const LABEL = new RegExp(`^(${Object.values(LABELS).join('|')}):\\s*(.*)$`, 'i');

interface Block {
  who: string;
  title: string;
  line: number;
  readonly lines: Record<'advice' | keyof typeof LABELS, string[]>;
}

const labelled = (word: string): keyof typeof LABELS =>
  (Object.keys(LABELS) as (keyof typeof LABELS)[]).find((key) => LABELS[key].toLowerCase() === word.toLowerCase()) ??
  'on';

const block = (who: string, title: string, line: number): Block => ({
  who,
  title,
  line,
  lines: { advice: [], applies: [], basis: [], stance: [], on: [], askAgain: [] },
});

/**
 * Reads the sheet that `cop session` printed, with what was written on it. A heading without any advice below it is
 * left out: it was printed for somebody who said nothing.
 */
export function readSheet(text: string): Sheet {
  const lines = text.split(/\r?\n/);
  const begin = lines.findIndex((line) => line.trim() === `## ${NOTES_HEADING}`);
  const blocks: Block[] = [block('', '', 0)];
  let part: keyof Block['lines'] = 'advice';
  lines.forEach((line, index) => {
    if (index <= begin) return;
    const current = blocks.at(-1) as Block;
    const heading = HEADING.exec(line);
    const label = LABEL.exec(line);
    if (heading) {
      blocks.push(block((heading[1] as string).trim(), (heading[2] as string).trim(), index + 1));
      part = 'advice';
    } else if (label) {
      part = labelled(label[1] as string);
      current.lines[part] = [label[2] as string];
    } else if (!/^<!--.*-->$/.test(line.trim())) {
      // Only the advice and its conditions take more than a line.
      if (part !== 'advice' && part !== 'applies') part = 'advice';
      current.lines[part].push(line);
    }
  });
  const said = (written: readonly string[]): string => written.join('\n').trim();
  // Whoever printed the sheet escaped what Markdown would have taken for its own.
  const plain = (name: string): string => name.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');
  const orNull = (written: readonly string[]): string | null => said(written) || null;
  const noted = blocks.slice(1).map(({ who, title, line, lines: parts }) => ({
    who: plain(who),
    title: plain(title),
    advice: said(parts.advice),
    applies: said(parts.applies),
    basis: orNull(parts.basis),
    stance: orNull(parts.stance),
    on: orNull(parts.on),
    line,
  }));
  const agreed = blocks.map(({ lines: { askAgain } }) => orNull(askAgain)).find((day) => day !== null);
  return { noted: noted.filter(({ title, advice }) => title !== '' || advice !== ''), askAgain: agreed ?? null };
}
