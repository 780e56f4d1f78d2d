declare const format: unique symbol;

/**
 * A whole text of a format that has escapes of its own. Only the writer of the format makes one, where what a stranger wrote
 * is escaped for it: a raw string, or a text of another format, does not compile into where it is to be printed.
 */
export type Written<Format extends string> = string & { readonly [format]: Format };

/** By `printMarkdown`, and by `inMarkdown` of the program's own words. */
export type MarkdownText = Written<'Markdown'>;

/** By `htmlPage`. */
export type HtmlPage = Written<'HTML'>;

/** An order to a runner, by `annotation`. */
export type WorkflowCommand = Written<'workflow command'>;

/** By `printableJson`. */
export type JsonText = Written<'JSON'>;

/** Events, by `calendar`. */
export type CalendarText = Written<'iCalendar'>;

/** A feed or a map of a site. */
export type XmlText = Written<'XML'>;

/** What pages are searched in, as scripts. */
export type ScriptText = Written<'script'>;

/** What a shell completes by: the program's own words, in which no document is named. */
export type ShellScript = Written<'shell script'>;

/** A community's own stylesheet, which is that community's say. */
export type StyleText = Written<'CSS'>;

/** What ships with the program. */
export type ShippedText = Written<'shipped'>;
