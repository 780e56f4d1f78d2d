import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { apply } from '../src/edges/apply.ts';
import type { Change } from '../src/model/plan.ts';
import { Refusal } from '../src/model/refusal.ts';
import { decode } from '../src/text/decode.ts';
import { readFrontMatter, readFrontMatterExactly } from '../src/text/front-matter.ts';
import type { RawMap } from '../src/text/front-matter.ts';
import { parseMarkdown } from '../src/text/markdown/parse.ts';
import { addItems, removeField, removeItem, renameField, replaceValue, setField } from '../src/text/splice.ts';
import { yamlText } from '../src/text/yaml-text.ts';
import { CASES, SEED, TIMES } from './chance.ts';
import { figure } from './figures.ts';
import { UNSAFE, tree } from './hostile-set.ts';
import { COMMUNITY, PROJECT, folder, folderWith, run, seeded } from './world.ts';

process.stderr.write(`properties: seed ${SEED}, ${CASES} mutated files\n`);

const words = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 14 }),
  fc.constantFrom(
    'no',
    '1.10',
    ' a',
    'a: b',
    '#',
    '- x',
    '---',
    '"',
    "'",
    '\\',
    'a\n---\nb',
    '[x]',
    '{',
    '\u2028',
    '\u0085',
    '::x',
  ),
);
const scalar = fc
  .tuple(
    words,
    fc.constantFrom(
      yamlText,
      (text: string) => JSON.stringify(text),
      (text: string) => `${yamlText(text)} # why`,
    ),
  )
  .map(([text, write]) => write(text));
const list = fc
  .array(words, { minLength: 1, maxLength: 4 })
  .chain((items) =>
    fc.constantFrom(
      `[${items.map((one) => JSON.stringify(one)).join(', ')}]`,
      `\n${items.map((one) => `  - ${yamlText(one)}`).join('\n')}`,
      `\n${items.map((one) => `- ${yamlText(one)} # c`).join('\n')}`,
    ),
  );

/** A document somebody could have written: fields in any order, comments, either line ending, perhaps a mark before it. */
const document = fc
  .record({
    title: scalar,
    list,
    note: fc.constantFrom('', '# a comment\n', '\n', 'map: {a: 1, b: [x]}\n'),
    body: fc.string({ unit: 'grapheme', maxLength: 40 }),
    crlf: fc.boolean(),
    mark: fc.boolean(),
  })
  .map(({ title, list, note, body, crlf, mark }) => {
    const text = `---\n${note}title: ${title}\nlist: ${list}\nby: "ada"\n---\n\n${body}\n---\ntitle: body\n---\n`;
    return `${mark ? '\ufeff' : ''}${crlf ? text.replaceAll(/\r?\n/g, '\r\n') : text}`;
  })
  .filter((text) => readFrontMatter(text).frontMatter !== null);

interface Edited {
  readonly field: string;
  readonly text: string | null;
}

const held = (text: string): RawMap => readFrontMatter(text).frontMatter?.data ?? new Map();

const edit: fc.Arbitrary<(text: string, word: string) => Edited> = fc.constantFrom(
  (text: string, word: string) => ({ field: 'title', text: setField(text, 'title', yamlText(word)) }),
  (text: string, word: string) => ({ field: 'fresh', text: setField(text, 'fresh', yamlText(word)) }),
  (text: string, word: string) => ({ field: 'list', text: addItems(text, 'list', [word, 'second']) }),
  (text: string, word: string) => ({ field: 'title', text: replaceValue(text, ['title'], word) }),
  (text: string, word: string) => ({ field: 'list', text: replaceValue(text, ['list', 0], word) }),
  (text: string) => ({ field: 'list', text: removeItem(text, ['list', 0]) }),
  (text: string) => ({ field: 'title', text: removeField(text, 'title') }),
  (text: string) => ({ field: 'list', text: removeField(text, 'list') }),
);

/** The longest beginning and end that two texts share: what an edit put between them is all it did. */
function kept(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let start = 0;
  while (start < most && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < most - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  return start + end;
}

describe('an edit of front matter', () => {
  test('changes its field and no other byte, or nothing', () => {
    let done = 0;
    fc.assert(
      fc.property(document, edit, words, (before, change, word) => {
        const { field, text: after } = change(before, word);
        if (after === null) return;
        done += 1;
        const [was, is] = [held(before), held(after)];
        for (const [key, value] of was) if (key !== field) expect(is.get(key)).toEqual(value);
        for (const key of is.keys()) expect(was.has(key) || key === field).toBe(true);
        // All that went stood in the field's own lines; the body is untouched to the byte.
        const bodies = [before, after].map((text) => text.slice(readFrontMatter(text).frontMatter?.bodyOffset));
        expect(bodies[1]).toBe(bodies[0]);
        const gone = before.length - kept(before, after);
        const [value] = [was.get(field)];
        expect(gone).toBeLessThanOrEqual(value === undefined ? 0 : 400);
      }),
      { numRuns: 2_000 * TIMES, seed: SEED },
    );
    expect(done).toBeGreaterThan(1_000);
  });

  test('reads back as what was put in, and the same edit again changes nothing', () => {
    fc.assert(
      fc.property(document, words, (before, word) => {
        const after = setField(before, 'title', yamlText(word));
        if (after === null) return;
        expect(held(after).get('title')).toBe(word);
        expect(setField(after, 'title', yamlText(word))).toBe(after);
        const more = addItems(before, 'list', [word]);
        if (more !== null) expect(addItems(more, 'list', [word])).toBe(more);
      }),
      { numRuns: 500 * TIMES, seed: SEED },
    );
  });

  test('a field under another name, and back, is the text it was', () => {
    fc.assert(
      fc.property(document, (before) => {
        const there = renameField(before, 'title', 'heading');
        expect(there).not.toBeNull();
        expect(held(there ?? '').has('heading')).toBe(true);
        expect(renameField(there ?? '', 'heading', 'title')).toBe(before);
      }),
      { numRuns: 300 * TIMES, seed: SEED },
    );
  });
});

const corpus = [
  ...readdirSync(COMMUNITY, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .sort()
    .map((path) => readFileSync(join(COMMUNITY, path)).subarray(0, 3_000)),
  ...(JSON.parse(readFileSync(join(PROJECT, 'fixtures/hostile/bodies.json'), 'utf8')) as string[]).map((body) =>
    Buffer.from(`---\ntitle: A case\nby: ada\ndate: 2026-11-05\n---\n\n${body}\n`),
  ),
];

const TOKENS = [
  '---',
  '---js',
  '\n---\n',
  '\r',
  '\r\n',
  '\0',
  '\ufeff',
  '\u2028',
  '&a',
  '*a',
  '!!js/x ',
  '<<: ',
  '? ',
  '[[',
  ']]',
  '[',
  '{',
  '"',
  "'",
  '\\ud800',
  '\t',
  ': ',
  '|',
  '>',
  '`',
  '```',
  '<!--',
  '-->',
  '<',
  '[^1]: ',
  '| ',
  '#',
  '* ',
  '1. ',
  '\u001b[31m',
  '.nan',
  '2026-02-30',
  '__proto__: ',
  '<<<<<<< a\n',
  '=======\n',
];

/** One file made of another, or of two: pieces taken out, doubled, moved, and what has a meaning put between. */
function mutated(random: () => number): Buffer {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  let bytes = pick(corpus);
  for (let turn = 1 + Math.floor(random() * 5); turn > 0; turn -= 1) {
    const at = Math.floor(random() * bytes.length);
    const to = Math.min(bytes.length, at + Math.floor(random() * 60));
    const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)];
    const other = pick(corpus);
    bytes = Buffer.concat(
      pick([
        [before, after],
        [before, piece, piece, after],
        [before, Buffer.from(pick(TOKENS)), piece, after],
        [before, Buffer.from(pick(TOKENS).repeat(1 + Math.floor(random() * 20))), after],
        [before, Buffer.from([Math.floor(random() * 256)]), after],
        [before, other.subarray(Math.floor(random() * other.length)).subarray(0, 200), after],
      ]),
    );
  }
  return bytes;
}

/** A million of them take eight minutes on two idle cores, and several times that where others are at work. */
const PATIENCE = 60_000 + CASES * 8;
const CONTROLS = 1_000;

function throwsOver(text: string): boolean {
  try {
    parse(text.split('---')[1] ?? '', { logLevel: 'error' });
    return false;
  } catch {
    return true;
  }
}

/** How many mutated files lie in one community. */
const TOGETHER = 500;

describe('mutated files', () => {
  test('are read or refused, and never thrown over', { timeout: PATIENCE }, () => {
    const random = seeded(SEED);
    const told = figure('mutated');
    const seen = { read: 0, refused: 0 };
    for (let number = 0; number < CASES; number += 1) {
      told.tried += 1;
      const decoded = decode(mutated(random));
      if (!('text' in decoded)) {
        seen.refused += 1;
        continue;
      }
      // The control: a reader that takes care of nothing is thrown over by many of the same.
      if (number < CONTROLS && throwsOver(decoded.text)) told.fired += 1;
      const { frontMatter, faults } = readFrontMatter(decoded.text);
      expect(readFrontMatterExactly(decoded.text).frontMatter?.data, `case ${number}`).toEqual(frontMatter?.data);
      parseMarkdown(decoded.text, { frontMatter: true });
      seen[frontMatter === null && faults.length > 0 ? 'refused' : 'read'] += 1;
    }
    expect(seen.read + seen.refused).toBe(CASES);
    // Both happened, often.
    expect(Math.min(seen.read, seen.refused)).toBeGreaterThan(CASES / 20);
    expect(told.fired).toBeGreaterThan(Math.min(CASES, CONTROLS) / 20);
  });

  test(
    'in a community: every command ends, says no control, and takes nothing for a bug of its own',
    {
      timeout: PATIENCE,
    },
    async () => {
      const random = seeded(SEED + 1);
      const told = figure('mutated');
      const folders = ['notes/cases', 'issues', 'advice', 'followups', 'faq', 'pages', 'members'];
      for (let left = Math.max(200, CASES / 50); left > 0; left -= TOGETHER) {
        const root = folderWith({ 'cop.yml': 'name: Small\n', 'members/ada.md': '---\nname: Ada\n---\n' });
        for (const path of folders) mkdirSync(join(root, path), { recursive: true });
        for (let number = 0; number < Math.min(left, TOGETHER); number += 1) {
          told.tried += 1;
          writeFileSync(join(root, folders[number % folders.length] as string, `m-${number}.md`), mutated(random));
        }
        for (const line of [
          ['check', '--json'],
          ['check'],
          ['list'],
          ['due'],
          ['faq'],
          ['report'],
          ['site', 'build'],
        ]) {
          const { code, out, err } = await run(line, { cwd: root });
          expect([0, 1], `${line.join(' ')}: ${err}`).toContain(code);
          expect(out + err).not.toMatch(UNSAFE);
        }
      }
    },
  );
});

describe('a plan', () => {
  const path = fc.constantFrom('a.md', 'b.md', 'n/c.md', 'n/d.md');
  const content = fc.string({ maxLength: 12 });

  const bytes = (root: string): string =>
    tree(root)
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${name}\n${readFileSync(join(root, name), 'utf8')}`)
      .join('\n');

  test('applied twice is a plan applied once', () => {
    const top = folder();
    let number = 0;
    let refused = 0;
    fc.assert(
      fc.property(
        fc.dictionary(path, content),
        fc.array(fc.tuple(path, content), { maxLength: 3 }),
        (files, wanted) => {
          const root = join(top, String((number += 1)));
          mkdirSync(join(root, 'n'), { recursive: true });
          for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
          const changes = [...new Map(wanted)].map(([name, text]): Change => {
            const before = files[name];
            return before === undefined
              ? { type: 'create', path: name, text }
              : { type: 'edit', path: name, before, after: text };
          });
          const plan = { summary: 'A test', changes };
          apply(root, plan);
          const once = bytes(root);
          try {
            apply(root, plan);
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
            refused += 1;
          }
          expect(bytes(root)).toBe(once);
          for (const [name, text] of new Map(wanted)) expect(readFileSync(join(root, name), 'utf8')).toBe(text);
        },
      ),
      { numRuns: 150, seed: SEED },
    );
    expect(refused).toBeGreaterThan(50);
  });
});
