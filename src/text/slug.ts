import anyAscii from 'any-ascii';
import { DEVICES } from './id.ts';
import { BEYOND_ASCII } from './terms.ts';

/** Files of these names are pages of their folder. */
const FOLDER_PAGES = new Set(['readme', 'index']);

/** The part of an id that a person can read: ASCII words of a title, at most `limit` characters, never empty. */
export function slug(title: string, limit = 48): string {
  const start = title.normalize('NFC').slice(0, 300);
  const words = (BEYOND_ASCII.test(start) ? anyAscii(start) : start)
    .toLowerCase()
    .replaceAll("'", '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  let text = '';
  for (const word of words) {
    const longer = text === '' ? word.slice(0, limit) : `${text}-${word}`;
    if (longer.length > limit) break;
    text = longer;
  }
  if (text === '') return 'untitled';
  return DEVICES.test(text) || FOLDER_PAGES.has(text) ? `${text}-note` : text;
}
