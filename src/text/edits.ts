/** A piece of a text to be replaced, by its offsets. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with pieces of it replaced, every other character as it was. Of two that overlap the first holds. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, text: put } of [...edits].sort((a, b) => a.start - b.start)) {
    if (start < from) continue;
    parts.push(text.slice(from, start), put);
    from = end;
  }
  return [...parts, text.slice(from)].join('');
}
