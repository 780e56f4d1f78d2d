/** Names that Windows keeps for devices; a file of that name cannot be checked out there. */
export const DEVICES = /^(con|prn|aux|nul|conin|conout|clock|com\d|lpt\d)$/;

/** Whether an id can be typed, linked to and checked out everywhere. */
export function isPlainId(id: string): boolean {
  return /^[a-z0-9](?:[a-z0-9._-]{0,118}[a-z0-9])?$/i.test(id) && !DEVICES.test(id.toLowerCase().split('.')[0] ?? '');
}

/** No `i`, `l`, `o`, `0`, `1`: a code is read aloud and typed by hand. */
const CODE_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const CODE_LENGTH = 4;

/** A code has a digit among its characters, which no word of a title has that ends an id. */
const CODED = new RegExp(`-((?=[a-z]*[2-9])[${CODE_LETTERS}]{${CODE_LENGTH}})$`);

/** The code at the end of an event's id. `random` yields numbers in [0, 1). */
export function code(random: () => number): string {
  for (;;) {
    const letters = Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[Math.floor(random() * CODE_LETTERS.length)]);
    if (letters.some((letter) => letter !== undefined && /\d/.test(letter))) return letters.join('');
  }
}

/** The code that ends an id, or null where it has none. */
export function codeOf(id: string): string | null {
  return CODED.exec(id)?.[1] ?? null;
}
