import { harvest } from '../compile/inquiry.ts';
import { meant } from '../compile/reference.ts';
import type { Kind } from '../model/kind.ts';
import { folderOf } from '../read/placement.ts';
import { carriedSections } from '../render/carried.ts';
import { faint } from '../text/ink.ts';
import { camel, listed } from '../text/words.ts';
import type { Context, Options } from './command.ts';

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
  const folder = folderOf(kind, community.config);
  return carriedSections(inquiries, `${folder}/vision.md`);
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
