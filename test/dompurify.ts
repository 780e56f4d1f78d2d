import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What DOMPurify, whose trade is to tell harmful HTML from harmless, tries itself with: other people's, so that it is read where
 * a clone of github.com/cure53/DOMPurify lies (`COP_DOMPURIFY`), and nothing of it is run but in a browser that watches.
 */
const CLONE = process.env['COP_DOMPURIFY'] ?? '';

/** Their payloads, as a stranger might write them into a note; none where there is no clone. */
export const PURIFIED: readonly string[] =
  CLONE === ''
    ? []
    : [
        ...readFileSync(join(CLONE, 'test/fixtures/expect.mjs'), 'utf8').matchAll(
          /"payload"\s*:\s*("(?:[^"\\]|\\.)*")/g,
        ),
      ]
        .map(([, text = '""']) => JSON.parse(text.replaceAll(/\\x([\da-f]{2})/gi, '\\u00$1')) as string)
        .filter((text) => text !== '');
