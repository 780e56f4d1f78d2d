import { fieldSpan, readFrontMatter } from './front-matter.ts';
import type { Raw, RawMap } from './front-matter.ts';
import { lineEnding } from './lines.ts';

const same = (a: Raw | undefined, b: Raw | undefined): boolean => JSON.stringify(plain(a)) === JSON.stringify(plain(b));

function plain(value: Raw | undefined): unknown {
  if (value instanceof Map) return [...value].map(([key, item]) => [key, plain(item)]);
  return Array.isArray(value) ? value.map(plain) : value;
}

const without = (data: RawMap, field: string): Raw => new Map([...data].filter(([key]) => key !== field));

/**
 * The text with one field set to a value already written as YAML, changing the line it stands on, or adding one line
 * above the closing fence, and no other byte.
 *
 * @returns null where the text has no readable front matter, or where the result would not read back as intended.
 */
export function setField(text: string, field: string, yaml: string): string | null {
  const found = fieldSpan(text, field);
  const before = readFrontMatter(text).frontMatter;
  if (!found || !before) return null;
  const { span, newLineAt } = found;
  let edited: string;
  if (span) {
    const space = text[span.start - 1] === ':' ? ' ' : '';
    edited = text.slice(0, span.start) + space + yaml + text.slice(span.end);
  } else {
    edited = `${text.slice(0, newLineAt)}${field}: ${yaml}${lineEnding(text)}${text.slice(newLineAt)}`;
  }
  const after = readFrontMatter(edited).frontMatter;
  if (!after || !same(without(before.data, field), without(after.data, field))) return null;
  const wanted = readFrontMatter(`---\n${field}: ${yaml}\n---\n`).frontMatter;
  return wanted && same(wanted.data.get(field), after.data.get(field)) ? edited : null;
}
