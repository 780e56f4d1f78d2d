/** One piece of advice on the sheet of a session, as it was written down. */
export interface AdviceNoted {
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

/** Something on a sheet that nobody could be credited with. */
export interface SheetProblem {
  readonly line: number;
  readonly message: string;
}

export interface Sheet {
  readonly noted: readonly AdviceNoted[];
  /** The day agreed on for looking back, as written, with its line; null where none is. */
  readonly askAgain: { readonly text: string; readonly line: number } | null;
  readonly problems: readonly SheetProblem[];
}

/** The heading above the advice; what stands before it is the agenda. */
export const ADVICE_HEADING = 'Advice given';

export const LABELS = {
  applies: 'When it applies',
  basis: 'Basis',
  stance: 'Stance',
  on: 'On',
  askAgain: 'Ask again on',
} as const;

type Label = keyof typeof LABELS;

const NAMED = /^###\s+([^:]{1,100}):\s*(.*?)(?:\s+#+)?\s*$/;
/** Bold or not: people make labels bold. */
const LABEL = new RegExp(`^\\*{0,2}(${Object.values(LABELS).join('|')})(?::|:\\*\\*|\\*\\*:)(?:\\s+(.*))?$`, 'i');
/** What begins a code block; behind backticks, a line with more of them is words. */
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
/** What Basis and Stance may say, to tell it from words on the line below. */
const CHOICE = /^[a-z]+(?:[ -][a-z]+)?$/i;

interface Block {
  readonly who: string;
  readonly title: string;
  readonly line: number;
  readonly advice: string[];
  readonly applies: string[];
  readonly said: Map<Label, string>;
}

const labelNamed = (word: string): Label | undefined =>
  (Object.keys(LABELS) as Label[]).find((key) => LABELS[key].toLowerCase() === word.toLowerCase());

/** A label at the beginning of a paragraph, where people write one; `On:` only makes sense below a stance. */
function labelIn(
  line: string,
  before: string,
  said: ReadonlyMap<Label, string>,
): { label: Label; text: string } | null {
  const match = LABEL.exec(line);
  const label = match ? labelNamed(match[1] as string) : undefined;
  if (!match || label === undefined) return null;
  const begins = before.trim() === '' || LABEL.test(before) || before.startsWith('#');
  if (label === 'on' ? !said.has('stance') || said.has('on') : !begins) return null;
  return { label, text: (match[2] ?? '').trim() };
}

/** Whoever printed the sheet escaped what Markdown would have taken for its own. */
const plain = (words: string): string => words.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1').trim();

/**
 * Reads the sheet that `cop session` printed, with what was written on it. A heading with nothing below it was printed
 * for somebody who said nothing. Whatever cannot be credited to somebody is a problem: no word of a session is lost in
 * silence, or put into another's mouth.
 */
export function readSheet(text: string): Sheet {
  const lines = text.split(/\r?\n/);
  const begin = lines.findIndex((line) => line.trim() === `## ${ADVICE_HEADING}`);
  const problems: SheetProblem[] = [];
  const blocks: Block[] = [];
  let askAgain: Sheet['askAgain'] = null;
  let fence: { readonly mark: string; readonly line: number } | null = null;
  let applying = false;
  /** A label whose value may stand on the line below. */
  let open: Label | null = null;
  let comment: number | null = null;
  let ended: number | null = null;
  if (begin < 0)
    return { noted: [], askAgain, problems: [{ line: 1, message: `no heading \`## ${ADVICE_HEADING}\`` }] };
  const keep = (line: string, number: number): void => {
    const block = blocks.at(-1);
    if (block) (applying ? block.applies : block.advice).push(line);
    else if (line.trim() !== '')
      problems.push({ line: number, message: `\`${line.trim()}\` stands below nobody’s name` });
  };
  for (let index = begin + 1; index < lines.length; index += 1) {
    const line = lines[index] as string;
    const number = index + 1;
    if (ended !== null) {
      if (line.trim() !== '') {
        problems.push({ line: ended, message: `\`${(lines[ended - 1] as string).trim()}\` stands among the advice` });
        break;
      }
      continue;
    }
    if (comment !== null || (!fence && line.trim().startsWith('<!--'))) {
      comment ??= number;
      if (line.includes('-->')) comment = null;
      continue;
    }
    const mark = FENCE.exec(line)?.[1];
    if (fence || mark !== undefined) {
      keep(line, number);
      if (!fence) fence = { mark: mark as string, line: number };
      else if (mark?.startsWith(fence.mark) && line.trim() === mark) fence = null;
      continue;
    }
    if (/^#{1,2}\s/.test(line)) {
      ended = number;
      continue;
    }
    const named = NAMED.exec(line);
    const block = blocks.at(-1);
    const labelled = labelIn(line, lines[index - 1] ?? '', block?.said ?? new Map());
    if (named) {
      const said = new Map<Label, string>();
      const [who, title] = [plain(named[1] as string), plain(named[2] as string)];
      blocks.push({ who, title, line: number, advice: [], applies: [], said });
      applying = false;
    } else if (/^###(?!#)/.test(line)) {
      problems.push({ line: number, message: `\`${line.trim()}\` says no name and colon` });
    } else if (labelled?.label === 'askAgain') {
      if (labelled.text !== '') askAgain = { text: labelled.text, line: number };
    } else if (labelled && block) {
      applying = labelled.label === 'applies';
      if (applying) block.applies.push(labelled.text);
      else if (labelled.text !== '') block.said.set(labelled.label, labelled.text);
      else open = labelled.label;
      continue;
    } else if (open !== null && block && CHOICE.test(line.trim())) {
      block.said.set(open, line.trim());
    } else {
      keep(line, number);
    }
    if (line.trim() !== '') open = null;
  }
  if (comment !== null) problems.push({ line: comment, message: 'a comment begins here and does not end' });
  if (fence) problems.push({ line: fence.line, message: 'a code block begins here and does not end' });
  const noted = blocks.map(({ who, title, line, advice, applies, said }): AdviceNoted => {
    const value = (label: Label): string | null => said.get(label) ?? null;
    return {
      who,
      title,
      advice: advice.join('\n').trim(),
      applies: applies.join('\n').trim(),
      basis: value('basis'),
      stance: value('stance'),
      on: value('on'),
      line,
    };
  });
  for (const { title, advice, applies, basis, line } of noted) {
    if (title === '' && advice === '' && (applies !== '' || basis !== null)) {
      problems.push({ line, message: 'conditions without any advice' });
    }
  }
  return { noted: noted.filter(({ title, advice }) => title !== '' || advice !== ''), askAgain, problems };
}
