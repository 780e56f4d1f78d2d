import type { Element, ElementContent } from 'hast';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import markdown from 'highlight.js/lib/languages/markdown';
import php from 'highlight.js/lib/languages/php';
import powershell from 'highlight.js/lib/languages/powershell';
import python from 'highlight.js/lib/languages/python';
import r from 'highlight.js/lib/languages/r';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import { createLowlight } from 'lowlight';
import { once } from '../once.ts';

/** The languages that communities write in; others stay as they are, in one colour. */
const LANGUAGES = {
  bash,
  c,
  cpp,
  csharp,
  css,
  diff,
  dockerfile,
  go,
  ini,
  java,
  javascript,
  json,
  markdown,
  php,
  powershell,
  python,
  r,
  ruby,
  rust,
  sql,
  typescript,
  xml,
  yaml,
};

/** Longer blocks are listings that nobody reads for their colours, and cost a highlighter more than their length. */
const LONGEST = 4_000;
/** How much of one body is highlighted: what is hostile is so by the dozen. */
const MOST = 40_000;
/** A line of this length was made by a machine. */
const LONGEST_LINE = 400;

const lowlight = once(() => createLowlight(LANGUAGES));

/** The language that a code element names, or null. */
function languageOf({ properties }: Element): string | null {
  const classes = properties['className'];
  const named = (Array.isArray(classes) ? classes : []).find(
    (one): one is string => typeof one === 'string' && one.startsWith('language-'),
  );
  return named === undefined ? null : named.slice('language-'.length).toLowerCase();
}

/**
 * A highlighter for one body. It marks the parts of a block of code in place, by classes only: text stays text. It is
 * called on what was sanitized, and adds nothing that a stranger wrote.
 */
export function highlighter(): (code: Element, text: string) => void {
  let left = MOST;
  return (code, text) => {
    const language = languageOf(code);
    if (language === null || text.length > Math.min(LONGEST, left) || !lowlight().registered(language)) return;
    if (text.split('\n').some((line) => line.length > LONGEST_LINE)) return;
    left -= text.length;
    code.children = lowlight().highlight(language, text).children as ElementContent[];
  };
}
