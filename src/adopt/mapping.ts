import { choice, mapOf, optional, readParts, text } from '../model/field.ts';
import type { FieldIssue } from '../model/field.ts';
import type { RawMap } from '../text/front-matter.ts';
import { yamlText } from '../text/yaml-text.ts';
import { ADOPTED_KINDS } from './format.ts';
import type { AdoptedKind, Brought } from './format.ts';
import { FORMAT_NAMES } from './index.ts';
import { TARGETS, plainKey } from './keys.ts';
import type { OwnKeys, Target } from './keys.ts';
import { BODY, plainHeading } from './sections.ts';
import type { OwnSections } from './sections.ts';
import { KINDS } from '../kinds/index.ts';

/** What goes where, as somebody keeps it in a file. */
export interface Mapping {
  readonly kind: AdoptedKind | null;
  readonly format: string | null;
  readonly keys: OwnKeys;
  readonly sections: OwnSections;
  /** Ids of members, by what they are called elsewhere. */
  readonly people: ReadonlyMap<string, string>;
}

export const NO_MAPPING: Mapping = {
  kind: null,
  format: null,
  keys: new Map(),
  sections: new Map(),
  people: new Map(),
};

const TITLES: readonly string[] = [
  ...new Set(
    KINDS.filter(({ name }) => (ADOPTED_KINDS as readonly string[]).includes(name)).flatMap(({ sections }) =>
      sections.map(({ title }) => title),
    ),
  ),
];

const fields = {
  kind: optional(choice(...ADOPTED_KINDS), 'what to make of everything'),
  format: optional(choice(...FORMAT_NAMES), 'what everything is to be read as'),
  fields: optional(mapOf(choice(...TARGETS), `a map from key to ${TARGETS.join(', ')}`), 'what keys are taken for'),
  sections: optional(mapOf(choice(...TITLES, BODY), 'a map from heading to section'), 'where headings go'),
  people: optional(mapOf(text(), 'a map from name to the id of a member'), 'who people are'),
};

const plain = <T>(map: ReadonlyMap<string, T> | null, key: (written: string) => string): Map<string, T> =>
  new Map([...(map ?? [])].map(([written, value]) => [key(written), value]));

/** A mapping as it was written, or the first thing that is wrong with it. */
export function readMapping(data: RawMap): { readonly mapping: Mapping } | { readonly issue: FieldIssue } {
  const { held, issues } = readParts(fields, data);
  const [issue] = issues;
  if (held === null || issue) return { issue: issue as FieldIssue };
  return {
    mapping: {
      kind: held.kind,
      format: held.format,
      keys: plain(held.fields, plainKey),
      sections: plain(held.sections, plainHeading),
      people: held.people ?? new Map(),
    },
  };
}

/** How often each of some things occurs, the most frequent first. */
export function tallied(things: Iterable<string>): [string, number][] {
  const counts = new Map<string, number>();
  for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

/** Where keys and headings went, with how often. */
export interface Went {
  readonly keys: readonly { readonly key: string; readonly to: Target; readonly count: number }[];
  readonly headings: readonly { readonly heading: string; readonly to: string | null; readonly count: number }[];
}

/** What was done with everything that some originals have, counted over all of them. */
export function wentWhere(brought: readonly Brought[]): Went {
  const keys = tallied(brought.flatMap((one) => [...one.keys].map(([key, to]) => JSON.stringify([key, to]))));
  const headings = tallied(
    brought.flatMap((one) =>
      one.headings.map(({ heading, section }) => JSON.stringify([plainHeading(heading), section])),
    ),
  );
  const calledFirst = new Map<string, string>();
  for (const { heading } of brought.flatMap((one) => one.headings)) {
    if (!calledFirst.has(plainHeading(heading))) calledFirst.set(plainHeading(heading), heading);
  }
  return {
    keys: keys.map(([pair, count]) => {
      const [key, to] = JSON.parse(pair) as [string, Target];
      return { key, to, count };
    }),
    headings: headings.map(([pair, count]) => {
      const [heading, to] = JSON.parse(pair) as [string, string | null];
      return { heading: calledFirst.get(heading) ?? heading, to, count };
    }),
  };
}

/** A file of more is refused when it is read. */
const MOST_HEADINGS = 200;

/** A mapping as a file to edit: what was done, so that the same can be done again, or otherwise. */
export function mappingText({ keys, headings }: Went, { kind, format, people }: Mapping): string {
  const named = headings.filter(({ heading }) => plainHeading(heading) !== '');
  const kept = named.slice(0, MOST_HEADINGS);
  const block = (title: string, pairs: readonly (readonly [string, string])[]): string[] => {
    const written = new Map<string, string>();
    // Where it went in one kind says more than that another kind has no place for it.
    for (const [name, value] of pairs) {
      if ((written.get(name) ?? BODY) === BODY) written.set(name, value);
    }
    if (written.size === 0) return [];
    return ['', `${title}:`, ...[...written].map(([name, value]) => `  ${yamlText(name)}: ${yamlText(value)}`)];
  };
  return [
    '# What `cop import --map` does with what it finds. `body` leaves it where it is, under its own name.',
    ...(kind === null ? [] : [`kind: ${kind}`]),
    ...(format === null ? [] : [`format: ${format}`]),
    ...block(
      'fields',
      keys.map(({ key, to }) => [key, to]),
    ),
    ...(named.length > kept.length
      ? [
          '',
          `# The ${kept.length} most frequent of ${named.length} headings; the others stay where they are, unless named.`,
        ]
      : []),
    ...block(
      'sections',
      kept.map(({ heading, to }) => [heading, to ?? BODY]),
    ),
    ...block('people', [...people]),
    '',
  ].join('\n');
}
