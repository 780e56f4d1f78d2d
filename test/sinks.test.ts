import { h } from 'preact';
import { expect, test } from 'vitest';
import type { Context } from '../src/commands/command.ts';
import { annotation } from '../src/render/findings-forge.ts';
import { htmlPage } from '../src/render/html-page.ts';
import type { SiteFile } from '../src/render/site/site.ts';
import { standalonePage } from '../src/render/standalone.tsx';
import { Ink, ink } from '../src/text/ink.ts';
import { paragraph, root } from '../src/text/markdown/build.ts';
import type { SafeHtml } from '../src/text/markdown/html.ts';
import { printMarkdown } from '../src/text/markdown/parse.ts';
import { asText, inMarkdown } from '../src/text/markdown/written.ts';
import { jsonFile, printableJson } from '../src/text/printable.ts';
import type {
  CalendarText,
  HtmlPage,
  MarkdownText,
  ShippedText,
  WorkflowCommand,
  XmlText,
} from '../src/text/written.ts';

/**
 * A stranger's text does not compile into a sink: each line below is an error to `npm run types`, which fails where one of
 * them stops being one. The function is never called.
 */
export function raw(context: Context, text: string): readonly SafeHtml[] {
  // @ts-expect-error -- a line for a terminal is made by ink, which escapes
  context.out.line(text);
  // @ts-expect-error -- the same for what is said beside the answer
  context.say(text);
  // @ts-expect-error -- a document is printed from a tree
  context.out.text(text);
  // @ts-expect-error -- nor does a text become one beside one
  context.out.text(`${asText(text)}${text}`);
  // @ts-expect-error -- words of a stranger go into Markdown as text
  context.out.text(inMarkdown`# ${text}`);
  // @ts-expect-error -- bytes are made by the writer of their format
  context.out.bytes(text);
  // @ts-expect-error -- nor is a piece of them enough
  context.out.bytes(`::error::${text}`);
  // @ts-expect-error -- Ink is made by its own doors alone
  context.say(new Ink([{ tone: 'plain', text }]));
  // @ts-expect-error -- a page of its own takes the stylesheet that ships
  standalonePage('A title', [], text);
  // @ts-expect-error -- HTML is made by toHtml, which sanitizes
  return [text];
}

/** Nor do files of a site: pages, feeds, scripts, styles and all the others. */
export const rawFiles = (text: string): readonly SiteFile[] => [
  // @ts-expect-error -- a page is rendered
  { path: 'index.html', text: () => `<p>${text}</p>` },
  // @ts-expect-error -- a feed is printed from a tree
  { path: 'feed.xml', text: () => text },
  // @ts-expect-error -- JSON that nobody wrote for a page is none
  { path: 'pages.json', text: () => JSON.stringify(text) },
];

/** Nor does what is escaped for one place into another. */
export function elsewhere(
  context: Context,
  made: { md: MarkdownText; html: HtmlPage; order: WorkflowCommand; ics: CalendarText; xml: XmlText; css: ShippedText },
): { html: SafeHtml; text: MarkdownText } {
  // @ts-expect-error -- Markdown is no order to a runner
  context.out.bytes(made.md);
  // @ts-expect-error -- an order is no document
  context.out.text(made.order);
  // @ts-expect-error -- nor is a feed
  context.out.text(made.xml);
  // @ts-expect-error -- a calendar is not written for a terminal's lines
  context.out.line(made.ics);
  // @ts-expect-error -- nor is HTML
  context.say(made.html);
  return {
    // @ts-expect-error -- Markdown is no HTML
    html: made.md,
    // @ts-expect-error -- and HTML no Markdown
    text: made.html,
  };
}

/** What does compile. */
export function made(context: Context, text: string): readonly SiteFile[] {
  context.out.line(ink`${text}`);
  context.out.text(printMarkdown(root([paragraph(text)])));
  context.out.text(inMarkdown`# ${asText(text)}\n`);
  context.out.bytes(printableJson({ text }));
  const place = { path: text, line: 1, column: 1 };
  context.out.bytes(annotation({ rule: 'yaml', severity: 'warn', place, message: text, hint: null }, ''));
  return [
    { path: 'pages.json', text: () => jsonFile({ text }) },
    { path: 'index.html', text: () => htmlPage(h('p', null, text)) },
  ];
}

test('the functions above are held by the compiler', () => {
  expect([typeof raw, typeof rawFiles, typeof elsewhere, typeof made]).toEqual(Array(4).fill('function'));
});

test('what a stranger wrote is text in each of them', () => {
  expect(inMarkdown`# ${asText('*a* <!-- [b](c) --> `d`')}`).toBe('# \\*a\\* \\<!-- \\[b]\\(c) --> \\`d\\`');
  expect(htmlPage(h('p', null, '<b>&'))).toBe('<!doctype html>\n<p>&lt;b>&amp;</p>\n');
});
