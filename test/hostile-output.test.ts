import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ical from 'ical.js';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../src/commands/index.ts';
import { parseMarkdown } from '../src/text/markdown/parse.ts';
import { ALL } from './chance.ts';
import { figure } from './figures.ts';
import { OWN, SHARED_TITLES, TITLES, everywhere, id, readOf } from './hostile-community.ts';
import { SECRETS, UNSAFE, missing, obeyed, secretsIn, withoutColours } from './hostile-set.ts';
import { PROJECT, demo, folderWith, git, repository, run } from './world.ts';

/** A line, or several, for every command there is; what would write is only shown. */
const LINES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  init: [['new-folder', '--name', 'x\u001b[31m ::error::x', '--dry-run']],
  new: [['case', 'x ##[group]\u001b[31my', '--by', 'ada', '--dry-run']],
  agree: [['no\u009b31m ::error::such']],
  'inquiry sheet': [['no\u009b31m such']],
  ask: [['::error::x \u001b]52;c;x\u0007', '--by', 'ada', '--challenge', '##vso[x]y', '--dry-run']],
  advise: [
    [id('i', 1), '##teamcity[x]', '--by', 'ada', '--advice', '::x\u202ey', '--dry-run'],
    ['no\u001bsuch', 'x'],
  ],
  followup: [[], ['nothing\u001b::x']],
  session: [
    [id('i', 1), '--at', '14:00'],
    [id('i', 2), '--json'],
  ],
  capture: [[id('i', 5), '--by', 'ada', '--dry-run']],
  withdraw: [[id('i', 3), '##[x]\u001b', '--dry-run']],
  due: [[], ['--json'], ['--markdown'], ['--ics'], ['--within', '20 days']],
  list: [[], ['--json'], ['issues'], ['cases', '--where', 'topics=x\u001b']],
  show: [[id('i', 1)], [id('i', 5), '--json'], [id('n', 4)], [id('m', 2)], ['no\u001b[2J such']],
  search: [
    ['vehicle', 'group'],
    ['error', '--json'],
    ['\u001b[31m::error::vehicle', '--limit', '3'],
    ['x', '--kind', '\u001b::x'],
  ],
  seen: [['vehicle', 'group'], ['--markdown', 'error fake ok'], ['--json', 'alert'], ['::error::\u001b[31mx']],
  check: [[], ['--json'], ['--format', 'gitlab'], ['--format', 'sarif'], ['--format', 'md'], ['--format', 'github']],
  explain: [['yaml'], ['no\u001bsuch']],
  reviewed: [[id('n', 1), '--by', 'ada', '--dry-run']],
  rename: [[id('i', 1), '##[x]\u001b[31m ::y', '--dry-run']],
  merge: [[id('n', 1), 'into', id('n', 2), '--dry-run']],
  set: [['topics+=::x\u001b', 'cases', '--expect', '9999', '--dry-run']],
  charter: [[], ['--json'], ['--format', 'html']],
  pitch: [[], ['--format', 'html']],
  faq: [[], ['--json'], ['--format', 'html']],
  digest: [
    ['--since', '2026-10-01'],
    ['--since', '2026-10-01', '--html'],
    ['--since', '2026-10-01', '--json'],
  ],
  'start-here': [[], ['--html'], ['--json'], ['x\u001b::y']],
  'site build': [['--dry-run'], []],
  assess: [['--by', 'ada', '--set', 'practice=3/5:::x\u001b', '--dry-run']],
  completion: [['bash'], ['no\u001bsuch']],
  report: [
    [],
    ['--json'],
    ['--format', 'md'],
    ['--format', 'html'],
    ['--format', 'text'],
    ['--federate', '.', 'no\u001b::such'],
  ],
  measures: [[], ['--markdown'], ['--json']],
  propose: [['--dry-run']],
  review: [
    ['--since', 'HEAD~1'],
    ['--since', 'HEAD~1', '--json'],
    ['--since', '--output=x\u001b'],
  ],
  intake: [['no\u001bsuch.md']],
  import: [['notes', '--dry-run'], ['no\u001b[31msuch']],
  kinds: [[], ['case'], ['no\u001bsuch']],
  schema: [['case'], ['no\u001bsuch']],
};

/** `cop site serve` runs until it is ended, and says no more than where it is: test/serve.test.ts. */
const ENDLESS = new Set(['site serve']);

/** Where there is time, all of our own titles in each of two modes; else every second one in either. */
const own = (half: 0 | 1): readonly string[] => OWN.filter((_, index) => ALL || index % 2 === half);

/** Every title through a pipe; our own, which have each of their sorts, in the other two, where nothing else is escaped. */
const MODES = [
  ['a terminal', { terminal: true, env: {}, titles: own(0) }, ['--color', 'always']],
  ['a pipe', { terminal: false, env: {}, titles: TITLES }, []],
  ['a runner of GitHub', { terminal: false, env: { GITHUB_ACTIONS: 'true', CI: 'true' }, titles: own(1) }, []],
] as const;

/** Some hundred command lines each: on a busy machine that takes longer than other tests are given. */
const MODE_MS = 240_000;

/** What cop itself orders the runner: an annotation for each finding, with a path and a place. */
const ANNOTATION = /^::(?:error|warning|notice) file=[^,:]*,line=\d+,col=\d+,title=cop%3A [a-z-]+::/;

describe('what is said', () => {
  test('every command has a line', () => {
    const names = COMMANDS.map(({ name }) => name).filter((name) => !ENDLESS.has(name));
    expect(Object.keys(LINES).sort()).toEqual(names.sort());
    expect(OWN.length).toBeGreaterThan(30);
    if (!missing) expect(SHARED_TITLES.length).toBeGreaterThan(45);
  });

  test('what is looked for would be found', () => {
    const counted = figure('output');
    counted.fired = TITLES.map(readOf).filter((title) => UNSAFE.test(title) || obeyed(title).length > 0).length;
    expect(counted.fired).toBeGreaterThan(10);
    expect(withoutColours('\u001b[31mred\u001b[39m \u001b[2J')).toBe('red \u001b[2J');
    expect(secretsIn(`x${SECRETS.GITHUB_TOKEN}y`)).toHaveLength(1);
    expect('::error file=a.md,line=1,col=1,title=cop%3A yaml::x').toMatch(ANNOTATION);
    expect('::error::x').not.toMatch(ANNOTATION);
    expect(obeyed(`${' '.repeat(100)}::stop-commands::x`)).toHaveLength(1);
  });

  test.each(MODES)(
    'to %s: no control, no order to a runner, no secret, whatever is asked',
    async (_, mode, flags) => {
      const root = repository(everywhere(mode.titles));
      writeFileSync(join(root, 'notes/cases/added.md'), readFileSync(join(root, `notes/cases/${id('n', 3)}.md`)));
      git(root, 'add', '--all');
      git(root, 'commit', '--quiet', '--message=x\u001b[31m ::error::y');
      const counted = figure('output');
      let said = 0;
      for (const [name, lines] of Object.entries(LINES)) {
        for (const line of lines) {
          const argv = [...name.split(' '), ...line, ...flags];
          const { code, out, err } = await run(argv, {
            cwd: root,
            env: { ...SECRETS, ...mode.env },
            terminal: mode.terminal,
          });
          counted.tried += 1;
          const told = argv.join(' ');
          const text = mode.terminal ? withoutColours(out + err) : out + err;
          // RFC 5545 ends its lines with CR and LF.
          const lines = line.includes('--ics') ? text.replaceAll('\r\n', '\n') : text;
          expect([0, 1, 2], `${told}\n${err}`).toContain(code);
          expect(err, told).not.toContain('This is a bug in cop');
          expect(UNSAFE.exec(lines)?.[0], told).toBeUndefined();
          const orders = obeyed(lines);
          const isAnnotating = name === 'check' && (line.includes('github') || (line.length === 0 && 'CI' in mode.env));
          expect(isAnnotating ? orders.filter((order) => !ANNOTATION.test(order)) : orders, told).toEqual([]);
          expect(secretsIn(out + err), told).toEqual([]);
          said += out.length;
        }
      }
      // The control: the titles were there to be said.
      expect(said).toBeGreaterThan(400_000);
      const files = readdirSync(join(root, '_site'), { recursive: true, encoding: 'utf8' }).filter((path) =>
        /\.\w+$/.test(path),
      );
      expect(files.length).toBeGreaterThan(mode.titles.length);
      for (const path of files) expect(secretsIn(readFileSync(join(root, '_site', path), 'utf8')), path).toEqual([]);
    },
    MODE_MS,
  );

  test('in a runner, one annotation for each finding', async () => {
    const root = everywhere(TITLES);
    const { findings } = JSON.parse((await run(['check', '--json'], { cwd: root })).out) as { findings: unknown[] };
    const { out } = await run(['check'], { cwd: root, env: { GITHUB_ACTIONS: 'true' } });
    expect(findings.length).toBeGreaterThan(TITLES.length);
    expect(obeyed(out)).toHaveLength(findings.length);
  });
});

describe('a comment under a pull request', () => {
  /** What GitHub or GitLab would make something of in Markdown: addresses, pictures, HTML, mentions and references. */
  function alive(markdown: string): readonly string[] {
    const found: string[] = [];
    const tree = parseMarkdown(markdown, { frontMatter: false });
    if (!('root' in tree)) throw new Error(tree.problem);
    visit(tree.root, (node) => {
      if (node.type === 'html' && !/^<!-- cop:review -->$|^<\/?(?:details|summary)>/.test(node.value))
        found.push(node.value);
      if (node.type === 'image' || node.type === 'imageReference' || node.type === 'footnoteReference')
        found.push(node.type);
      if (node.type === 'link' && /^(?:https?:|mailto:|javascript:|\/\/)/i.test(node.url)) found.push(node.url);
      if (node.type === 'text') {
        found.push(...(node.value.match(/(?<![\w`])@[A-Za-z0-9][\w/-]*/g) ?? []));
        found.push(...(node.value.match(/(?<!\w)#\d+|\b[\w-]+\/[\w-]+#\d+/g) ?? []));
      }
    });
    return found;
  }

  test('what is looked for would be found', () => {
    const text = '@ada #1 a/b#2 ![x](y) https://canary.invalid <b> [^1]\n\n[^1]: x\n';
    expect(alive(text)).toHaveLength(7);
    expect(alive('`@ada` \\#x [a](notes/a.md)')).toEqual([]);
  });

  test('has nothing of a stranger’s alive in it', async () => {
    const root = repository(demo());
    git(root, 'switch', '--quiet', '--create', 'theirs');
    TITLES.forEach((title, index) => {
      const text = `---\ntitle: "${title}"\nby: samir\ndate: 2026-11-05\ntopics: ["${title}"]\n---\n\nText.\n`;
      writeFileSync(join(root, `notes/cases/${id('n', index)}.md`), text);
    });
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '--message=Theirs');
    for (const line of [
      ['review', '--since', 'main'],
      ['check', '--format', 'md'],
      ['seen', '--markdown', 'alert error fixes'],
    ]) {
      const { out } = await run(line, { cwd: root });
      expect(out.length, line.join(' ')).toBeGreaterThan(40);
      expect(alive(out), line.join(' ')).toEqual([]);
    }
  });
});

describe('a calendar', () => {
  test('holds the properties that cop wrote and no others', async () => {
    const root = everywhere(TITLES);
    const { out } = await run(['due', '--ics'], { cwd: root });
    const calendar = new ical.Component(ical.parse(out) as never);
    const events = calendar.getAllSubcomponents('vevent');
    expect(events.length).toBeGreaterThan(20);
    const names = new Set(events.flatMap((event) => event.getAllProperties().map(({ name }) => name)));
    const known = new Set(['uid', 'sequence', 'dtstamp', 'dtstart', 'summary', 'transp', 'description', 'url']);
    expect([...names].filter((name) => !known.has(name) && !name.startsWith('x-'))).toEqual([]);
    for (const line of out.split('\r\n')) {
      expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
      expect(line).not.toMatch(/[\r\n]/);
    }
  });
});

test('a calendar is folded where a runner would obey it, and reads the same', async () => {
  const titles = Array.from(
    { length: 80 },
    (_, length) => `${'x'.repeat(length)} ##[group]y ${'::'.repeat(1 + (length % 3))}error::x`,
  );
  const issues = titles.map((title, index) => [
    `issues/i-${index}.md`,
    `---\ntitle: "${title}"\nby: ada\nopened: 2026-11-02\n---\n`,
  ]);
  const root = folderWith({
    'cop.yml': 'name: Small\n',
    'members/ada.md': '---\nname: Ada\n---\n',
    ...Object.fromEntries(issues),
  });
  const { out } = await run(['due', '--ics'], { cwd: root });
  expect(obeyed(out)).toEqual([]);
  const events = new ical.Component(ical.parse(out) as never).getAllSubcomponents('vevent');
  const said = events.map((event) => String(event.getFirstPropertyValue('summary')).replace(/^.*?: /, ''));
  expect(said.sort()).toEqual([...titles].sort());
});

test('nobody writes CSV, so a formula has nowhere to be one (out/301 to 311)', () => {
  const source = (path: string): string => readFileSync(join(PROJECT, 'src', path), 'utf8');
  const writers = readdirSync(join(PROJECT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && path !== 'adopt/csv.ts')
    .filter((path) => /csv-stringify|text\/csv|'--csv'|toCsv/.test(source(path)));
  expect(writers).toEqual([]);
});
