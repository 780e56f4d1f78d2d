import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFrontMatter } from '../src/text/front-matter.ts';
import { figure } from './figures.ts';
import { INDEX, UNSAFE, bytesOf, casesOf, missing, obeyed } from './hostile-set.ts';
import type { Case } from './hostile-set.ts';
import { folderWith, run } from './world.ts';

/** The classes of which every case is a file that somebody put among the notes. */
const CLASSES = ['control', 'frontmatter-exec', 'frontmatter-abuse', 'encoding', 'output-injection', 'path'];

/** Where the cases of the other classes are run; nothing in the index is left to nobody. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'html-injection': 'test/hostile-site.test.ts',
  'template-config': 'test/hostile-requests.test.ts',
  network: 'test/hostile-requests.test.ts',
  property: 'test/hostile-requests.test.ts',
};

/** The classes whose cases are drivers (git, file systems, concurrency, time) and are run by tests of their own. */
const DRIVEN = /^(?:md-dos|git-.*|fs-.*|concurrency|crash|cli-io|determinism)$/;

interface Found {
  readonly path: string;
  readonly line: number;
  readonly severity: 'error' | 'warn' | 'info';
  readonly rule: string;
  readonly message: string;
  readonly hint: string | null;
}

interface Ended {
  readonly root: string;
  readonly found: readonly Found[];
  readonly say: (...line: readonly string[]) => Promise<string>;
}

/** Whether this is how it may end: as errors, as a finding of this file that a plain note does not have, or neither. */
type Verdict = (own: { readonly errors: readonly Found[]; readonly more: readonly Found[] }) => boolean;
const REJECT: Verdict = ({ errors }) => errors.length > 0 && errors.every(({ line }) => line >= 1);
const ACCEPT: Verdict = ({ errors }) => errors.length === 0;
const TOLD: Verdict = ({ more }) => more.some(({ severity }) => severity !== 'info');
const NOTED: Verdict = ({ errors, more }) => errors.length === 0 && more.length > 0;
const EITHER: Verdict = () => true;

/** What `index.tsv` says of a case, by its first words. */
const SAID: readonly (readonly [RegExp, Verdict])[] = [
  [/^ACCEPT or WARN;/, ACCEPT],
  [/^ACCEPT:/, ACCEPT],
  [/^REJECT(?:\/| or )WARN/, TOLD],
  // The other half of the sentence is asserted by ALSO, or for every case.
  [/^REJECT,? or /, EITHER],
  [/^REJECT(?::|;| |$)/, REJECT],
  [/^WARN(?:;|$)/, TOLD],
  [/^INERT:/, EITHER],
];

/** Where the index says it in other words, or says what does not fit this product, with the reason. */
const OTHERWISE: Readonly<Record<string, readonly [Verdict, string]>> = {
  'fm/024-second-fm-yaml.md': [ACCEPT, 'a second block is body; ALSO rewrites it'],
  'fm/106-constructor-proto.md': [
    NOTED,
    '“as above” leads to a case that is not in this set; an unknown key like another',
  ],
  'fm/118-multi-doc.md': [REJECT, 'a fence may have spaces behind it, in reading and in rewriting: no title, then'],
  'fm/130-number-id.md': [ACCEPT, 'an alias is a text, and `1.10` is one; ALSO looks for 1.1'],
  'fm/142-date-negative-age.md': [
    NOTED,
    '`updated` is no field: ages come from `date` and `reviewed`; ALSO writes it as `reviewed`',
  ],
  'fm/148-dup-id-b.md': [ACCEPT, 'its twin is not in this set: ALSO makes one, and both files are named'],
  'fm/154-dangling-ref.md': [NOTED, '`parent` is no field, so nothing refers; ALSO writes it as `from`'],
};

const wordsOf = (found: readonly Found[]): string => found.map(({ message }) => message).join('\n');

/** What a case comes to beyond a verdict. */
const ALSO: Readonly<Record<string, (ended: Ended) => Promise<void> | void>> = {
  'fm/028-template-in-title.md': async ({ say, root }) => {
    expect(await say('show', 'hostile-k3p9')).toContain('${7*7} <%= 7*7 %> #{7*7}');
    for (const [path, text] of pagesOf(root)) expect(text.replaceAll(/[\w-]*k3p9\S*/g, ''), path).not.toMatch(/\b49\b/);
  },
  'fm/106-constructor-proto.md': () => expect(({} as { polluted?: unknown }).polluted).toBeUndefined(),
  'fm/110-tab-indent.md': ({ found }) => expect(wordsOf(found)).toMatch(/tab/i),
  'fm/114-unclosed.md': ({ found }) => expect(found[0]?.line).toBe(1),
  'fm/128-null-fields.md': async ({ say }) => expect(await say('list')).not.toMatch(/\bnull\b/),
  'fm/130-number-id.md': async ({ say }) => {
    expect(await say('show', '1.10')).toContain('Plain title');
    expect(await say('show', '1.1', '--json')).not.toContain('Plain title');
  },
  'fm/138-date-future.md': async ({ say }) => {
    for (const line of [['report'], ['due'], ['list']])
      expect(await say(...line)).not.toMatch(/NaN|-\d+ (?:working )?days/);
  },
  'fm/142-date-negative-age.md': async () => {
    const text = bytesOf('fm/142-date-negative-age.md').toString('utf8').replace('updated:', 'reviewed:');
    const found = await findingsIn(community(Buffer.from(text)));
    expect(found.filter(({ rule, severity }) => rule === 'dates' && severity === 'warn')).toHaveLength(1);
  },
  'fm/146-lfs-pointer.md': ({ found }) => {
    expect(wordsOf(found)).toContain('Git LFS');
    expect(wordsOf(found)).not.toContain('front matter');
  },
  'fm/148-dup-id-b.md': async () => {
    const twin = bytesOf('fm/148-dup-id-b.md');
    const found = await findingsIn(community(twin, { 'notes/cases/twin-n5r7.md': twin }));
    const told = found.filter(({ severity, rule }) => severity === 'error' && rule === 'duplicate-id');
    const named = told.map(({ path, hint }) => `${path} ${hint}`).join('\n');
    for (const name of ['hostile-k3p9', 'twin-n5r7']) expect(named).toContain(name);
  },
  'fm/154-dangling-ref.md': async () => {
    const text = bytesOf('fm/154-dangling-ref.md').toString('utf8').replace('parent: N-9998', 'from: [N-9998]');
    const found = await findingsIn(community(Buffer.from(text)));
    expect(found.filter(({ rule, severity }) => rule === 'reference' && severity === 'error')).toHaveLength(1);
  },
  'enc/011-cr-only.md': ({ found }) => expect(wordsOf(found)).toContain('lone CR'),
  'enc/013-u2028.md': async ({ say, root }) => {
    const separators = /[\u0085\u2028\u2029]/;
    for (const line of [['list'], ['show', 'hostile-k3p9'], ['check'], ['check', '--json'], ['report']])
      expect(await say(...line)).not.toMatch(separators);
    for (const [path, text] of pagesOf(root))
      // U+0085 ends no line in a script.
      if (/\.(?:js|json|xml|ics)$/.test(path))
        expect(text, path).not.toMatch(path.endsWith('.js') ? /[\u2028\u2029]/ : separators);
  },
  'enc/015-lone-surrogate.md': ({ root }) => {
    for (const [path, text] of pagesOf(root)) expect(text, path).not.toMatch(/\p{Cs}/u);
  },
};

const community = (hostile: Buffer, more: Readonly<Record<string, Buffer>> = {}): string =>
  folderWith({
    'cop.yml': 'name: Small\n',
    'members/ada.md': '---\nname: Ada\n---\n',
    'notes/cases/plain-m4q8.md': bytesOf('ok/001-plain.md'),
    'notes/cases/hostile-k3p9.md': hostile,
    ...more,
  });

async function findingsIn(root: string): Promise<readonly Found[]> {
  const { code, out } = await run(['check', '--json'], { cwd: root });
  const { findings } = JSON.parse(out) as { findings: Found[] };
  expect(code).toBe(findings.some(({ severity }) => severity === 'error') ? 1 : 0);
  return findings;
}

/** The text files of the site, with their paths. */
const pagesOf = (root: string): readonly (readonly [string, string])[] =>
  readdirSync(join(root, '_site'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:html|md|js|json|xml|ics|txt)$/.test(path))
    .map((path) => [path, readFileSync(join(root, '_site', path), 'utf8')]);

/** Lines that are in one text and not in the other. */
const others = (one: string, other: string): number => {
  const there = new Set(other.split('\n'));
  return one.split('\n').filter((line) => !there.has(line)).length;
};

/** A command that writes changes one line of what it can read, adds one, or leaves the file alone. */
async function rewritten(root: string, unread: boolean): Promise<void> {
  const latin1 = (text: string): string => Buffer.from(text).toString('latin1');
  const read = (name: string): string => readFileSync(join(root, 'notes/cases', name), 'latin1');
  const names = ['hostile-k3p9.md', 'plain-m4q8.md'];
  const before = names.map(read);
  // As many as it can read: one where the hostile note is none.
  for (const count of ['2', '1']) await run(['set', 'topics+=beta', 'cases', '--expect', count], { cwd: root });
  names.forEach((name, index) => {
    const [was, is] = [before[index] as string, read(name)];
    expect(others(was, is), name).toBeLessThanOrEqual(1);
    expect(others(is, was), name).toBeLessThanOrEqual(1);
    const text = Buffer.from(was, 'latin1').toString('utf8');
    const bodyOffset = readFrontMatter(text).frontMatter?.bodyOffset;
    const refused = index === 0 && unread;
    if (refused || bodyOffset === undefined) expect(is === was, name).toBe(true);
    else expect(is.endsWith(latin1(text.slice(bodyOffset))), name).toBe(true);
  });
  // The control: a note like another is rewritten.
  expect(read('plain-m4q8.md')).toContain('beta');
}

const cases = casesOf(...CLASSES).filter(({ file }) => file.endsWith('.md'));

function verdictOf({ file, expected }: Case): Verdict {
  const verdict = OTHERWISE[file]?.[0] ?? SAID.find(([words]) => words.test(expected))?.[1];
  if (!verdict) throw new Error(`${file}: nobody knows how to assert “${expected}”`);
  return verdict;
}

describe.skipIf(missing)('hostile input', () => {
  test('every case of the index is answered for somewhere, and every exception is a case', () => {
    const lost = INDEX.filter(({ kind }) => !CLASSES.includes(kind) && !(kind in ELSEWHERE) && !DRIVEN.test(kind));
    expect(lost).toEqual([]);
    expect(cases.length).toBeGreaterThan(140);
    const files = new Set(cases.map(({ file }) => file));
    expect([...Object.keys(OTHERWISE), ...Object.keys(ALSO)].filter((file) => !files.has(file))).toEqual([]);
    expect(
      casesOf(...CLASSES)
        .filter(({ file }) => !file.endsWith('.md'))
        .map(({ file }) => file),
    ).toEqual([
      // In test/hostile-requests.test.ts.
      'path/names.json',
      // A repository with such commits: among those of git.
      'git/040-author-injection.sh',
    ]);
  });

  test('what is looked for would be found', () => {
    expect(obeyed('a\n  ::error::x\rb ##[group]c\nd ##vso[e]f\nx::y')).toHaveLength(3);
    for (const text of ['\u001b]52;c;x\u0007', '\u009b31m', 'a\u202eb', '\u{e0041}', '\r'])
      expect(text).toMatch(UNSAFE);
    const found = [{ path: 'x', line: 2, severity: 'error', rule: 'yaml', message: '', hint: null }] as const;
    expect(REJECT({ errors: found, more: found })).toBe(true);
    expect(ACCEPT({ errors: found, more: found })).toBe(false);
    expect(REJECT({ errors: [], more: [] }) || TOLD({ errors: [], more: [] }) || NOTED({ errors: [], more: [] })).toBe(
      false,
    );
  });

  test.each(cases)('$file: $expected', async (one) => {
    const told = figure('cases');
    told.tried += 1;
    const root = community(bytesOf(one.file));
    const found = await findingsIn(root);
    const of = (name: string): Found[] => found.filter(({ path }) => path.endsWith(name));
    const usual = new Set(of('plain-m4q8.md').map(({ rule }) => rule));
    const own = of('hostile-k3p9.md');
    const errors = own.filter(({ severity }) => severity === 'error');
    const more = own.filter(({ rule }) => !usual.has(rule));
    expect(verdictOf(one)({ errors, more }), JSON.stringify(own)).toBe(true);
    if (one.kind === 'control') told.fired += 1;
    expect(of('plain-m4q8.md').filter(({ severity }) => severity === 'error')).toEqual([]);

    const said: string[] = [];
    const say: Ended['say'] = async (...line) => {
      const { code, out, err } = await run(line, { cwd: root });
      expect([0, 1, 2], line.join(' ')).toContain(code);
      expect(err, line.join(' ')).not.toContain('This is a bug in cop');
      expect(out + err, line.join(' ')).not.toMatch(UNSAFE);
      expect(obeyed(out + err), line.join(' ')).toEqual([]);
      said.push(out);
      return out + err;
    };
    const lines = (await say('check')).split('\n').filter((line) => /: (?:error|warn|info): /.test(line));
    expect(lines).toHaveLength(found.length);
    for (const line of [['list'], ['show', 'hostile-k3p9'], ['faq'], ['report'], ['site', 'build']]) await say(...line);
    // What the site says of it lies in the site, and no page of the site's own is lost to it.
    const pages = new Set(pagesOf(root).map(([path]) => path));
    for (const path of ['index.html', 'feed.xml', 'notes/plain-m4q8.html']) expect(pages).toContain(path);
    expect(readdirSync(root).sort()).toEqual(['_site', 'cop.yml', 'members', 'notes']);
    await ALSO[one.file]?.({ root, found: errors, say });
    await rewritten(
      root,
      errors.some(({ rule }) => ['unreadable', 'front-matter', 'yaml'].includes(rule)),
    );
    expect(existsSync(join(root, 'cop-canary'))).toBe(false);
    expect(existsSync('cop-canary')).toBe(false);
  });
});
