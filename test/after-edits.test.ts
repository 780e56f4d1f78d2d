// What is said after an edit, by what earlier runs kept, is what a program says that keeps nothing.
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeCommunity } from '../bench/community.mjs';
import { reset, taken } from '../src/text/work.ts';
import { COMMUNITY, folder, git, repository, run, seeded } from './world.ts';
import type { Ran } from './world.ts';

/** How often chance has its way; once, unless given. */
const ROUNDS = Number(process.env['COP_EDITS'] ?? 1);

/** The commands that go on from what they knew. */
const COMMANDS = [
  ['check'],
  ['list'],
  ['due', '--within', '60 days'],
  ['report', '--format', 'md'],
  ['check', 'notes', '--format', 'sarif'],
  ['check', '--json'],
  ['list', 'notes', '--json'],
  ['report', '--sponsor'],
].slice(0, ROUNDS > 1 ? Infinity : 5);

interface World {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
}

/** What was said, however many pieces it came in. */
const told = ({ code, out, err }: Ran): Omit<Ran, 'said'> => ({ code, out, err });
const kept = async ({ root, env }: World, words: readonly string[]): Promise<unknown> =>
  told(await run(words, { cwd: root, env }));
const anew = async ({ root }: World, words: readonly string[]): Promise<unknown> =>
  told(await run(words, { cwd: root }));

const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2_100));

async function demo(): Promise<World> {
  const root = join(folder(), 'tidewater');
  cpSync(COMMUNITY, root, { recursive: true });
  repository(root);
  await later();
  return { root, env: { XDG_CACHE_HOME: folder() } };
}

/** Documents of a community, without what was left where the tests are. */
const documentsOf = (root: string): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md') && !path.startsWith('.'))
    .sort();

type Pick = <T>(from: readonly T[]) => T;

/** What somebody may do to a text; the body begins behind the front matter, where there is any. */
type Edit = (text: string, pick: Pick, others: () => string) => string;

const bodyAt = (text: string): number => {
  const end = text.startsWith('---') ? text.indexOf('\n---', 3) : -1;
  return end < 0 ? 0 : text.indexOf('\n', end + 1) + 1 || text.length;
};

const inBody =
  (change: (body: string, pick: Pick, others: () => string) => string): Edit =>
  (text, pick, others) =>
    text.slice(0, bodyAt(text)) + change(text.slice(bodyAt(text)), pick, others);

const LINES = [
  'A line of plain words, and no more.',
  '## Another heading',
  '# A title',
  '[a link](../nowhere/at-all.md)',
  '[to a heading](../README.md#nothing-of-that-name)',
  'See [[nobody-by-that-id]] and `code`.',
  '<!-- cop-ignore link: it is to come -->\n[ignored](not-there.md)',
  '<!-- cop-ignore near-duplicate: it is meant to be -->',
  '<!-- cop-ignore-file section: it is short -->',
  '<!-- cop-ignore reference -->',
  '<!-- What happened? -->',
  '{{something}} that was left over',
  '```sh\n[no link](here.md)\n```',
  '```',
  '<<<<<<< ours\none\n=======\nother\n>>>>>>> theirs',
  'Zoë Lindqvist forgot to restart it, and is to blame for that.',
  '<a id="by-hand"></a> words',
  '| a | b |\n| - | - |\n| [x](y.md) | [[z]] |',
  '> - quoted\n>   [link](q.md)',
  '    indented [code](c.md)',
  'Words under\n===========',
  '[one]: ./first.md "title"\n\nand [one] again',
];

const EDITS: Readonly<Record<string, Edit>> = {
  'a line at the end': inBody((body, pick) => `${body}\n${pick(LINES)}\n`),
  'a line at the beginning': inBody((body, pick) => `${pick(LINES)}\n\n${body}`),
  'a line in between': inBody((body, pick) => {
    const lines = body.split('\n');
    lines.splice(Math.floor(lines.length / 2), 0, pick(LINES));
    return lines.join('\n');
  }),
  'a line less': inBody((body, pick) => {
    const lines = body.split('\n');
    lines.splice(pick(lines.map((_, index) => index)), 1);
    return lines.join('\n');
  }),
  'two lines swapped': inBody((body) => {
    const [first = '', ...rest] = body.split('\n');
    return [...rest, first].join('\n');
  }),
  'the words of another': inBody((_, __, others) => others().slice(bodyAt(others()))),
  'a section without a word': inBody((body) => body.replace(/(^## .*\n)(?:(?!^## )[^])*/m, '$1\n')),
  'no body': inBody(() => ''),
  'other line ends': (text) => text.replaceAll(/\r?\n/g, text.includes('\r') ? '\n' : '\r\n'),
  'a mark of the order of bytes': (text) => `\ufeff${text}`,
  'a field more': (text, pick) =>
    text.replace('---\n', `---\n${pick(['colour: red', 'topics: [gtfs]', 'title: Other', '# a comment'])}\n`),
  'a field less': (text) => text.replace(/^(?:title|date|by|topics|from):.*\n/m, ''),
  'nothing at all': (text) => text,
  'no front matter': (text) => text.slice(bodyAt(text)),
  'front matter that is not closed': (text) => text.replace(/\n---\n/, '\n'),
};

/** What may happen to files beside that. */
const EVENTS: Readonly<Record<string, (root: string, path: string) => void>> = {
  'a file is gone': (root, path) => rmSync(join(root, path)),
  'a file is called otherwise': (root, path) =>
    renameSync(join(root, path), join(root, path.replace(/\.md$/, '-2.md'))),
  'a copy': (root, path) => cpSync(join(root, path), join(root, dirname(path), 'a-copy.md')),
  'bytes that are no text': (root, path) => writeFileSync(join(root, path), Buffer.from([0x2d, 0xff, 0xfe])),
  'a picture': (root) => writeFileSync(join(root, 'nowhere.png'), 'png'),
  'other settings': (root) =>
    writeFileSync(join(root, 'cop.yml'), `${readFileSync(join(root, 'cop.yml'), 'utf8')}\n# more\n`),
  'a commit': (root) => {
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '--allow-empty', '--message=More');
  },
  'what was committed comes back': (root) => void git(root, 'checkout', '--quiet', '--', '.'),
};

/** Picks by chance, the same for the same seed. */
function picking(seed: number): Pick {
  const random = seeded(seed);
  return (from) => from[Math.floor(random() * from.length)] as (typeof from)[number];
}

/** Does a thing to one of some documents, and tells what it was. */
function happening(
  root: string,
  paths: readonly string[],
  thing: string,
  pick: Pick,
  events: typeof EVENTS = EVENTS,
): string {
  const path = pick(paths);
  const edit = EDITS[thing];
  if (edit) {
    const text = readFileSync(join(root, path), 'utf8');
    const others = (): string => readFileSync(join(root, pick(paths)), 'utf8');
    writeFileSync(join(root, path), edit(text, pick, others));
  } else events[thing]?.(root, path);
  return `${thing}: ${path}`;
}

describe('after whatever is done to a community', () => {
  test.each(Array.from({ length: ROUNDS }, (_, round) => round))(
    'what is said is what is so (round %i)',
    async (round) => {
      const world = await demo();
      const pick = picking(round * 7919 + 3);
      const happened: string[] = [];
      for (const words of COMMANDS) await kept(world, words);
      const things = [...Object.keys(EDITS), ...Object.keys(EVENTS), ...Object.keys(EDITS)];
      for (let step = 0; step < (ROUNDS > 1 ? 40 : 12); step += 1) {
        const thing = step < things.length && round === 0 ? (things[step] as string) : pick(things);
        happened.push(happening(world.root, documentsOf(world.root), thing, pick));
        for (const words of COMMANDS)
          expect(await kept(world, words), `${words.join(' ')} after ${happened.slice(-4).join('; ')}`).toEqual(
            await anew(world, words),
          );
      }
    },
    600_000,
  );
});

/** Every file below a folder, with what is in it. */
const bytesBelow = (root: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(root.length), readFileSync(path, 'latin1')];
      }),
  );

describe('a site that is built after whatever is done', () => {
  /** What may happen to the files of a site, or to what it is made of beside documents. */
  const TAMPERING: Readonly<Record<string, (root: string) => void>> = {
    'a word of a page': (root) => {
      const path = join(root, '_site/index.html');
      writeFileSync(path, readFileSync(path, 'utf8').replace('Questions', 'Questiens'));
    },
    'a page is gone': (root) => rmSync(join(root, '_site/faq/index.html')),
    'a style of its own': (root) => {
      mkdirSync(join(root, '.cop'), { recursive: true });
      writeFileSync(join(root, '.cop/site.css'), 'body { color: red }\n');
    },
    'a list of files that is damaged': (root) => writeFileSync(join(root, '_site/.cop-site'), 'index.html\n'),
  };

  test.each(Array.from({ length: ROUNDS }, (_, round) => round))(
    'is what is built anew (round %i)',
    async (round) => {
      const world = await demo();
      const pick = picking(round * 104_729 + 11);
      const happened: string[] = [];
      const inBodies = Object.keys(EDITS).slice(0, 8);
      // Most edits are of what a document says, which most pages do not show.
      const things =
        round === 0 ? [...inBodies.slice(0, 4), ...Object.keys(TAMPERING), 'a field more', 'a commit'] : [];
      const all = [...inBodies, ...inBodies, ...Object.keys(EDITS), ...Object.keys(EVENTS), ...Object.keys(TAMPERING)];
      await kept(world, ['site', 'build']);
      for (let step = 0; step < (round === 0 ? things.length : 30); step += 1) {
        const paths = documentsOf(world.root).filter((path) => !path.startsWith('_'));
        happened.push(happening(world.root, paths, things[step] ?? pick(all), pick, { ...EVENTS, ...TAMPERING }));
        const out = join(folder(), 'anew');
        const said = (await kept(world, ['site', 'build', '--json'])) as Ran;
        const right = (await anew(world, ['site', 'build', '--json', '--out', out])) as Ran;
        const trail = happened.slice(-4).join('; ');
        expect(said.code, trail).toBe(right.code);
        const known = (text: string): object => {
          const { url, written, unchanged, removed, ...rest } = JSON.parse(text) as Record<string, unknown>;
          expect([typeof url, typeof written, typeof unchanged, typeof removed].join(' ')).toMatch(
            /^string(?: number){3}$/,
          );
          return rest;
        };
        expect(known(said.out), trail).toEqual(known(right.out));
        const { '/.gitignore': ignored, '/.cop-site': list, ...files } = bytesBelow(join(world.root, '_site'));
        const { '/.cop-site': other, ...wanted } = bytesBelow(out);
        expect(ignored).toBe('*\n');
        expect(list?.replace('.gitignore\n', ''), trail).toBe(other);
        expect(
          Object.keys(files).filter((name) => files[name] !== wanted[name]),
          trail,
        ).toEqual([]);
        expect(Object.keys(files), trail).toEqual(Object.keys(wanted));
      }
    },
    600_000,
  );
});

describe('an edit that others cannot see', () => {
  // Without this, the test above would hold of a program that keeps nothing.
  test('has `check` read the file again and those of the members, and `list` and `due` the file alone', async () => {
    const root = join(folder(), 'made-up');
    makeCommunity(root, 200, { commits: 3 });
    const world = { root, env: { XDG_CACHE_HOME: folder() } };
    await later();
    const path = documentsOf(root).find((one) => one.startsWith('notes/')) as string;
    const members = documentsOf(root).filter((one) => one.startsWith('members/')).length;
    const work = async (words: readonly string[]): Promise<number> => {
      reset();
      await kept(world, words);
      return taken().file;
    };
    const commands = [['check'], ['list'], ['due']];
    for (const words of commands) expect(await work(words), words.join(' ')).toBeGreaterThan(180);
    for (const more of ['Once more.', 'And again.']) {
      writeFileSync(join(root, path), `${readFileSync(join(root, path), 'utf8')}\n${more}\n`);
      // The settings, the baseline, the lock and the file itself, read once to see what it shows and once to judge it.
      expect(await work(['check'])).toBeLessThanOrEqual(members + 5);
      expect(await work(['list'])).toBe(1);
      expect(await work(['due'])).toBe(1);
    }
    git(root, 'commit', '--quiet', '--all', '--message=More');
    expect(await work(['due']), 'after a commit').toBe(1);
    const pages = async (): Promise<number> => {
      reset();
      await kept(world, ['site', 'build']);
      return taken().page;
    };
    expect(await pages()).toBeGreaterThan(100);
    expect(await pages(), 'with nothing changed').toBe(0);
    writeFileSync(join(root, path), `${readFileSync(join(root, path), 'utf8')}\nAnd more.\n`);
    // Its own, and the first page, which tells how long it takes to read.
    expect(await pages()).toBe(2);
  }, 120_000);
});

/** What has to come out right though it takes more than the edited document to know: how it begins, and what happens then. */
interface Turn {
  readonly before: (root: string) => void;
  readonly after: (root: string) => void | Promise<void>;
  readonly words: readonly (readonly string[])[];
}

describe('what an edit may bring about elsewhere', () => {
  const put = (root: string, path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const add = (root: string, path: string, text: string): void =>
    put(root, path, `${readFileSync(join(root, path), 'utf8')}\n${text}\n`);
  const note = (title: string, more: string, text: string): string =>
    `---\ntitle: ${title}\nby: zoe-lindqvist\ndate: 2026-11-01\n${more}---\n\n## The insight\n\n${text}\n`;
  const many = (word: string): string => Array.from({ length: 60 }, (_, index) => `${word}${index}`).join(' ');
  const CHECK = [['check']];
  const SITE = [['site', 'build']];

  const TURNS: Readonly<Record<string, Turn>> = {
    'a link that spells its target in another way, and then its plain name': {
      before: (root) => {
        put(root, 'notes/insights/plain-n4m3.md', note('Plain', '', many('plain')));
        put(root, 'notes/insights/other-n5m4.md', note('Other', '', 'See [it](plain%2Dn4m3.md).'));
      },
      after: (root) => add(root, 'notes/insights/other-n5m4.md', 'It is called plain-n4m3 and no more.'),
      words: [['list'], ['report', '--format', 'md'], ['check']],
    },
    'two notes alike of which one supersedes the other by a former id': {
      before: (root) => {
        put(root, 'notes/insights/first-n4m3.md', note('First', 'aliases: [once-n4m3]\n', many('same')));
        put(root, 'notes/insights/second-n5m4.md', note('Second', 'supersedes: once-n4m3\n', many('same')));
      },
      after: (root) => add(root, 'notes/insights/second-n5m4.md', 'One word.'),
      words: CHECK,
    },
    'a member whose id another document has': {
      before: (root) => {
        put(root, 'faq/callum-breck.md', '---\nquestion: Who is it?\n---\n\n## Answer\n\nNobody.\n');
        put(root, 'notes/insights/public-n4m3.md', note('Public', 'audience: public\n', 'It was so.'));
      },
      after: (root) => add(root, 'notes/insights/public-n4m3.md', 'Callum Breck did it.'),
      words: CHECK,
    },
    'advice without a title on an issue with half a template in its own': {
      before: (root) => {
        put(
          root,
          'issues/asked-n4m3.md',
          '---\ntitle: Why is {{name}} here\nby: zoe-lindqvist\nopened: 2026-10-01\n---\n\n## Challenge\n\nIt is.\n',
        );
        put(
          root,
          'advice/given-n5m4.md',
          '---\nissue: asked-n4m3\ntitle: ""\nby: callum-breck\ndate: 2026-10-02\n---\n\n## Advice\n\n`{{x}}`\n',
        );
      },
      after: (root) => add(root, 'advice/given-n5m4.md', 'More.'),
      words: CHECK,
    },
    'a folder whose one file is gone from the disk': {
      before: (root) => {
        put(root, 'guides/one.md', '# One\n');
        git(root, 'add', '--all');
        rmSync(join(root, 'guides/one.md'));
      },
      after: (root) => add(root, 'README.md', 'More.'),
      words: [['check'], ['check', 'guides']],
    },
    'who is who, in a file that git is told to ignore': {
      before: (root) => put(root, '.git/info/exclude', '.mailmap\n'),
      after: (root) => put(root, '.mailmap', 'Somebody Else <test@example.org>\n'),
      words: SITE,
    },
    'a style of its own, in a folder that git is told to ignore': {
      before: (root) => {
        put(root, '.git/info/exclude', '.cop/\n');
        put(root, '.cop/site.css', 'a { color: red }\n');
      },
      after: (root) => put(root, '.cop/site.css', 'a { color: tan }\n'),
      words: SITE,
    },
    'a page that somebody else wrote over while it was built': {
      before: () => undefined,
      after: async (root) => {
        const page = join(root, '_site/faq/index.html');
        writeFileSync(page, readFileSync(page, 'utf8').replace('Questions', 'Answers, '));
        await later();
      },
      words: SITE,
    },
    'a folder of the site that is a link now': {
      before: () => undefined,
      after: (root) => {
        renameSync(join(root, '_site/notes'), join(root, '../elsewhere'));
        symlinkSync('../../elsewhere', join(root, '_site/notes'));
      },
      words: SITE,
    },
  };

  test.each(Object.entries(TURNS))('%s', async (_, { before, after, words }) => {
    const root = join(folder(), 'tidewater');
    cpSync(COMMUNITY, root, { recursive: true });
    repository(root);
    before(root);
    const world = { root, env: { XDG_CACHE_HOME: folder() } };
    for (const line of words) await kept(world, line);
    await after(root);
    for (const line of words) {
      const said = (await kept(world, line)) as Ran;
      const site = line === SITE[0] && said.code === 0 ? bytesBelow(join(root, '_site')) : null;
      const right = (await anew(world, line)) as Ran;
      // How many files were written is another matter.
      const isBuilt = site !== null;
      expect(isBuilt ? said.code : said, line.join(' ')).toEqual(isBuilt ? right.code : right);
      if (isBuilt) expect(site).toEqual(bytesBelow(join(root, '_site')));
    }
  });
});
