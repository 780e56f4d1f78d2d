/** How many octets of a line come before it is folded: with the space before what follows, 75 (RFC 5545, 3.1). */
const LONGEST = 74;

// oxlint-disable-next-line no-control-regex -- where every letter is one octet
const ASCII = /^[\0-\x7f]*$/;

const octets = (letter: string): number => {
  const code = letter.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x8_00 ? 2 : code < 0x1_00_00 ? 3 : 4;
};

function folded(line: string): string {
  if (ASCII.test(line)) return line.length <= LONGEST ? line : (line.match(/[^]{1,74}/g) ?? []).join('\r\n ');
  let text = '';
  let length = 0;
  for (const letter of line) {
    length += octets(letter);
    if (length > LONGEST) {
      text += '\r\n ';
      length = octets(letter);
    }
    text += letter;
  }
  return text;
}

/** Lines of a calendar, the long ones of them folded. */
export const foldedLines = (text: string): string => text.split('\r\n').map(folded).join('\r\n');
