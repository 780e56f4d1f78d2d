import { expect, test } from 'vitest';
import type { Context } from '../src/commands/command.ts';
import { annotation } from '../src/render/findings-forge.ts';
import { Ink, ink } from '../src/text/ink.ts';
import type { SafeHtml } from '../src/text/markdown/html.ts';
import { printableJson } from '../src/text/printable.ts';

/**
 * A stranger's text does not compile into a sink: each line below is an error to `npm run types`, which fails where one of
 * them stops being one. The function is never called.
 */
export function raw(context: Context, text: string): readonly SafeHtml[] {
  // @ts-expect-error -- a line for a terminal is made by ink, which escapes
  context.out.line(text);
  // @ts-expect-error -- the same for what is said beside the answer
  context.say(text);
  // @ts-expect-error -- bytes are made by the writer of their format
  context.out.bytes(text);
  // @ts-expect-error -- nor is a piece of them enough
  context.out.bytes(`::error::${text}`);
  // @ts-expect-error -- Ink is made by its own doors alone
  context.say(new Ink([{ tone: 'plain', text }]));
  // @ts-expect-error -- HTML is made by toHtml, which sanitizes
  return [text];
}

/** What does compile. */
export function made(context: Context, text: string): void {
  context.out.line(ink`${text}`);
  context.out.bytes(printableJson({ text }));
  const place = { path: text, line: 1, column: 1 };
  context.out.bytes(annotation({ rule: 'yaml', severity: 'warn', place, message: text, hint: null }, ''));
}

test('the two functions above are held by the compiler', () => {
  expect([typeof raw, typeof made]).toEqual(['function', 'function']);
});
