import { lineIndex } from './lines.ts';
import type { Position } from './lines.ts';

/** Something wrong with the writing itself. */
export interface Fault {
  readonly rule: 'front-matter' | 'yaml' | 'duplicate-key' | 'conflict-markers';
  readonly message: string;
  readonly hint: string | null;
  readonly position: Position;
}

/** Past this, reading YAML with places takes noticeable time (64 KB: over a second). */
export const LARGEST_BLOCK = 16 * 1024;

/** Where front matter stands in a text. */
export interface Block {
  /** Offset of the first character behind the opening fence's line. */
  readonly start: number;
  /** Offset of the closing fence's line. */
  readonly end: number;
  readonly bodyOffset: number;
}

/** That there is none, or that what there is cannot be read, and then why. */
export interface NoBlock {
  readonly frontMatter: null;
  readonly faults: readonly Fault[];
}

const OPENING = /^---(?:[^\S\r\n]*yaml)?[^\S\r\n]*$/;
const CONFLICT = /^(?:<{7}|\|{7}|>{7}) |^={7}$/;

/** The line of a text that begins at an offset, without its ending, and where the next one begins. */
function lineAt(text: string, start: number): { readonly line: string; readonly next: number } {
  const feed = text.indexOf('\n', start);
  const next = feed < 0 ? text.length : feed + 1;
  const end = feed < 0 ? text.length : feed > start && text[feed - 1] === '\r' ? feed - 1 : feed;
  return { line: text.slice(start, end), next };
}

function fault(rule: Fault['rule'], position: Position, message: string, hint: string | null = null): NoBlock {
  return { frontMatter: null, faults: [{ rule, position, message, hint }] };
}

/** The front matter of a text, found by its fences alone; what stands between them may still be no YAML. */
export function findBlock(text: string): Block | NoBlock {
  const first = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const position = lineIndex(text);
  if (!text.startsWith('---', first)) return { frontMatter: null, faults: [] };
  const opening = lineAt(text, first);
  if (opening.line.includes('\r')) {
    return fault('front-matter', position(first), 'Unexpected lone CR as line end, expected LF or CRLF');
  }
  if (!OPENING.test(opening.line)) {
    // A longer rule (`-----`) or a dash list is ordinary Markdown; only a language name asks for another reader.
    if (!/^---[^\S\r\n]*[\w$]/.test(opening.line)) return { frontMatter: null, faults: [] };
    return fault(
      'front-matter',
      position(first),
      `Unexpected \`${opening.line.slice(0, 40)}\`, expected \`---\` alone on the first line`,
      'Only YAML is read as front matter; nothing in a document is executed.',
    );
  }
  for (let start = opening.next; start < text.length;) {
    const { line, next } = lineAt(text, start);
    if (line.startsWith('---') && line.trimEnd() === '---')
      return { start: opening.next, end: start, bodyOffset: next };
    if (line.startsWith('---') || CONFLICT.test(line)) {
      const conflict = !line.startsWith('---');
      return fault(
        conflict ? 'conflict-markers' : 'front-matter',
        position(start),
        conflict
          ? 'Unexpected merge-conflict marker in the front matter, expected a merged document'
          : `Unexpected \`${line.slice(0, 40)}\`, expected the closing \`---\` alone on its line`,
        conflict ? 'Keep what is right of both sides and delete the marker lines.' : null,
      );
    }
    if (next - opening.next > LARGEST_BLOCK) {
      return fault(
        'front-matter',
        position(first),
        'Unexpected front matter of more than 16 KB, expected a closing `---` before that',
      );
    }
    start = next;
  }
  return fault(
    'front-matter',
    position(first),
    'Unexpected end of file, expected a closing `---` line',
    'Front matter is closed by three dashes alone on a line.',
  );
}
