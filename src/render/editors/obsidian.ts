import { COMMON, KINDS } from '../../kinds/index.ts';
import type { Field } from '../../model/field.ts';
import type { Kind } from '../../model/kind.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** How Obsidian lets somebody enter a property; maps it can only show. */
function typeOf({ entering, list, json: schema }: Field): string | null {
  if (entering.by === 'parts' || entering.by === 'map') return null;
  if (entering.by === 'day') return 'date';
  if (entering.by === 'flag') return 'checkbox';
  if (list) return 'multitext';
  return schema['type'] === 'integer' ? 'number' : 'text';
}

/** Fields by name; one that two kinds hold differently, as one value and as several, has no one type. */
function types(): Record<string, string> {
  const found = new Map<string, Set<string | null>>();
  for (const { fields } of KINDS as readonly Kind[]) {
    for (const [name, field] of Object.entries<Field>(fields))
      found.set(name, (found.get(name) ?? new Set()).add(typeOf(field)));
  }
  const plain = [...found].flatMap(([name, held]): [string, string][] => {
    const [type] = held;
    return held.size === 1 && typeof type === 'string' ? [[name, type]] : [];
  });
  return Object.fromEntries([...plain, ['title', 'text'], ['aliases', COMMON.aliases.list ? 'aliases' : 'text']]);
}

/**
 * What Obsidian reads where the repository is opened as a vault. New links are paths from the file they stand in, which
 * forges and the site follow as well; Obsidian is not to rewrite links, since `cop rename` does.
 */
export const obsidianFiles = (): ReadonlyMap<string, string> =>
  new Map([
    [
      '.obsidian/app.json',
      json({
        useMarkdownLinks: true,
        newLinkFormat: 'relative',
        alwaysUpdateLinks: false,
        showUnsupportedFiles: false,
      }),
    ],
    ['.obsidian/types.json', json({ types: types() })],
  ]);
