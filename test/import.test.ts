import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Found, Wishes } from '../src/adopt/format.ts';
import { FORMATS } from '../src/adopt/index.ts';
import { readPage } from '../src/adopt/page.ts';
import { readFrontMatter } from '../src/text/front-matter.ts';
import { dayIn } from '../src/text/written-day.ts';
import { SEED, TIMES } from './chance.ts';
import { PROJECT, SHARED, demo, folder, folderWith, git, gitOn, repository, run, seeded } from './world.ts';

const OLD = join(PROJECT, 'fixtures/import');
const CORPORA = join(SHARED, 'corpora');
const missing = !existsSync(CORPORA);

if (missing) {
  process.stderr.write(
    `\n*** SKIPPED: the tests on bringing real communities’ Markdown along. ${CORPORA} is not there.\n*** Put the corpora beside the project (../shared/corpora) to run them.\n\n`,
  );
}

const filesOf = (root: string): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.startsWith('.git/') && path !== '.git' && statSync(join(root, path)).isFile())
    .sort();

const hashes = (root: string): string[] =>
  filesOf(root).map((path) =>
    createHash('sha256')
      .update(path)
      .update(readFileSync(join(root, path)))
      .digest('hex'),
  );

interface Answer {
  readonly written: boolean;
  readonly formats: { format: string; files: number }[];
  readonly created: { id: string; documentKind: string; path: string; source: string; draft: boolean }[];
  readonly members: string[];
  readonly here: unknown[];
  readonly leftOut: { source: string; reason: string }[];
  readonly mapping: {
    fields: unknown[];
    sections: { heading: string; to: string | null }[];
    days: { from: string; count: number }[];
  };
  readonly actions: { done: number; open: number; placeholders: number };
  readonly links: { moved: number; cut: number };
}

/** A community of one member, who is the one at the keyboard. */
function small(): string {
  const root = folderWith({ 'cop.yml': 'name: Small\n', 'members/ada.md': '---\nname: Ada Lovelace\n---\n' });
  return repository(root, 'Ada Lovelace');
}

async function imported(root: string, ...args: readonly string[]): Promise<Answer> {
  const { code, out, err } = await run(['import', ...args, '--json'], { cwd: root });
  expect(err, err).toBe('');
  expect(code).toBe(0);
  return JSON.parse(out) as Answer;
}

const text = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

/** The only document of a kind that was made, as text. */
function only(root: string, { created }: Answer, kind: string): string {
  const found = created.filter(({ documentKind }) => documentKind === kind);
  expect(found.map(({ id }) => id)).toHaveLength(1);
  return text(root, found[0]?.path ?? '');
}

const kinds = ({ created }: Answer): Record<string, number> =>
  Object.fromEntries(
    [...new Set(created.map(({ documentKind }) => documentKind))]
      .sort()
      .map((kind) => [kind, created.filter(({ documentKind }) => documentKind === kind).length]),
  );

async function findingsOf(root: string, ...severities: readonly string[]): Promise<string[]> {
  const { out } = await run(['check', '--json'], { cwd: root });
  const { findings } = JSON.parse(out) as {
    findings: { severity: string; path: string; rule: string; message: string }[];
  };
  return findings
    .filter(({ severity }) => severities.includes(severity))
    .map(({ path, rule, message }) => `${path}: ${message} [${rule}]`);
}

/** A line of Markdown as its words: without the marks of headings and without where its links lead. */
const bare = (line: string): string =>
  line
    .replace(/^\s*#{1,6}(?=\s|$)/, '')
    .replace(/^(\[[^\]]*\]:).*/, '$1')
    .replaceAll(/\[\[[^\]]*\]\]/g, '')
    .replaceAll(/\]\([^()]*(?:\([^()]*\))?[^()]*\)/g, '')
    .replaceAll(/ \(`[^`]*`\)/g, '')
    .replaceAll(/!?\[|\]|`/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

const isUnderline = (line: string): boolean => /^\s*(?:=+|-+)\s*$/.test(line);

/** Tells the lines of an original that none of some texts has. */
function losing(texts: readonly string[]): (original: string) => string[] {
  const kept = new Set(texts.flatMap((one) => one.split('\n').map(bare)));
  const all = texts.map(bare).join(' ');
  const titles = new Set(
    texts.flatMap((one) => {
      const title = readFrontMatter(one).frontMatter?.data.get('title');
      return typeof title === 'string' ? [bare(title)] : [];
    }),
  );
  return (original) =>
    original
      .slice(readFrontMatter(original).frontMatter?.bodyOffset ?? 0)
      .split(/\r?\n/)
      .filter((line) => bare(line) !== '' && !isUnderline(line))
      .filter((line) => !kept.has(bare(line)) && !titles.has(bare(line)) && !all.includes(bare(line)));
}

describe('what lies in fixtures/import', () => {
  test('becomes documents that say all of it, and are without error', async () => {
    const root = demo();
    const before = hashes(OLD);
    const answer = await imported(root, OLD);
    expect(kinds(answer)).toEqual({ advice: 4, case: 2, failure: 2, faq: 3, insight: 4, issue: 4, summary: 2 });
    expect(answer.formats).toEqual([
      { format: 'issues', files: 1 },
      { format: 'csv', files: 1 },
      { format: 'adr', files: 2 },
      { format: 'faq', files: 2 },
      { format: 'incident', files: 2 },
      { format: 'markdown', files: 2 },
    ]);
    expect(answer.actions).toEqual({ done: 3, open: 3, placeholders: 1 });
    expect(hashes(OLD)).toEqual(before);
    expect(await findingsOf(root, 'error')).toEqual([]);
    const texts = answer.created.map(({ path }) => text(root, path));
    const lost = losing(texts);
    for (const path of filesOf(OLD).filter((one) => one.endsWith('.md') && !one.endsWith('README.md'))) {
      expect(lost(text(OLD, path)), path).toEqual([]);
    }
    for (const cell of [
      'He had called the wrong number.',
      '0 €',
      'We fitted the broken one "twice".',
      'harbour office',
    ]) {
      expect(texts.join('\n')).toContain(cell);
    }
  });

  test('a second time changes nothing, not even with what has come since', async () => {
    const root = small();
    const old = join(folder(), 'old');
    cpSync(OLD, old, { recursive: true });
    const first = await imported(root, old);
    const once = hashes(root);
    const second = await imported(root, old);
    expect(second).toMatchObject({ written: false, created: [], members: [] });
    expect(second.here).toHaveLength(first.created.length);
    expect(hashes(root)).toEqual(once);
    writeFileSync(join(old, 'notes/newer.md'), '# Newer\n\nSee [older](minutes.md) and [[repeated-values]].\n');
    const third = await imported(root, old);
    const minutes =
      first.created
        .find(({ source }) => source.endsWith('minutes.md'))
        ?.path.split('/')
        .at(-1) ?? '';
    const repeated = first.created.find(({ source }) => source.endsWith('repeated-values.md'))?.id ?? '';
    expect(only(root, third, 'insight')).toContain(`See [older](${minutes}) and [[${repeated}]].`);
  });

  test('--dry-run writes nothing', async () => {
    const root = small();
    const before = hashes(root);
    expect(await imported(root, OLD, '--dry-run', '--save-map', 'map.yml')).toMatchObject({ written: false });
    expect(hashes(root)).toEqual(before);
  });

  test('by the mapping that it saved, the same comes out', async () => {
    const roots = [small(), small()] as const;
    const first = await imported(roots[0], OLD, '--save-map', 'map.yml');
    cpSync(join(roots[0], 'map.yml'), join(roots[1], 'map.yml'));
    const second = await imported(roots[1], OLD, '--map', 'map.yml');
    expect(second.created).toEqual(first.created);
    for (const { path } of first.created) expect(text(roots[1], path), path).toBe(text(roots[0], path));
  });

  test('what was promised and not done waits for a follow-up by somebody else than who promised', async () => {
    const root = small();
    const { created } = await imported(root, OLD);
    const out = JSON.parse((await run(['list', 'issues', '--json'], { cwd: root })).out) as {
      documents: { id: string; state: string }[];
    };
    const promised = created.filter(
      ({ documentKind, source }) => documentKind === 'issue' && !source.endsWith('.json'),
    );
    expect(promised).toHaveLength(3);
    for (const { id } of promised) {
      expect(out.documents.find((document) => document.id === id)?.state).toMatch(/^(?:advised|due)/);
    }
    const { out: due } = await run(['due', '--as-of', '2026-12-31'], { cwd: root });
    // The fourth was closed where it came from, which settles it.
    expect(due.match(/follow-up due/g)).toHaveLength(3);
    expect(due).toContain('Alarm when a level has not changed for an hour');
    expect(due).not.toContain('Call the skipper back');
  });
});

describe('formats', () => {
  const bring = async (files: Readonly<Record<string, string>>, ...args: readonly string[]) => {
    const root = small();
    const old = folderWith(files);
    const answer = await imported(root, old, ...args);
    expect(await findingsOf(root, 'error')).toEqual([]);
    return { root, old, answer };
  };

  test('Docusaurus: authors are members, who are made once', async () => {
    const page = (title: string, author: string): string =>
      `---\ntitle: ${title}\nauthors:\n  - name: ${author}\n    title: Engineer\nslug: ${title.toLowerCase()}\ndraft: true\n---\nWords.\n`;
    const { root, answer } = await bring({ 'a.md': page('One', 'Grace Hopper'), 'b.md': page('Two', 'grace hopper') });
    expect(answer.members).toEqual(['members/grace-hopper.md']);
    const [one = ''] = answer.created.map(({ path }) => text(root, path));
    expect(one).toContain('by: grace-hopper');
    // The value has more to it than a name.
    expect(one).toContain('    title: Engineer\nslug: one');
  });

  test('Jekyll: the day is in the name, and a member who is here is not made again', async () => {
    const { root, answer } = await bring({
      '_posts/2019-05-04-on-tides.md':
        '---\nlayout: post\nauthor: ADA LOVELACE\ncategories: [tides, sea]\n---\nHigh.\n',
    });
    const note = only(root, answer, 'insight');
    expect(answer.members).toEqual([]);
    expect(note).toContain('title: On tides\nby: ada\ndate: 2019-05-04\ndraft: true\ntopics: [tides, sea]');
    expect(note).toContain('aliases: ["2019-05-04-on-tides"]');
    expect(note).toContain('```yaml\nlayout: post\n```');
  });

  test('adr-tools and MADR 2: what takes the place of what, and whoever decided', async () => {
    const { root, answer } = await bring({
      'doc/adr/0001-use-mail.md':
        '# 1. Use mail\n\nDate: 2016-02-12\n\n## Status\n\nSuperceded by [2. Use chat](0002-use-chat.md)\n\n## Context\n\nC.\n\n## Decision\n\nD.\n\n## Consequences\n\nE.\n',
      'doc/adr/0002-use-chat.md':
        '# Use chat\n\n* Status: proposed\n* Deciders: Grace Hopper, Ada Lovelace\n* Date: 2017-01-02\n\n## Context and Problem Statement\n\nC.\n\n## Decision Outcome\n\nD.\n\n### Positive Consequences\n\n* fast\n\n## Links\n\nL.\n',
      'doc/adr/template.md': '# {short title}\n\n## Context and Problem Statement\n\n## Decision Outcome\n',
      'doc/adr/README.md': '# Decisions\n\n* [1](0001-use-mail.md)\n',
    });
    const [mail, chat] = answer.created;
    expect(text(root, chat?.path ?? '')).toContain(`by: grace-hopper\ndate: 2017-01-02\nsupersedes: "${mail?.id}"`);
    expect(text(root, chat?.path ?? '')).toContain('## How it turned out\n\n### Positive Consequences\n\n* fast');
    expect(text(root, mail?.path ?? '')).toContain('date: 2016-02-12');
    expect(answer.leftOut.map(({ reason }) => reason)).toEqual([
      'it is a template',
      'it is the page of a folder of reports; name it to bring it along',
    ]);
  });

  test('an incident report without front matter, in either spelling, with what a template left', async () => {
    const { root, answer } = await bring({
      'db.md':
        'Database outage\n===============\n\nWhat happened\n-------------\n\nIt stopped on 3 May 2021.\n\nLessons learned\n---------------\n\nOne.\n\nAction Items\n------------\n\n**Prevent:**\n\n- Now:\n  - [ ] Alarm (Grace Hopper)\n  - Restart it - done\n- TODO\n- [ ] \n- **Later**\n  - Learn `sql` from [the book][1]\n\n[1]: https://example.org/book\n',
    });
    expect(answer.actions).toEqual({ done: 1, open: 2, placeholders: 2 });
    const issues = answer.created
      .filter(({ documentKind }) => documentKind === 'issue')
      .map(({ path }) => text(root, path));
    expect(issues[0]).toContain('by: grace-hopper');
    expect(issues[1]).toContain('Learn `sql` from [the book][1]\n\n[1]: https://example.org/book');
    expect(only(root, answer, 'failure')).toContain('## What we learned\n\n### Lessons learned\n\nOne.');
  });

  test('FAQ.md with questions that open when clicked, and what stands between them', async () => {
    const { root, answer } = await bring({
      'FAQ.md':
        '# FAQ\n\nFor all.\n\n<details>\n<summary>Is <b>it</b> safe?</summary>\n\nYes.\n\n</details>\n\nBetween.\n\n<details><summary>Why?</summary>Because.</details>\n\n## Contact\n\nCall.\n',
    });
    expect(kinds(answer)).toEqual({ faq: 2, summary: 1 });
    const [note, safe, why] = answer.created.map(({ path }) => text(root, path));
    expect(note).toMatch(/For all\.[^]*Between\.[^]*## Contact\n\nCall\./);
    expect(safe).toMatch(/title: Is it safe\?[^]*## Answer\n\nYes\.\n$/);
    expect(why).toMatch(/title: Why\?[^]*## Answer\n\nBecause\.\n$/);
    expect(safe).toContain(`from: [${answer.created[0]?.id}]`);
  });

  test('FAQtory: other words for a question, and one note for the folder', async () => {
    const question = (title: string): string =>
      `---\ntitle: ${title}\nalt_titles:\n  - "${title} Really?"\n---\n\nYes.\n`;
    const { root, answer } = await bring({
      'questions/a.question.md': question('Is it a?'),
      'questions/b.question.md': question('Is it b?'),
    });
    expect(kinds(answer)).toEqual({ faq: 2, summary: 1 });
    const entries = answer.created
      .filter(({ documentKind }) => documentKind === 'faq')
      .map(({ path }) => text(root, path));
    const [note] = answer.created;
    for (const entry of entries) expect(entry).toContain(`from: [${note?.id}]`);
    expect(entries[0]).toContain('also_asked: [Is it a? Really?]');
  });

  test('CSV: a kind a row, sections by column, rows of different lengths', async () => {
    const { root, answer } = await bring({
      'log.csv':
        '\ufeffkind;title;situation;what we did;who\r\ncase;One;"a\r\nb";c;x\r\nfailure;Two;d\r\ncase;One;e;f;g;h\r\n',
    });
    expect(kinds(answer)).toEqual({ case: 2, failure: 1 });
    const [one = '', two = '', again = ''] = answer.created.map(({ path }) => text(root, path));
    expect(one).toContain('## Situation\n\na\nb\n\n## What was done\n\nc');
    expect(two).toContain('situation: d');
    expect(again).toContain('aliases: [log-one-2]');
    expect(again).toContain('who: g\ncolumn 6: h');
  });

  test('CSV with questions and answers is an FAQ', async () => {
    const { answer } = await bring({ 'faq.csv': 'Question,Answer\nWhy?,Because.\n' });
    expect(kinds(answer)).toEqual({ faq: 1, summary: 1 });
  });

  test('issues as the REST interface gives them: nobody answers themselves, and headings stay below sections', async () => {
    const issue = (number: number, more: object): object => ({
      number,
      title: `Problem ${number}`,
      user: { login: 'grace', avatar_url: 'x' },
      created_at: '2024-01-31T23:59:59Z',
      html_url: `https://github.com/a/b/issues/${number}`,
      labels: ['late', { name: 'sea' }],
      state_reason: 'completed',
      comments_url: 'https://api.github.com/x',
      ...more,
    });
    const comments = [
      { user: { login: 'ada' }, body: '# Do this\r\n\r\n```\r\n# no heading', created_at: '2024-02-01T00:00:00Z' },
      { user: { login: 'grace' }, body: 'Thanks', created_at: '2024-02-02T00:00:00Z' },
    ];
    const { root, answer } = await bring({
      'open.json': JSON.stringify([
        issue(1, { body: '# Problem\n\nIt jumps.\n\n## Mine\n\nx', comments }),
        issue(2, { body: null, comments: 0 }),
        issue(3, { pull_request: {} }),
      ]),
      'package.json': '{"name": "x"}',
    });
    expect(kinds(answer)).toEqual({ advice: 1, issue: 2 });
    const [one = '', advice = '', two = ''] = answer.created.map(({ path }) => text(root, path));
    expect(one).toContain(
      'by: grace\nopened: 2024-01-31\ntopics: [late, sea]\nforge: "https://github.com/a/b/issues/1"',
    );
    expect(one).toMatch(
      /## Challenge\n\n### Problem\n\nIt jumps\.[^]*## Mine\n\nx[^]*## Said later\n\n### grace, 2024-02-02\n\nThanks/,
    );
    expect(one).toContain('state_reason: completed');
    expect(one).not.toMatch(/comments_url|avatar/);
    expect(advice).toContain('by: ada\ndate: 2024-02-01');
    expect(advice).toContain('### Do this');
    expect(two).toContain('## Challenge\n\nProblem 2');
    expect(answer.leftOut.map(({ source, reason }) => [source.split('/').at(-1), reason])).toEqual([
      ['package.json', 'no format that can be brought along is recognised in it'],
      ['open.json', '1 pull request: not an issue'],
    ]);
  });

  test('--as faq: a page is an entry, and rests on where it was kept', async () => {
    const { root, answer } = await bring({ 'how/a.md': '# How do I sail?\n\nWith wind.\n' }, '--as', 'faq');
    expect(kinds(answer)).toEqual({ faq: 1, summary: 1 });
    expect(only(root, answer, 'faq')).toMatch(/title: How do I sail\?[^]*## Answer\n\nWith wind\.\n$/);
  });

  test('what is too long for a title is kept whole', async () => {
    const long = 'word '.repeat(100).trim();
    const { root, answer } = await bring({
      'a.md': `---\ntitle: ${long}\n---\nA.\n`,
      'b.md': `# ${long}\n\nB.\n`,
      'FAQ.md': `# FAQ\n\n## Is ${long}?\n\nYes.\n\n## Is [it](https://example.org/it) so?\n\nNo.\n`,
      'c.csv': `title,body\n${long},C\n`,
      'd.json': JSON.stringify({ number: 1, title: long, created_at: '2024-01-01T00:00:00Z' }),
    });
    const texts = answer.created.map(({ path }) => text(root, path));
    expect(texts.filter((one) => one.includes(long))).toHaveLength(5);
    expect(texts.join('\n')).toContain('> Is [it](https://example.org/it) so?');
  });

  test('a code block that does not end swallows nothing', async () => {
    const { root, answer } = await bring({
      'open.md': '---\nmine: kept\n---\n# Open\n\nWords.\n\n## Sources\n\nS.\n\n## Rest\n\n```\nnever closed\n',
    });
    const note = only(root, answer, 'insight');
    expect(note).toMatch(/mine: kept[^]*## The insight\n\n[^]*never closed\n$/);
    expect(note).toContain('## From the original');
  });
});

describe('who and when', () => {
  test('git knows who wrote it first, and when; what it does not know is said', async () => {
    const old = folderWith({ 'deep/a.md': '# A\n\nWords.\n' });
    git(old, 'init', '--quiet', '--initial-branch=main');
    git(old, 'add', '--all');
    gitOn(old, '2022-03-04', 'commit', '--quiet', '--author=Grace Hopper <g@example.org>', '--message=First');
    writeFileSync(join(old, 'deep/a.md'), '# A\n\nOther words.\n');
    gitOn(
      old,
      '2023-03-04',
      'commit',
      '--quiet',
      '--all',
      '--author=Somebody Else <s@example.org>',
      '--message=Second',
    );
    writeFileSync(join(old, 'deep/b.md'), '# B\n\nWords.\n');
    const root = small();
    const answer = await imported(root, join(old, 'deep'), '--author', 'Ada Lovelace', '--date', '2020-01-01');
    const [a = '', b = ''] = answer.created.map(({ path }) => text(root, path));
    expect(a).toContain('by: grace-hopper\ndate: 2022-03-04');
    expect(b).toContain('by: ada\ndate: 2020-01-01');
    expect(answer.mapping.days).toEqual([
      { from: 'git', count: 1 },
      { from: '--date', count: 1 },
    ]);
  });

  test('a promise waits for somebody, or nothing is written', async () => {
    const report = '# Outage of 2024-01-02\n\n## Action items\n\n- Alarm\n';
    const root = small();
    git(root, 'config', 'user.name', 'Nobody Here');
    const old = folderWith({ 'a.md': report });
    const before = hashes(root);
    const { code, err } = await run(['import', old], { cwd: root });
    expect(code).toBe(2);
    expect(err).toContain('Unfinished actions wait for somebody, and nobody is known who could.');
    expect(hashes(root)).toEqual(before);
    const answer = await imported(root, old, '--by', 'ada');
    expect(only(root, answer, 'issue')).toContain('by: ada');
    // Whoever wrote the report and is to do it is asked, and the advice is that of all who wrote it.
    const own = small();
    const mine = await imported(own, folderWith({ 'a.md': `---\nauthor: Ada Lovelace\n---\n${report}` }));
    expect(only(own, mine, 'issue')).toContain('by: ada');
    expect(only(own, mine, 'advice')).toMatch(/by: authors-of-cop-test/);
  });

  test('people of a mapping', async () => {
    const root = small();
    const old = folderWith({ 'a.md': '---\nauthor: The Countess\n---\nWords.\n' });
    writeFileSync(join(root, 'map.yml'), 'people: {The Countess: ada}\nkind: summary\nsections: {}\n');
    expect(only(root, await imported(root, old, '--map', 'map.yml'), 'summary')).toContain('by: ada');
    writeFileSync(join(root, 'map.yml'), 'people: {The Countess: adda}\n');
    const { code, err } = await run(['import', old, '--map', 'map.yml'], { cwd: root });
    expect(code).toBe(2);
    expect(err).toContain('takes The Countess for `adda`, which is no member');
  });

  test.each([
    ['2025-08-12-outage', '2025-08-12'],
    ['20250812', '2025-08-12'],
    ['Incident report August 12 2025 - x', '2025-08-12'],
    ['12 Aug 2025', '2025-08-12'],
    ['12th of August, 2025', '2025-08-12'],
    ['on 2023/02/01', '2023-02-01'],
    ['02/01/2023', null],
    ['2025-02-30 and 2025-03-01', '2025-03-01'],
    ['0001-record', null],
    ['120250812', null],
    ['am 12.08.2025 um 5 Uhr', '2025-08-12'],
    ['version 1.12.2025.3', null],
  ])('the day in %s', (written, day) => expect(dayIn(written)).toBe(day));
});

describe('what does not come along', () => {
  test('is named, with the reason, and holds up nothing else', async () => {
    const old = folderWith({
      'good.md': 'Good.\n',
      '.hidden/a.md': 'x\n',
      'bad.md': Buffer.from([0xff, 0x41]),
      'yaml.md': '---\na: [\n---\nx\n',
      'large.md': 'x'.repeat(600_000),
      'empty.md': '',
      'deep.md': '> '.repeat(20_000),
      'data.json': '[',
      'table.csv': 'a,b\n"x',
      'picture.png': 'x',
    });
    symlinkSync('/etc', join(old, 'link'));
    symlinkSync('good.md', join(old, 'link.md'));
    const root = small();
    const answer = await imported(root, old);
    expect(answer.created).toHaveLength(1);
    const reasons = Object.fromEntries(answer.leftOut.map(({ source, reason }) => [source.split('/').at(-1), reason]));
    expect(Object.keys(reasons).sort()).toEqual(
      [
        '.hidden',
        'bad.md',
        'data.json',
        'deep.md',
        'empty.md',
        'large.md',
        'link',
        'link.md',
        'table.csv',
        'yaml.md',
      ].sort(),
    );
    expect(reasons['link']).toBe('it is a symbolic link');
    expect(reasons['yaml.md']).toContain('its front matter cannot be read: Unexpected YAML');
    const { code, err } = await run(['import', join(old, 'bad.md')], { cwd: root });
    expect(code).toBe(2);
    expect(err).toContain('Nothing can be brought along from');
    expect(err).toContain('bad.md: Unexpected');
  });

  test('documents of the community itself; its pages come along, and their links lead on', async () => {
    const root = folderWith({
      'cop.yml': 'name: Small\n',
      'members/ada.md': '---\nname: Ada Lovelace\n---\n',
      'docs/guide.md':
        '# Guide\n\n![map](map.svg), [home](../README.md#top), [other](other.html), [gone](gone.md "Title"), [[ada]].\n',
      'docs/other.md': '# Other\n\n[ref][r] and ![a [b]](<my pic.png>)\n\n[r]: guide.md "The guide"\n',
      'docs/map.svg': '<svg/>',
      'README.md': '# Top\n',
    });
    repository(root, 'Ada Lovelace');
    const before = text(root, 'docs/guide.md');
    const answer = await imported(root, '.');
    expect(answer.leftOut.find(({ source }) => source.endsWith('ada.md'))?.reason).toBe(
      'it is a document of this community',
    );
    expect(text(root, 'docs/guide.md')).toBe(before);
    const of = (name: string) => answer.created.find(({ source }) => source.endsWith(name)) ?? { id: '', path: '' };
    expect(text(root, of('guide.md').path)).toContain(
      `![map](../../docs/map.svg), [home](${of('README.md').id}.md#top), [other](${of('other.md').id}.md), gone (\`gone.md "Title"\`), [[ada]].`,
    );
    expect(text(root, of('other.md').path)).toContain(
      `[ref][r] and a [b] (\`<my pic.png>\`)\n\n[r]: ${of('guide.md').id}.md "The guide"`,
    );
    const own = (await findingsOf(root, 'error')).filter((finding) => !finding.startsWith('docs/'));
    expect(own).toEqual([]);
  });

  test('what cannot be typed stays what it is: nothing read is obeyed', async () => {
    const root = small();
    const old = folderWith({
      'a\u001b[31m.md': '# \u001b[31mRed\u0007\n\n{{title}} [[../../etc]] [x](file:///etc/passwd)\n',
    });
    const { code, out, err } = await run(['import', old, '--dry-run'], { cwd: root });
    expect(code).toBe(0);
    expect(out + err).not.toContain('\u001b');
    expect(out + err).not.toContain('\u0007');
  });
});

describe('nothing is lost', () => {
  const wishes: Wishes = { kind: null, keys: new Map(), sections: new Map() };

  /** Every text that came out of a file. */
  const saidBy = (found: readonly Found[]): string =>
    found
      .flatMap((one) => [
        one.title ?? '',
        one.body,
        ...one.topics,
        ...one.authors,
        one.dated?.day ?? '',
        ...[...one.fields.values()].flat(),
      ])
      .join('\n');

  const line = fc.oneof(
    fc.constantFrom(
      '# One',
      '## Timeline',
      '### Action items',
      '## Decision',
      '## Context',
      '###### Deep',
      'Is it? ',
      '## Is it a question?',
      '- [ ] do it',
      '- item',
      '  1. nested',
      '> said',
      '```',
      '~~~js',
      '    code',
      '| a | b |',
      '| - | - |',
      '***',
      'Title',
      '=====',
      '<!-- note',
      '-->',
      '<details><summary>Why?</summary>',
      '</details>',
      '[^1]: foot',
      'FILL IN',
      '',
      '',
    ),
    fc
      .string({ unit: 'grapheme', maxLength: 40 })
      .map((words) => words.replaceAll(/[\n\r\u0085\u2028\u2029[\]()<>`]/g, ' ')),
  );
  const value = fc.oneof(
    fc.constantFrom('2024-02-03', 'true', 'no', '1.10', 'Ada Lovelace', '[a, b]', '"quoted: text"', '{name: Grace}'),
    fc.stringMatching(/^[a-z]{1,12}(?: [a-z]{1,12}){0,3}$/),
  );
  const key = fc.constantFrom(
    'title',
    'date',
    'author',
    'tags',
    'draft',
    'layout',
    'slug',
    'alt_titles',
    'status',
    'severity',
    'published',
  );

  test.each(FORMATS.filter(({ name }) => !['csv', 'issues'].includes(name)).map(({ name }) => name))(
    'of a page read as %s, whatever stands in it',
    (name) => {
      const format = FORMATS.find((one) => one.name === name);
      fc.assert(
        fc.property(
          fc.array(line, { maxLength: 25 }),
          fc.dictionary(key, value, { maxKeys: 5 }),
          fc.constantFrom('a.md', 'FAQ.md', 'b.question.md', '2024-01-01-c.md'),
          (lines, data, path) => {
            const front = Object.entries(data).map(([one, written]) => `${one}: ${written}`);
            const body = lines.join('\n');
            const whole = front.length === 0 ? `\n${body}` : `---\n${front.join('\n')}\n---\n${body}`;
            const page = readPage({ path: `x/${path}`, text: whole });
            if ('problem' in page) return;
            const brought = format?.read({ path: `x/${path}`, top: 'x', text: whole }, page, wishes);
            if (brought === undefined || typeof brought === 'string') return;
            const said = saidBy(brought.found).split('\n').map(bare).join('\n');
            const spaced = said.replaceAll(/\s+/g, ' ');
            for (const one of lines) {
              const words = bare(one.replaceAll(/<\/?(?:details|summary)>/g, ' '));
              if (words === '' || isUnderline(one)) continue;
              expect(said.includes(words) || spaced.includes(words), JSON.stringify({ lost: one, whole, said })).toBe(
                true,
              );
            }
            for (const [one, written] of Object.entries(data)) {
              const told = written.replaceAll(/^["[{]|["\]}]$|name: /g, '').split(', ');
              for (const part of told)
                expect(
                  said.includes(part) || (one === 'draft' && brought.found.some(({ draft }) => draft)),
                  `${one}: ${written}`,
                ).toBe(true);
            }
          },
        ),
        { numRuns: 300 * TIMES, seed: SEED },
      );
    },
  );

  test.each(['faq', 'markdown', 'incident'])(
    'of a heading that is underlined, read as %s: what looks like a mark is none',
    (name) => {
      const text =
        '\n# FAQ\n\n#$ costs\n========\n\nIt does.\n\nWhich one\n  is \\#1 #\n---\n\nThis.\n\n## C #\n\n#tag?\n=====\n\nYes.\n';
      const page = readPage({ path: 'x/FAQ.md', text });
      if ('problem' in page) throw new Error(page.problem);
      expect(page.headings.map(({ words }) => words)).toEqual(['#$ costs', 'Which one is \\#1 #', 'C', '#tag?']);
      const brought = FORMATS.find((one) => one.name === name)?.read(
        { path: 'x/FAQ.md', top: 'x', text },
        page,
        wishes,
      );
      if (brought === undefined || typeof brought === 'string') throw new Error('it was not read');
      const again = brought.found.map(({ body }) => readPage({ path: 'y', text: `\n${body}` }));
      const headings = again.flatMap((one) => ('problem' in one ? [] : one.headings.map((heading) => heading.text)));
      expect(headings).toEqual(expect.arrayContaining(['#$ costs', 'Which one is #1 #', 'C']));
      expect([...headings, ...brought.found.map(({ title }) => title)]).toContain('#tag?');
    },
  );

  test('of a page that was composed, every section is one, and no heading of its own is on their level', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
        const whole = `\n${lines.join('\n')}`;
        const page = readPage({ path: 'x/a.md', text: whole });
        if ('problem' in page) return;
        const brought = FORMATS.find(({ name }) => name === 'incident')?.read(
          { path: 'x/a.md', top: 'x', text: whole },
          page,
          wishes,
        );
        if (brought === undefined || typeof brought === 'string') return;
        for (const { body } of brought.found) {
          const again = readPage({ path: 'y', text: `\n${body}` });
          expect('problem' in again ? again.problem : again.title).toBeNull();
        }
      }),
      { numRuns: 300 * TIMES, seed: SEED },
    );
  });
});

describe.skipIf(missing)('real communities’ Markdown', () => {
  test.each([
    ['2i2c-incidents', { failure: 7, issue: 18, advice: 18 }, { done: 2, open: 18, placeholders: 0 }, 2],
    ['nhs-rap', { insight: 82 }, { done: 0, open: 0, placeholders: 0 }, 1],
  ])('%s', async (name, expected, actions, left) => {
    const source = join(CORPORA, name);
    const before = hashes(source);
    const root = small();
    const answer = await imported(root, source);
    expect(kinds(answer)).toEqual(expected);
    expect(answer.actions).toEqual(actions);
    expect(answer.leftOut).toHaveLength(left);
    expect(hashes(source)).toEqual(before);
    expect(await findingsOf(root, 'error')).toEqual([]);
    const lost = losing(answer.created.map(({ path }) => text(root, path)));
    const sources = new Set(answer.created.map(({ source: path }) => join(root, path)));
    for (const path of sources) expect(lost(readFileSync(path, 'utf8')), path).toEqual([]);
    const { code } = await run(['site', 'build'], { cwd: root });
    expect(code).toBe(0);
    mkdirSync(join(root, 'empty'), { recursive: true });
    const once = hashes(root);
    expect(await imported(root, source)).toMatchObject({ created: [], members: [], written: false });
    expect(hashes(root)).toEqual(once);
  });
});

describe('what came along before is known by its words, and not by the name of its file', () => {
  const report = (words: string): string => `# Outage of 2024-01-02\n\n## What happened\n\n${words}\n`;
  const all = (root: string): string =>
    filesOf(root)
      .filter((path) => path.endsWith('.md'))
      .map((path) => text(root, path))
      .join('\n');

  test('two folders with a file of one name', async () => {
    const root = small();
    await imported(root, folderWith({ 'adr/0001-record.md': report('The first.') }));
    const second = folderWith({ 'adr/0001-record.md': report('The second.') });
    const { out, err } = await run(['import', second], { cwd: root });
    expect(out).toContain('notes/failures/');
    expect(err).toContain('has the name of what came along before');
    expect(all(root)).toContain('The first.');
    expect(all(root)).toContain('The second.');
    expect((await imported(root, second)).created).toEqual([]);
    expect(await findingsOf(root, 'error')).toEqual([]);
  });

  test('a folder that grows in the middle', async () => {
    const root = small();
    const old = folderWith({ '2024/a.md': report('Of 2024.'), '2025/a.md': report('Of 2025.') });
    await imported(root, old);
    mkdirSync(join(old, '2023'));
    writeFileSync(join(old, '2023/a.md'), report('Of 2023.'));
    const { created } = await imported(root, old);
    expect(created).toHaveLength(1);
    expect(
      all(root)
        .match(/Of 202[345]\./g)
        ?.sort(),
    ).toEqual(['Of 2023.', 'Of 2024.', 'Of 2025.']);
  });

  test('a row, an action and a comment that come in between', async () => {
    const root = small();
    const rows = (...told: readonly string[]): string =>
      ['title,body', ...told.map((one) => `Weekly,${one}`), ''].join('\n');
    const old = folderWith({ 'a.csv': rows('one', 'two') });
    await imported(root, old);
    writeFileSync(join(old, 'a.csv'), rows('zero', 'one', 'two'));
    expect((await imported(root, old)).created).toHaveLength(1);
    const comment = (body: string) => ({ author: { login: 'bo' }, body, createdAt: '2026-01-02T00:00:00Z' });
    const issue = (...said: readonly string[]) =>
      JSON.stringify([
        {
          number: 7,
          title: 'Why?',
          body: 'Because.',
          url: 'https://github.com/a/b/issues/7',
          author: { login: 'cy' },
          createdAt: '2026-01-01T00:00:00Z',
          comments: said.map(comment),
        },
      ]);
    const exported = folderWith({ 'issues.json': issue('First.', 'Third.') });
    expect(kinds(await imported(root, join(exported, 'issues.json')))).toEqual({ advice: 2, issue: 1 });
    writeFileSync(join(exported, 'later.json'), issue('First.', 'Second.', 'Third.'));
    expect(kinds(await imported(root, join(exported, 'later.json')))).toEqual({ advice: 1 });
  });
});

describe('who is to do it, and whether it is done', () => {
  test.each([
    ['- Add an alert (Prometheus)', 'ada', 1],
    ['- Upgrade @angular/core everywhere', 'ada', 1],
    ['- Rotate keys — owner: Grace Hopper — due: Oct 3', 'grace-hopper', 1],
    ['- Rename it (Grace Hopper)', 'grace-hopper', 1],
    ['- Rename it (@grace)', 'grace', 1],
    ['- Announce it (closed beta users first)', 'ada', 1],
    ['- Announce it (closed in #12)', null, 0],
    ['- [x] All of it\n  - [x] one part\n  - [ ] the other', 'ada', 1],
    [
      '| Priority | Corrective action | Owner | Status |\n|---|---|---|---|\n| P1 | Fix it | [Grace Hopper](https://x.org) (SRE) | open |',
      'grace-hopper',
      1,
    ],
    ['| Action | Owner | Status |\n|---|---|---|\n| Fix it | Grace | Done (2026-01-05) |', null, 0],
  ])('%s', async (items, by, open) => {
    const root = small();
    const answer = await imported(
      root,
      folderWith({ 'a.md': `# Outage of 2024-01-02\n\n## Action items\n\n${items}\n` }),
    );
    expect(answer.actions.open).toBe(open);
    if (by !== null) expect(only(root, answer, 'issue')).toContain(`\nby: ${by}\n`);
    if (items.includes('Corrective')) expect(only(root, answer, 'issue')).toContain('title: Fix it');
  });

  test('a member is known by the beginning of a name, and nobody’s address is kept', async () => {
    const root = small();
    git(root, 'mv', 'members/ada.md', 'members/ada-lovelace.md');
    const answer = await imported(root, folderWith({ 'a.md': '---\nauthor: ada\n---\n# A page\n\nText.\n' }));
    expect(answer.members).toEqual([]);
    expect(only(root, answer, 'insight')).toContain('by: ada-lovelace');
    const told = await imported(
      root,
      folderWith({ 'b.md': '# B page\n\nText.\n' }),
      '--author',
      'Grace Hopper <grace@example.org>',
    );
    expect(told.members).toEqual(['members/grace-hopper.md']);
    expect(text(root, 'members/grace-hopper.md')).not.toContain('@');
  });

  test('a fold that asks is a question of its own, also below a heading that asks', async () => {
    const root = small();
    const page =
      '# FAQ\n\n## Why is it red?\n\nA test failed.\n\n<details><summary>Can I skip it?</summary>\n\nNo. Never.\n\n</details>\n\nAsk Bo.\n\n## Who can merge?\n\nAnybody.\n\n<details><summary>The list</summary>\n\nAda and Bo.\n\n</details>\n';
    const { created } = await imported(root, folderWith({ 'FAQ.md': page }));
    const entries = created.filter(({ documentKind }) => documentKind === 'faq').map(({ path }) => text(root, path));
    const about = (title: string): string => entries.find((entry) => entry.includes(`title: ${title}`)) ?? '';
    expect(entries).toHaveLength(3);
    expect(about('Why is it red?')).not.toContain('Never.');
    expect(about('Can I skip it?')).toContain('No. Never.');
    expect(about('Who can merge?')).toContain('Ada and Bo.');
    expect(created.map(({ path }) => text(root, path)).join('\n')).toContain('Ask Bo.');
  });

  test('a map of days says when it was written', async () => {
    const root = small();
    const page = '---\ndate:\n  created: 2024-03-02\n  updated: 2025-01-01\n---\n\n# A page\n\nText.\n';
    const made = only(root, await imported(root, folderWith({ 'a.md': page })), 'insight');
    expect(made).toContain('date: 2024-03-02');
    expect(made).toContain('2025-01-01');
  });

  test('what is below a heading of one’s own does not go on below another’s', async () => {
    const page = '# Outage of 2024-01-02\n\n## Impact\n\nThree orders.\n\n## What happened\n\nThe disk was full.\n';
    const root = small();
    const made = only(root, await imported(root, folderWith({ 'a.md': page })), 'failure');
    expect(made).toMatch(/### Impact\n\nThree orders\.\n\n### What happened\n\nThe disk was full\./);
  });
});

test('the same files give the same documents', async () => {
  const roots = [small(), small()] as const;
  for (const cwd of roots) await run(['import', OLD], { cwd, random: seeded(3) });
  expect(filesOf(roots[0])).toEqual(filesOf(roots[1]));
});
