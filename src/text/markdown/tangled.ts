/** So many signs of emphasis that nobody closes, before the next empty line, are no person's. */
const MOST_OPEN = 2_000;

const SIGNS = /\n[ \t]*\n|\*+|_+/g;
const SPACE = /\s/u;
const WORD = /[\p{L}\p{N}]/u;

/**
 * Whether emphasis is opened again and again and not closed: parsers look through all that is open at each sign that
 * follows, which takes the square of the text's length.
 */
export function isTangled(text: string): boolean {
  // Most pages have fewer letters than that.
  if (text.length <= MOST_OPEN * 2) return false;
  const open: Record<string, number> = { '*': 0, _: 0 };
  for (const { 0: signs, index } of text.matchAll(SIGNS)) {
    const sign = signs.charAt(0);
    if (sign === '\n') {
      open['*'] = open['_'] = 0;
      continue;
    }
    const [before, after] = [text.charAt(index - 1), text.charAt(index + signs.length)];
    const opens = after !== '' && !SPACE.test(after) && !WORD.test(before);
    const closes = before !== '' && !SPACE.test(before) && !WORD.test(after);
    if (opens === closes) continue;
    open[sign] = Math.max(0, (open[sign] ?? 0) + (opens ? signs.length : -signs.length));
    if ((open[sign] ?? 0) > MOST_OPEN) return true;
  }
  return false;
}
