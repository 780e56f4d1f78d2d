import matter from 'gray-matter';
import { isAlias, isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document as YamlDocument, Node as YamlNode, Pair, Scalar, YAMLMap } from 'yaml';
import { findBlock } from './front-block.ts';
import type { Block, Fault } from './front-block.ts';
import type { Raw, RawMap, YamlData } from './front-matter.ts';
import { lineIndex } from './lines.ts';
import type { Position } from './lines.ts';
import { count } from './work.ts';

const DEEPEST = 12;
const TOO_DEEP = `Unexpected nesting, expected at most ${DEEPEST} levels`;

const YAML_OPTIONS = {
  version: '1.2',
  schema: 'core',
  uniqueKeys: false,
  merge: false,
  keepSourceTokens: true,
  logLevel: 'silent',
} as const;

/** gray-matter merges these over its own engines, of which two execute what they read. */
function yamlOnly(parse: (block: string) => object): Record<string, unknown> {
  const refuse = {
    parse: () => {
      throw new Error('only YAML is read as front matter');
    },
  };
  const engines = Object.create(null) as Record<string, unknown>;
  for (const language of ['json', 'javascript', 'js', 'coffee', 'cson', 'toml']) engines[language] = refuse;
  engines['yaml'] = { parse };
  return engines;
}

function toRaw(node: YamlNode | null | undefined): Raw {
  if (isMap(node)) {
    return new Map(node.items.map((pair) => [keyText(pair), toRaw(pair.value as YamlNode | null)]));
  }
  if (isSeq(node)) return node.items.map((item) => toRaw(item as YamlNode));
  if (!isScalar(node) || node.value === null || node.value === undefined) return null;
  // A number or a boolean is what was typed; YAML's reading of it is not asked for.
  return typeof node.value === 'string' ? node.value : (node.source ?? null);
}

/** A key as it is written. */
export function keyText(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.source ?? pair.key.value) : '';
}

function yamlFaults(document: YamlDocument, position: (offset: number) => Position): Fault[] {
  const faults: Fault[] = [];
  const add = (rule: Fault['rule'], offset: number, message: string, hint: string | null = null): void => {
    faults.push({ rule, position: position(offset), message, hint });
  };
  // The parser runs out of its stack thousands of levels further down, and may say so more than once on its way up.
  const tooDeep = document.errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  if (tooDeep) {
    add('yaml', tooDeep.pos[0], TOO_DEEP);
    return faults;
  }
  for (const error of document.errors)
    add('yaml', error.pos[0], `Unexpected YAML, expected a map of fields: ${firstLine(error.message)}`);
  for (const warning of document.warnings)
    add('yaml', warning.pos[0], `Unexpected YAML, expected plain values: ${firstLine(warning.message)}`);
  if (faults.length > 0) return faults;
  if (document.contents !== null && !isMap(document.contents)) {
    add('yaml', offsetOf(document.contents), 'Unexpected value, expected a map of fields (`name: value` lines)');
    return faults;
  }
  lookAt(document.contents, 0);
  return faults;

  /** Says what is wrong with a node and what is in it. @returns Whether there may be more to say. */
  function lookAt(node: unknown, above: number): boolean {
    if (isAlias(node) || (isNode(node) && 'anchor' in node && node.anchor)) {
      add('yaml', offsetOf(node), 'Unexpected YAML anchor or alias, expected the value itself');
      return false;
    }
    if (!isNode(node)) return true;
    if (node.tag && node.srcToken && 'props' in node.srcToken) {
      const tagged = node.srcToken.props.some((token) => token.type === 'tag');
      if (tagged)
        add('yaml', offsetOf(node), `Unexpected YAML tag \`${node.tag.slice(0, 40)}\`, expected a plain value`);
    }
    if (above > DEEPEST) {
      add('yaml', offsetOf(node), TOO_DEEP);
      return false;
    }
    if (isScalar(node)) {
      const problem = scalarProblem(node);
      if (problem !== null) add('yaml', offsetOf(node), problem);
    }
    if (isMap(node)) {
      faults.push(...keyFaults(node, position));
      return node.items.every(({ key, value }) => lookAt(key, above + 1) && lookAt(value, above + 1));
    }
    return !isSeq(node) || node.items.every((item) => lookAt(item, above + 1));
  }
}

/** What no other program could do anything with: a number that is none, and half of a character, which no file can hold. */
function scalarProblem({ value, source = '' }: Scalar): string | null {
  if (typeof value === 'number') {
    return /^[-+]?\.(?:inf|nan)$/i.test(source) ? `Unexpected \`${source}\`, expected a number or a text` : null;
  }
  if (typeof value !== 'string') return null;
  return /\p{Cs}/u.test(value) ? 'Unexpected half of a character (a lone surrogate), expected whole ones' : null;
}

function keyFaults(map: YAMLMap, position: (offset: number) => Position): Fault[] {
  const seen = new Set<string>();
  const faults: Fault[] = [];
  for (const pair of map.items) {
    const key = keyText(pair);
    const at = position(offsetOf(pair.key));
    if (!isScalar(pair.key) || key === '') {
      faults.push({ rule: 'yaml', position: at, message: 'Unexpected key, expected a word', hint: null });
    } else if (seen.has(key)) {
      faults.push({
        rule: 'duplicate-key',
        position: at,
        message: `Unexpected second \`${key}\`, expected each field once`,
        hint: 'Keep one of them.',
      });
    }
    seen.add(key);
  }
  return faults;
}

function offsetOf(node: unknown): number {
  return (node as { range?: readonly [number, number, number] } | null)?.range?.[0] ?? 0;
}

const firstLine = (text: string): string =>
  (text.split('\n', 1)[0] as string).replace(/ at line \d+, column \d+:?$/, '');

interface YamlReading {
  readonly document: YamlDocument;
  readonly yaml: YamlData | null;
  readonly faults: readonly Fault[];
}

function readDocument(document: YamlDocument, position: (offset: number) => Position): YamlReading {
  const faults = yamlFaults(document, position);
  if (faults.some((found) => found.rule !== 'duplicate-key')) return { document, yaml: null, faults };
  const data = document.contents === null ? new Map<string, Raw>() : (toRaw(document.contents) as RawMap);
  return { document, faults, yaml: { data, at: placesIn(document, position) } };
}

function placesIn(document: YamlDocument, position: (offset: number) => Position): YamlData['at'] {
  return (path, part = 'value') => {
    let node: unknown = document.contents;
    let offset = offsetOf(node);
    path.forEach((step, index) => {
      if (isMap(node)) {
        const pair = node.items.find((item) => keyText(item) === step);
        if (!pair) return;
        const value = pair.value as YamlNode | null;
        const wantsKey = part === 'key' && index === path.length - 1;
        offset = wantsKey || value === null ? offsetOf(pair.key) : offsetOf(value);
        node = value;
      } else if (isSeq(node) && node.items[Number(step)] !== undefined) {
        node = node.items[Number(step)];
        offset = offsetOf(node);
      }
    });
    return position(offset);
  };
}

/** Reads a whole YAML file with its places, plain or not: the measure of `plainSettings`. */
export const readYamlExactly = (text: string): YamlReading =>
  readDocument(parseDocument(text, YAML_OPTIONS), lineIndex(text));

/** Reads the front matter of a text, by gray-matter with its evaluating engines shut and `yaml` for values and places. */
export function readBlockExactly(text: string, block: Block): YamlReading {
  count('exact');
  const source = text.slice(block.start, block.end);
  const position = lineIndex(text);
  let document: YamlDocument | null = null;
  matter(`---\n${source}---\n`, {
    language: 'yaml',
    engines: yamlOnly((raw) => {
      // gray-matter hands over the block with the line break before it and without the one behind it, of which a CR
      // would be left over.
      document = parseDocument(`${raw.slice(1)}\n`, YAML_OPTIONS);
      return {};
    }) as never,
  });
  // It does not call an engine for a block of blank lines and comments.
  return readDocument(document ?? parseDocument('', YAML_OPTIONS), (offset) => position(block.start + offset));
}

/** The block as `yaml` has it, for who edits it; null where the text has no front matter that can be read. */
export function exactBlock(
  text: string,
): { readonly start: number; readonly end: number; readonly document: YamlDocument } | null {
  const block = findBlock(text);
  if (!('start' in block)) return null;
  const { document, yaml } = readBlockExactly(text, block);
  return yaml && { start: block.start, end: block.end, document };
}
