// Markdown that makes parsers slow: the shapes of cmark's list of pathological inputs (commonmark/cmark,
// test/pathological_tests.py), each at any size.

const many = (text, size) => text.repeat(Math.max(1, Math.round(size / text.length)));

/** Lines one longer than the other, up to a size. */
function growing(lineOf, size) {
  const lines = [];
  let length = 0;
  for (let n = 1; length < size; n += 1) {
    const line = lineOf(n);
    lines.push(line);
    length += line.length;
  }
  return lines.join('');
}

/** By name: a text of about so many characters. */
export const SHAPES = {
  'nested strong emphasis': (size) => `${many('*a **a ', size / 2)}b${many(' a** a*', size / 2)}`,
  'emphasis closed and never opened': (size) => many('a_ ', size),
  'emphasis opened and never closed': (size) => many('_a ', size),
  'links closed and never opened': (size) => many('a]', size),
  'links opened and never closed': (size) => many('[a', size),
  'openers and closers that do not match': (size) => many('*a_ ', size),
  'two sorts of emphasis, of which one never ends': (size) => many('*a ', size / 2) + many('_a*_ ', size / 2),
  'openers and closers by threes': (size) => `a**b${many('c* ', size)}`,
  'links opened, emphasis closed': (size) => many('[ a_', size),
  'brackets and parentheses opened': (size) => many('[ (](', size),
  'a link within emphasis, many times': (size) => many('**x [a*b**c*](d) ', size),
  'nested brackets': (size) => `${many('[', size / 2)}a${many(']', size / 2)}`,
  'nested quotes': (size) => `${many('> ', size)}a`,
  'nested lists': (size) => growing((n) => `${'  '.repeat(n - 1)}* a\n`, size),
  'NUL in the text': (size) => many('abc\0de\0', size),
  'runs of backticks': (size) => growing((n) => `e${'`'.repeat(n)}`, size),
  'destinations never closed, in angles': (size) => many('[a](<b', size),
  'destinations never closed': (size) => many('[a](b', size),
  'comments never closed': (size) => `</${many('<!--', size)}`,
  'processing instructions never closed': (size) => `x${many('<?', size)}`,
  'declarations never closed': (size) => `x${many('<!A ', size / 2)}${many('<![CDATA[', size / 2)}`,
  'empty lines in nested lists': (size) => `${many('- ', size / 2)}x${many('\n', size / 2)}`,
  'emphasis in nested quotes': (size) => many('>', size / 2) + many('a*', size / 2),
  'references to what is defined': (size) => growing((n) => `[${n}]: u\n`, size / 2) + many('[0] ', size / 2),
};
