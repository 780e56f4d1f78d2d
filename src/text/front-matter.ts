import { LARGEST_BLOCK, findBlock } from './front-block.ts';
import type { Block, Fault } from './front-block.ts';
import { readBlockExactly, readYamlExactly } from './exact-yaml.ts';
import { positionAt } from './lines.ts';
import type { Position } from './lines.ts';
import { once } from './once.ts';
import { plainPlace, plainSettings, plainYaml } from './plain-yaml.ts';

/**
 * A value as written. Every scalar is its own text (`no`, `1.10` and `2026-11-20` are what a person typed, not a
 * boolean, a number or a date); `null` stands for an empty value, `~` or `null`. What it means is the field's affair.
 */
export type Raw = string | null | readonly Raw[] | RawMap;
export type RawMap = ReadonlyMap<string, Raw>;

/** Where a value stands: the keys and indexes that lead to it. */
export type DataPath = readonly (string | number)[];

/** YAML read with its places. */
export interface YamlData {
  readonly data: RawMap;
  /** The place of the value at a path, or of its key; of the nearest value above it that exists. */
  readonly at: (path: DataPath, part?: 'key' | 'value') => Position;
}

export interface FrontMatter extends YamlData {
  /** Where the body begins, behind the closing fence's line. */
  readonly bodyOffset: number;
}

export interface FrontMatterReading {
  /** Null where there is none or where it cannot be read; then `faults` says why, unless there is none at all. */
  readonly frontMatter: FrontMatter | null;
  readonly faults: readonly Fault[];
}

const NOWHERE: Position = { line: 1, column: 1 };

export interface YamlFile {
  /** Null where it cannot be read; then `faults` says why. */
  readonly yaml: YamlData | null;
  readonly faults: readonly Fault[];
}

/**
 * Reads a whole YAML file, such as `cop.yml`, under the same restrictions as front matter. What is written plainly is read
 * without the exact reader, until somebody asks for a place.
 */
export function readYaml(text: string): YamlFile {
  if (text.length > LARGEST_BLOCK * 2) {
    const message = 'Unexpected size, expected at most 32 KB';
    return { yaml: null, faults: [{ rule: 'yaml', position: NOWHERE, message, hint: null }] };
  }
  const plain = plainSettings(text);
  if (!plain) return readYamlExactly(text);
  const exact = once(() => readYamlExactly(text).yaml);
  return { yaml: { data: plain, at: (path, part) => exact()?.at(path, part) ?? NOWHERE }, faults: [] };
}

/**
 * The one door for front matter. What is written plainly is read without the exact reader, until somebody asks for a
 * place.
 */
export function readFrontMatter(text: string): FrontMatterReading {
  const block = findBlock(text);
  if (!('start' in block)) return block;
  const written = text.slice(block.start, block.end);
  const fields = plainYaml(written);
  const plain = fields ?? plainSettings(written);
  if (plain) {
    const exact = once(() => readBlockExactly(text, block).yaml);
    const at: FrontMatter['at'] = (path, part = 'value') => {
      // Keys begin their lines also where values are maps, which have places that take more to tell.
      const isTold = fields !== null || (part === 'key' && path.length === 1);
      const offset = isTold ? plainPlace(text.slice(block.start, block.end), path, part) : null;
      if (offset !== null) return positionAt(text, block.start + offset);
      return exact()?.at(path, part) ?? NOWHERE;
    };
    return { faults: [], frontMatter: { data: plain, at, bodyOffset: block.bodyOffset } };
  }
  return readExactly(text, block);
}

/** What the exact reader says of a text, plain or not: the measure of {@link plainYaml}. */
export function readFrontMatterExactly(text: string): FrontMatterReading {
  const block = findBlock(text);
  return 'start' in block ? readExactly(text, block) : block;
}

function readExactly(text: string, block: Block): FrontMatterReading {
  const { yaml, faults } = readBlockExactly(text, block);
  return { faults, frontMatter: yaml && { ...yaml, bodyOffset: block.bodyOffset } };
}
