import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { HtmlPage } from '../text/written.ts';

/** A whole page as text: what stands in it is escaped by whoever renders it. */
export const htmlPage = (page: VNode): HtmlPage => `<!doctype html>\n${renderToString(page)}\n` as HtmlPage;
