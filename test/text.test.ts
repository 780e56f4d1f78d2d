import fc from 'fast-check';
import { closest, distance } from 'fastest-levenshtein';
import matter from 'gray-matter';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { clipped, columns, columnsOf, ink, strong } from '../src/text/ink.ts';
import {
  addSpan,
  isWorkingDay,
  parseDay,
  parseSpan,
  promiseDay,
  quarterEndsBefore,
  workingDaysBetween,
} from '../src/text/day.ts';
import type { Day, Span } from '../src/text/day.ts';
import { decode } from '../src/text/decode.ts';
import { readFrontMatter } from '../src/text/front-matter.ts';
import { destination, relativeUrl } from '../src/text/links.ts';
import { lineIndex } from '../src/text/lines.ts';
import { toHtml } from '../src/text/markdown/html.ts';
import { parseMarkdown } from '../src/text/markdown/parse.ts';
import { printable, printableJson, printableLines } from '../src/text/printable.ts';
import { code, codeOf } from '../src/text/id.ts';
import { slug } from '../src/text/slug.ts';
import { setField } from '../src/text/splice.ts';
import { nearest } from '../src/text/nearest.ts';
import { yamlText } from '../src/text/yaml-text.ts';
import { SEED } from './chance.ts';
import { seeded } from './world.ts';

const day = (text: string): Day => parseDay(text) as Day;
const span = (text: string): Span => parseSpan(text) as Span;
const calendar = { weekend: new Set([6, 7]), holidays: new Set(['2026-12-25', '2027-01-01']) };

describe('days', () => {
  test.each([
    ['2026-11-20', '2026-11-20'],
    ['2024-02-29', '2024-02-29'],
    ['2026-02-29', null],
    ['2026-02-30', null],
    ['2026-13-01', null],
    ['20 November', null],
    ['2026-11-20T23:59:59-11:00', '2026-11-20'],
    ['2026-11-20 09:00', '2026-11-20'],
    ['', null],
  ])('%s is %s', (text, expected) => expect(parseDay(text)).toBe(expected));

  test.each([
    // 2026-11-20 is a Friday.
    ['2026-11-20', '3 working days', '2026-11-25'],
    ['2026-11-21', '1 working day', '2026-11-23'],
    ['2026-12-24', '1 working day', '2026-12-28'],
    ['2026-11-20', '0 working days', '2026-11-20'],
    ['2026-11-20', '6 weeks', '2027-01-04'],
    ['2026-08-31', '6 months', '2027-03-01'],
    ['2026-11-20', '2 days', '2026-11-23'],
    ['2024-02-29', '1 year', '2025-02-28'],
  ])('a promise on %s for %s falls due on %s', (from, length, expected) => {
    expect(promiseDay(day(from), span(length), calendar)).toBe(expected);
  });

  test('a calendar without working days is taken at its word instead of searched for ever', () => {
    const never = { weekend: new Set([1, 2, 3, 4, 5, 6, 7]), holidays: new Set<string>() };
    expect(promiseDay(day('2026-11-20'), span('1 working day'), never)).toMatch(/^20/);
  });

  test.each(['3 working days', '1 day', '6 weeks', '12 months', '1 year'])('%s is a length of time', (text) => {
    expect(parseSpan(text)).not.toBeNull();
  });

  test.each(['soon', '3', 'weeks', '-1 days', '3 working weeks', '1.5 days'])('%s is none', (text) => {
    expect(parseSpan(text)).toBeNull();
  });

  test('working days are counted one by one', () => {
    expect(workingDaysBetween(day('2026-11-20'), day('2026-11-23'), calendar)).toBe(1);
    expect(workingDaysBetween(day('2026-12-24'), day('2026-12-28'), calendar)).toBe(1);
    expect(workingDaysBetween(day('2026-11-20'), day('2026-11-20'), calendar)).toBe(0);
    expect(addSpan(day('2026-11-20'), span('9999 years'))).toBe('9999-12-31');
  });

  test('working days are those that a walk from day to day meets', () => {
    const starts = fc.integer({ min: 0, max: 4000 }).map((count) => addSpan(day('2020-01-01'), { count, unit: 'day' }));
    const weekends = fc.subarray([1, 2, 3, 4, 5, 6, 7]).map((days) => new Set(days));
    fc.assert(
      fc.property(starts, fc.integer({ min: 0, max: 90 }), weekends, (from, count, weekend) => {
        const days = Array.from({ length: count }, (_, n) => addSpan(from, { count: n + 1, unit: 'day' }));
        const holidays = new Set(days.filter((_, n) => n % 11 === 3));
        const met = days.filter((one) => isWorkingDay(one, { weekend, holidays })).length;
        expect(workingDaysBetween(from, days.at(-1) ?? from, { weekend, holidays })).toBe(met);
      }),
    );
  });

  test('a promise in n working days is n working days away', () => {
    const days = fc.integer({ min: 0, max: 4000 }).map((count) => addSpan(day('2020-01-01'), { count, unit: 'day' }));
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 30 }), (from, count) => {
        const until = promiseDay(from, { count, unit: 'working day' }, calendar);
        return workingDaysBetween(from, until, calendar) === count;
      }),
    );
  });
});

describe('front matter', () => {
  test('scalars are what was typed', () => {
    const { frontMatter } = readFrontMatter(
      '---\na: no\nb: 1.10\nc: 012\nd: 1:30\ne: 2026-02-30\nf: ~\ng:\nh: "null"\n---\n',
    );
    expect(Object.fromEntries(frontMatter?.data ?? [])).toEqual({
      a: 'no',
      b: '1.10',
      c: '012',
      d: '1:30',
      e: '2026-02-30',
      f: null,
      g: null,
      h: 'null',
    });
  });

  test.each([
    'js',
    'javascript',
    'JS',
    ' js',
    'JavaScript',
    'json',
    'toml',
    'coffee',
    '__proto__',
    'constructor',
    'yaml2',
  ])('the language %s is refused and nothing runs', (language) => {
    const text = `---${language}\nglobalThis.canary = 1, {title: 'x'}\n---\n`;
    const { frontMatter, faults } = readFrontMatter(text);
    expect(frontMatter).toBeNull();
    expect(faults[0]?.message).toContain('expected `---` alone on the first line');
    expect(readFrontMatter(`\ufeff${text}`).frontMatter).toBeNull();
    expect('canary' in globalThis).toBe(false);
  });

  test('`---yaml`, a BOM and CRLF are read', () => {
    const { frontMatter } = readFrontMatter('\ufeff---yaml\r\ntitle: Café\r\ntopics: [a, b]\r\n---\r\nBody\r\n');
    expect(frontMatter?.data.get('title')).toBe('Café');
    expect(frontMatter?.at(['topics', 1])).toEqual({ line: 3, column: 13 });
  });

  test('keys that name parts of objects are keys', () => {
    const { frontMatter } = readFrontMatter('---\n__proto__: {x: y}\nconstructor: z\n---\n');
    expect([...(frontMatter?.data.keys() ?? [])]).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  test('places are those of the file', () => {
    const text = '---\ntitle: T\nlist:\n  - one\n  - two\nmap: {a: {b: c}}\n---\n';
    const at = readFrontMatter(text).frontMatter?.at;
    expect(at?.(['list', 1])).toEqual({ line: 5, column: 5 });
    expect(at?.(['map', 'a', 'b'])).toEqual({ line: 6, column: 14 });
    expect(at?.(['map', 'a', 'b'], 'key')).toEqual({ line: 6, column: 11 });
    expect(at?.(['missing'])).toEqual({ line: 2, column: 1 });
  });

  test.each([
    ['unclosed', '---\ntitle: x\n', 'end of file'],
    ['over 16 KB', `---\ntitle: ${'x'.repeat(17_000)}\n---\n`, 'more than 16 KB'],
    ['100,000 empty lines', `---${'\n'.repeat(100_000)}---\n`, 'more than 16 KB'],
    ['deep', `---\n${Array.from({ length: 30 }, (_, n) => `${' '.repeat(n)}k:`).join('\n')} x\n---\n`, 'nesting'],
    ['lone CR', '---\rtitle: x\r---\r', 'lone CR'],
  ])('%s is one fault', (_, text, words) => {
    const started = readFrontMatter(text);
    expect(started.frontMatter).toBeNull();
    expect(started.faults.map(({ message }) => message).join()).toContain(words);
  });

  test('any text is read or refused, never thrown', () => {
    const pieces = fc.constantFrom(
      '---',
      '\n',
      '\r\n',
      ': ',
      'a',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '#',
      '&x',
      '*x',
      '!t',
      '|',
      '>',
      '%',
      '\t',
      '…',
      '\u0085',
      '?',
      '<<<<<<< ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        readFrontMatter(`---\n${parts.join('')}\n---\n`);
        readFrontMatter(parts.join(''));
      }),
      { numRuns: 1500 },
    );
  });
});

describe('YAML that is written', () => {
  const titles = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom(
      'no',
      'Yes',
      '~',
      'null',
      '1.10',
      '2026-11-20',
      '- a',
      'a: b',
      '# c',
      "'",
      '"',
      '@x',
      '%',
      '',
      ' a ',
      'a\nb',
      '---',
      '\u2028',
      '\u0085',
      '=',
      '<<',
      '{{x}}',
      '1e3',
      '0x1F',
      'on',
      'y',
      '日本語',
      'مرحبا',
      'a,b',
      '[x]',
      '.inf',
      '\ufeff',
    ),
  );

  test('reads back as it was, by this reader and by one of YAML 1.1', () => {
    fc.assert(
      fc.property(titles, (title) => {
        const text = `---\ntitle: ${yamlText(title)}\n---\n`;
        const ours = readFrontMatter(text).frontMatter?.data.get('title');
        const theirs = (matter(text, {}).data as { title: unknown }).title;
        expect([ours, theirs]).toEqual([title, title]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('an edit by splice', () => {
  const messy = (eol: string, bom: string): string =>
    `${bom}${['---', '# by hand', 'title:   "Quoted"  # why', 'date: 2025-01-01', 'topics:', '  - a   ', "  - 'b'", 'reviewed: 2025-02-02 # last', 'mine: {x: [1, 2]}', '---', '', 'Body  ', ''].join(eol)}`;

  test.each([
    ['LF', '\n', ''],
    ['CRLF', '\r\n', ''],
    ['CRLF with BOM', '\r\n', '\ufeff'],
  ])('changes one line and no other byte (%s)', (_, eol, bom) => {
    const before = messy(eol, bom);
    expect(setField(before, 'reviewed', '2026-11-20')).toBe(before.replace('2025-02-02', '2026-11-20'));
    expect(setField(before, 'owner', 'ada')).toBe(before.replace(`]}${eol}---`, `]}${eol}owner: ada${eol}---`));
  });

  test('fills an empty value, and refuses what it cannot read', () => {
    expect(setField('---\na:\nb: c\n---\n', 'a', 'x')).toBe('---\na: x\nb: c\n---\n');
    expect(setField('---\na: "" # c\n---\n', 'a', 'x')).toBe('---\na: x # c\n---\n');
    expect(setField('---\na: # c\nb: c\n---\n', 'a', 'x')).toBe('---\na: x # c\nb: c\n---\n');
    expect(setField('---\na: "open\n---\n', 'a', 'x')).toBeNull();
    expect(setField('No front matter\n', 'a', 'x')).toBeNull();
    expect(setField('---js\na: b\n---\n', 'a', 'x')).toBeNull();
  });

  test('whatever the other fields are, they stay to the byte', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const value = fc.string({ unit: 'grapheme', maxLength: 20 }).map(yamlText);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(word, value), { selector: ([key]) => key, maxLength: 8 }),
        word,
        (fields, target) => {
          const text = `---\n${fields.map(([key, held]) => `${key}: ${held}\n`).join('')}---\n\nBody\n`;
          const edited = setField(text, target, '2026-11-20') ?? '';
          const was = text.split('\n');
          const changed = edited.split('\n').filter((line) => !was.includes(line));
          expect(changed).toEqual(was.includes(`${target}: 2026-11-20`) ? [] : [`${target}: 2026-11-20`]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a stranger’s text', () => {
  const UNSAFE =
    // oxlint-disable-next-line no-control-regex -- these must not be there
    /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/u;

  test.each([
    ['\u001b]52;c;aGk=\u0007', '\\u{1b}]52;c;aGk=\\u{7}'],
    ['a\rb\nc\td', 'a\\u{d}b\\u{a}c\\u{9}d'],
    ['\u009b2J', '\\u{9b}2J'],
    ['user\u202egnp.exe', 'user\\u{202e}gnp.exe'],
    ['👩‍🔬 stays', '👩‍🔬 stays'],
    ['\ud800', '\\u{d800}'],
  ])('%j is shown as %s', (text, shown) => expect(printable(text)).toBe(shown));

  test('takes as many columns as a table of all of them has it', () => {
    for (let unit = 0x20; unit < 0x3000; unit += 1) {
      const letter = String.fromCharCode(unit);
      expect(columnsOf(letter), unit.toString(16)).toBe(stringWidth(letter));
      expect(columnsOf(`a${letter}b`), unit.toString(16)).toBe(stringWidth(`a${letter}b`));
    }
  });

  test('no unsafe character survives, in a line, in ink, in lines or in JSON, and JSON means the same', () => {
    const nasty = fc
      .array(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 4 }),
          fc.constantFrom('\u001b[2J', '\u202e', '\u{e0041}', '\u0085', '\ud800'),
        ),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(nasty, (text) => {
        expect(printable(text)).not.toMatch(UNSAFE);
        expect(ink`${text}${strong(text)}`.text).not.toMatch(UNSAFE);
        expect(printableLines(text).replaceAll(/[\n\t]/g, '')).not.toMatch(UNSAFE);
        const json = printableJson({ [text]: text });
        expect(json.replaceAll('\n', '')).not.toMatch(UNSAFE);
        expect(JSON.parse(json)).toEqual({ [text]: text });
      }),
    );
  });

  test('is cut by width, not by units, and columns line up', () => {
    expect(clipped('日本語のタイトル', 7)).toBe('日本語…');
    expect(clipped('short', 10)).toBe('short');
    expect(
      columns([
        [ink`日本`, ink`x`],
        [ink`a`, ink`y`],
      ]).map(({ text }) => text),
    ).toEqual(['日本  x', 'a     y']);
  });
});

describe('ids', () => {
  test.each([
    ["Trust the vehicle's own clock", 'trust-the-vehicles-own-clock'],
    ['Café & crème', 'cafe-creme'],
    ['日本語', 'ribenyu'],
    ['../../etc/passwd', 'etc-passwd'],
    ['CON', 'con-note'],
    ['', 'untitled'],
    ['---', 'untitled'],
    ['🙂', 'slightly-smiling-face'],
  ])('%s gives %s', (title, expected) => {
    const made = slug(title);
    if (expected !== 'slightly-smiling-face') expect(made).toBe(expected);
    expect(made).toMatch(/^[a-z0-9][a-z0-9-]*$/);
  });

  test('any title gives a safe name of bounded length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (title) => {
        expect(slug(title)).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
        expect(slug(title).length).toBeLessThanOrEqual(60);
      }),
    );
  });

  test('a code has no look-alikes and is found again', () => {
    const random = seeded();
    for (let n = 0; n < 500; n += 1) {
      const made = code(random);
      expect(made).toMatch(/^[a-hjkmnp-z2-9]{4}$/);
      expect(codeOf(`some-words-${made}`)).toBe(made);
    }
    expect(codeOf('what-is-gtfs')).toBeNull();
    expect(codeOf('routes-in-2026')).toBeNull();
    expect(codeOf('ada-lovelace')).toBeNull();
  });
});

describe('links', () => {
  test.each([
    ['a/b.md', 'c.md', { to: 'file', path: 'a/c.md', anchor: null }],
    ['a/b.md', '../c%20d.md#x%20y', { to: 'file', path: 'c d.md', anchor: 'x y' }],
    ['a/b.md', '/c.md?raw=1', { to: 'file', path: 'c.md', anchor: null }],
    ['a/b.md', '#here', { to: 'file', path: 'a/b.md', anchor: 'here' }],
    ['a/b.md', '../../c.md', { to: 'outside' }],
    ['a/b.md', 'https://example.org', { to: 'web' }],
    ['a/b.md', '//example.org', { to: 'web' }],
    ['a/b.md', 'javascript:alert(1)', { to: 'web' }],
    ['a/b.md', '%zz.md', { to: 'file', path: 'a/%zz.md', anchor: null }],
  ])('in %s, %s', (from, url, expected) => expect(destination(from, url)).toEqual(expected));

  test('a relative URL leads back', () => {
    const step = fc.stringMatching(/^[a-z :#?%é]{1,6}$/).filter((text) => text.trim() === text);
    const path = fc.array(step, { minLength: 1, maxLength: 4 }).map((steps) => steps.join('/'));
    fc.assert(
      fc.property(path, path, (from, to) => {
        expect(destination(from, relativeUrl(from, to))).toEqual({ to: 'file', path: to, anchor: null });
      }),
    );
  });
});

describe('small things', () => {
  test('bytes are read or refused', () => {
    expect(decode(Buffer.from('caf\u00e9'))).toEqual({ text: 'café' });
    expect(decode(Buffer.from([0xc0, 0xaf]))).toHaveProperty('problem');
    expect(decode(Buffer.from('cut \u00e9').subarray(0, 5))).toHaveProperty('problem');
  });

  test('lines and columns', () => {
    const at = lineIndex('ab\r\nc\rd\n\ne');
    expect([0, 2, 4, 6, 8, 9].map(at)).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 3 },
      { line: 2, column: 1 },
      { line: 3, column: 1 },
      { line: 4, column: 1 },
      { line: 5, column: 1 },
    ]);
  });

  test('what was meant', () => {
    expect(nearest('topic', ['title', 'topics', 'by'])).toBe('topics');
    expect(nearest('zzzzzz', ['title', 'topics'])).toBeNull();
    expect(nearest('x', [])).toBeNull();
  });

  test('what was meant is what comparing with each word finds, the first of several', () => {
    const words = fc.string({ unit: fc.constantFrom(...Array.from('abcdeABxyz019-_. é')), maxLength: 14 });
    fc.assert(
      fc.property(words, fc.array(words, { maxLength: 30 }), (word, known) => {
        const most = Math.max(1, Math.floor(word.length / 3));
        const likely = known.filter(({ length }) => Math.abs(length - word.length) <= most);
        const guess = likely.length === 0 ? null : closest(word.toLowerCase(), likely);
        const expected = guess !== null && distance(word.toLowerCase(), guess) <= most ? guess : null;
        expect(nearest(word, known)).toBe(expected);
      }),
      { numRuns: 2_000, seed: SEED },
    );
  });
});

describe('code on a page', () => {
  const html = (markdown: string): string => {
    const tree = parseMarkdown(markdown, { frontMatter: false });
    if (!('root' in tree)) throw new Error('no tree');
    return toHtml(tree.root);
  };
  const text = (page: string): string => page.replaceAll(/<[^>]+>/g, '');

  test('is marked by classes, and says what it said', () => {
    const page = html('```sql\nselect 1 -- one <b>\n```\n');
    expect(page).toContain('<span class="hljs-keyword">select</span>');
    expect(page).toContain('<span class="hljs-comment">-- one &#x3C;b></span>');
    expect(text(page)).toBe('select 1 -- one &#x3C;b>\n');
  });

  test.each([
    ['of no language', '```\nselect 1\n```\n'],
    ['of a language that nobody knows', '```constructor\nselect 1\n```\n'],
    ['that is longer than anybody reads', `\`\`\`sql\n${'select 1\n'.repeat(600)}\`\`\`\n`],
    ['with a line that no person wrote', `\`\`\`sql\nselect ${'1'.repeat(500)}\n\`\`\`\n`],
  ])('%s stays as it is', (_, markdown) => expect(html(markdown)).not.toContain('hljs'));

  test('is marked up to so much of a body', () => {
    const block = `\`\`\`sql\n${'select 1\n'.repeat(400)}\`\`\`\n\n`;
    const marked = html(block.repeat(30))
      .split('<pre')
      .filter((one) => one.includes('hljs'));
    expect(marked.length).toBeGreaterThan(5);
    expect(marked.length).toBeLessThan(15);
  });
});

test('the ends of quarters before a day', () => {
  expect(quarterEndsBefore(parseDay('2026-11-20') as Day, 3)).toEqual(['2026-03-31', '2026-06-30', '2026-09-30']);
  expect(quarterEndsBefore(parseDay('2024-04-01') as Day, 2)).toEqual(['2023-12-31', '2024-03-31']);
  expect(quarterEndsBefore(parseDay('2024-03-31') as Day, 1)).toEqual(['2023-12-31']);
  expect(quarterEndsBefore(parseDay('2024-03-31') as Day, 0)).toEqual([]);
});
