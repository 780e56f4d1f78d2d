import type { Kind } from '../model/kind.ts';
import { Refusal, Stopped } from '../model/refusal.ts';
import { folderOf, stemOf } from '../read/placement.ts';
import { kindNamed } from '../kinds/index.ts';
import type { GivenValue } from '../plans/scaffold.ts';
import type { Context, Options } from './command.ts';
import { fromOptions } from './fields.ts';

/** What the options refer to that is no member; null where a map or parts refer to something, which is looked up in full. */
function named(kind: Kind, options: Options): readonly string[] | null {
  const names: string[] = [];
  for (const [name, field] of Object.entries(kind.fields)) {
    const value: GivenValue | undefined = fromOptions(kind, name, field, options);
    const { entering } = field;
    if (value === undefined || entering.by === 'text' || entering.by === 'word') continue;
    if (value instanceof Map) return null;
    const isMember = entering.by === 'reference' && entering.targets.length === 1 && entering.targets[0] === 'member';
    if (entering.by === 'reference' && !isMember)
      names.push(...(typeof value === 'string' ? [value] : (value as readonly string[])));
  }
  return names;
}

/**
 * The context of a command that makes a document of a kind, reading no more of the community than its members and what the
 * options name by whole ids; null where that is not enough to know what is meant, or somebody is asked.
 */
function narrowed(context: Context, kind: Kind, options: Options): Context | null {
  const names = kind.id === 'event' && context.ask === null ? named(kind, options) : null;
  const member = kindNamed('member');
  if (names === null || member === null) return null;
  const ids = new Set(names);
  const found = new Set<string>();
  const few = context.few((path, config) => {
    const stem = stemOf(path);
    if (!ids.has(stem)) return path.startsWith(`${folderOf(member, config)}/`);
    found.add(stem);
    return true;
  });
  // What is no whole id may be a part of many titles.
  return found.size === ids.size
    ? { ...context, community: () => few(context.today), everything: () => few(null) }
    : null;
}

/**
 * Makes a document with as little of the community as will do. What is refused then is refused by whoever has read all of
 * it: only there is it known what else may have been meant.
 */
export async function narrowly<T>(
  context: Context,
  kind: Kind,
  options: Options,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  const few = narrowed(context, kind, options);
  if (few === null) return work(context);
  let hasBegun = false;
  const carryOut: Context['carryOut'] = (plan, base) => {
    hasBegun = true;
    return context.carryOut(plan, base);
  };
  try {
    return await work({ ...few, carryOut });
  } catch (error) {
    // What was begun to be written is not written again.
    if (hasBegun || !(error instanceof Refusal) || error instanceof Stopped) throw error;
    return work(context);
  }
}
