import { resolve } from 'node:path';
import { decodeText, readText } from '../edges/files.ts';
import { packageFile } from '../edges/package-files.ts';
import type { Community } from '../model/community.ts';
import type { Body } from '../model/document.ts';
import { Refusal } from '../model/refusal.ts';
import type { Piece } from '../render/pieces.ts';
import { missingTexts } from '../render/record.ts';
import { care, ink } from '../text/ink.ts';
import { printMarkdown } from '../text/markdown/parse.ts';
import { camel, listed } from '../text/words.ts';
import type { Context, OptionSpec, Options } from './command.ts';

const FORMATS = ['md', 'html', 'json'] as const;

/** The option of what is compiled for people, for browsers and for programs. */
export const FORMAT_OPTION: OptionSpec = {
  flags: `--format <${FORMATS.join('|')}>`,
  sentence: 'how to print it; as Markdown, unless given',
  choices: FORMATS,
};

const given = (options: Options, flag: string): boolean =>
  ![undefined, false].includes(options[camel(flag)] as undefined);

/** @throws Refusal where more than one form of output is wanted. */
export function oneForm(context: Context, options: Options, forms: readonly string[]): void {
  const wanted = [...(context.json ? ['json'] : []), ...forms.filter((form) => given(options, form))];
  if (wanted.length > 1) {
    throw new Refusal('Only one form at a time.', `Choose one of ${listed(wanted.map((form) => `--${form}`))}.`);
  }
}

/** @throws Refusal where flags were given that would have no effect beside another. */
export function noneOf(options: Options, flags: readonly string[], beside: string): void {
  const idle = flags.filter((flag) => given(options, flag)).map((flag) => `--${flag}`);
  if (idle.length > 0) throw new Refusal(`${listed(idle)} cannot go with ${beside}.`, 'Leave out one of them.');
}

/** Says on stderr what could not be counted, for output that has no place for it. */
export function tellLeftOut(context: Context, community: Community): void {
  for (const text of missingTexts(community)) context.say(care(text));
}

/** What stands in a file, or on standard input for `-`. @throws Refusal where that is no text, naming what it was to be. */
export async function textFrom(context: Context, file: string, what: string): Promise<string> {
  const read = file === '-' ? decodeText(await context.stdin()) : readText(resolve(context.folder, file));
  if ('problem' in read) throw new Refusal(`The ${what} cannot be read from ${file}: ${read.problem}.`);
  return read.text;
}

/** Prints what was compiled as one HTML file. What draws it is loaded only here. */
export async function printHtml(
  context: Context,
  title: string,
  pieces: readonly Piece[],
  sort?: string,
): Promise<void> {
  const { standalonePage } = await import('../render/standalone.tsx');
  context.out.text(standalonePage(title, pieces, packageFile('templates/site/site.css'), sort));
}

/** Prints what was compiled as a Markdown tree, as the option {@link FORMAT_OPTION} wishes; JSON is each command's own. */
export async function printTree(
  context: Context,
  options: Options,
  { title, tree, sort }: { readonly title: string; readonly tree: Body['root']; readonly sort: string },
): Promise<void> {
  if (options['format'] === 'html') await printHtml(context, title, tree.children, sort);
  else context.out.text(printMarkdown(tree));
}

/** Says which files were there before, and were not written. */
export function tellKept(context: Context, kept: readonly string[]): void {
  if (kept.length === 0) return;
  const verb = kept.length === 1 ? 'was there, and stays as it is' : 'were there, and stay as they are';
  context.say(care(ink`${listed(kept)} ${verb}.`));
}
