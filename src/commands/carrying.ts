import { FINDINGS, harvest } from '../compile/inquiry.ts';
import type { Harvest } from '../compile/inquiry.ts';
import { meant } from '../compile/reference.ts';
import { kindNamed } from '../kinds/index.ts';
import type { Kind } from '../model/kind.ts';
import type { Document } from '../model/document.ts';
import { folderOf } from '../read/placement.ts';
import { relativeUrl } from '../text/links.ts';
import { bullets, link, root, uncalled } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { printMarkdown } from '../text/markdown/parse.ts';
import { faint } from '../text/ink.ts';
import { camel, listed } from '../text/words.ts';
import type { Context, Options } from './command.ts';

/** The section of a vision for each sort of finding. */
const SECTIONS = { need: 'Needs', challenge: 'Challenges', opportunity: 'Opportunities' } as const;

function lines(inquiries: readonly { readonly inquiry: Document; readonly told: Harvest }[], at: string) {
  const story = (inquiry: Document, { title, anchor }: { title: string; anchor: string }): Words =>
    link(`${relativeUrl(at, inquiry.path)}#${anchor}`, ...uncalled(title));
  return FINDINGS.map((sort): [string, Words[][]] => [
    SECTIONS[sort],
    inquiries.flatMap(({ inquiry, told }) =>
      told.found
        .filter((one) => one.sort === sort)
        .map(({ text, story: from }): Words[] => [
          ...uncalled(text),
          ' (',
          from ? story(inquiry, from) : link(relativeUrl(at, inquiry.path), ...uncalled(inquiry.title)),
          ')',
        ]),
    ),
  ]);
}

/**
 * What the inquiries that a vision grows out of found, as texts of its sections: needs, challenges and opportunities, each
 * with a link to the story it rests on; empty where no inquiry found anything. Null for other kinds.
 */
export function carriedFrom(context: Context, kind: Kind, options: Options): ReadonlyMap<string, string> | null {
  const words = options['from'] as readonly string[] | undefined;
  if (kind.name !== 'vision' || words === undefined) return null;
  const community = context.community();
  const inquiries = words
    .flatMap((word) => word.split(','))
    .map((word) => meant(community, word.trim(), ['inquiry']))
    .map((inquiry) => ({ inquiry, told: harvest(inquiry) }));
  const folder = folderOf(kindNamed('vision') as Kind, community.config);
  const texts = lines(inquiries, `${folder}/vision.md`).filter(([, items]) => items.length > 0);
  return new Map(texts.map(([title, items]) => [title, printMarkdown(root([bullets(items)])).trim()]));
}

/** Says what came from the inquiry; what somebody wrote themselves stands in its place. */
export function tellCarried(context: Context, carried: ReadonlyMap<string, string>, options: Options): void {
  if (options['bodyFile'] !== undefined) return;
  const used = [...carried.keys()].filter((title) => options[camel(title)] === undefined);
  const told =
    used.length > 0
      ? `${listed(used)} came from the inquiry, each with its story.`
      : carried.size > 0
        ? 'What the inquiry found was left out: you said it yourself.'
        : 'Nothing was carried over: no line of the inquiry begins with Need:, Challenge: or Opportunity:.';
  context.say(faint(told));
}
