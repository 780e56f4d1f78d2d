import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { agendaMarkdown } from '../src/render/session.ts';
import { nameless } from '../src/compile/nameless.ts';
import { readSheet } from '../src/read/sheet.ts';
import { PROTOCOLS, lengthOf } from '../src/compile/protocols.ts';
import { cast } from '../src/compile/session.ts';
import { every } from '../src/kinds/index.ts';
import { parseMarkdown, printMarkdown } from '../src/text/markdown/parse.ts';
import { demo, run } from './world.ts';
import { communityOf, demoCommunity, fileOf, today } from './community.ts';

const people = communityOf({
  'members/zoe-lindqvist.md': fileOf({ name: 'Zoë Lindqvist', aliases: '[zl]' }),
  'members/bo.md': fileOf({ name: 'Bo Li' }),
  'members/may.md': fileOf({ name: 'May O’Hara' }),
  'members/tt.md': fileOf({ name: '田中 太郎', aliases: '[田中太郎]' }),
});

describe('names are taken out of what is learned', () => {
  test.each([
    ['Zoë told me. Then Lindqvist left.', 'A colleague told me. Then a colleague left.'],
    ['Ask Zoë Lindqvist’s team', 'Ask a colleague’s team'],
    ['@zoe-lindqvist and @zl', 'A colleague and a colleague'],
    ['Zoëlle and Bolivia stay, so does both', 'Zoëlle and Bolivia stay, so does both'],
    ['Bo Li said. bo stays, and so does everybody', 'A colleague said. bo stays, and so does everybody'],
    ['Li knows. Limits and May be, may be', 'A colleague knows. Limits and May be, may be'],
    ['ZOË LINDQVIST, Zoe\u0308 and zoë_lindqvist', 'A colleague, a colleague and a colleague'],
    ["May O'Hara and may o’hara (ops)", 'A colleague and a colleague (ops)'],
    ['田中さん、田中太郎', 'A colleagueさん、a colleague'],
    ['@zoë @Li @may', 'A colleague a colleague a colleague'],
    ['write to zoe@example.org!', 'write to an address!'],
    ['$& (ops) stays', '$& (ops) stays'],
  ])('%s', (text, expected) => expect(nameless(people).text(text)).toBe(expected));

  test('and told, so that somebody reads it again', () => {
    const without = nameless(people);
    without.text('Zoë, Zoë and @bo');
    expect(without.taken()).toEqual(['bo', 'Zoë']);
    expect(without.left('The Lindqvists may ask zoe, not lindy')).toEqual(['Lindqvists', 'may', 'zoe']);
  });

  test('and nothing is taken where there is nobody', () => {
    expect(nameless(communityOf({})).text('Zoë stays')).toBe('Zoë stays');
  });
});

describe('those who wrote and are no members', () => {
  test('are taken out by their ids', () => {
    const without = nameless(people, ['ghost-writer', 'bo']);
    expect(without.text('Ghost Writer and @ghost-writer, GhostWriter')).toBe(
      'A colleague and a colleague, a colleague',
    );
    expect(without.left('zlindqvist said')).toEqual(['zlindqvist']);
  });

  test('nor do members stay whose file cannot be read', () => {
    const lost = communityOf({ 'members/ada-lovelace.md': '---\nname: [\n---\n' });
    expect(nameless(lost).text('Ada Lovelace said, ada_lovelace wrote')).toBe('A colleague said, a colleague wrote');
  });
});

describe('in a whole page', () => {
  const printed = (markdown: string): { text: string; taken: readonly string[] } => {
    const tree = parseMarkdown(markdown, { frontMatter: false });
    if (!('root' in tree)) throw new Error('no tree');
    const without = nameless(people);
    const nodes = without.nodes(tree.root.children, 'notes/cases/n.md');
    return { text: printMarkdown({ type: 'root', children: [...nodes] }).trim(), taken: without.taken() };
  };

  test.each([
    ['`@zoe-lindqvist` ran `zoë`', '`A colleague` ran `zoë`'],
    ['![Zoë Lindqvist](a.png "Bo Li")', '![A colleague](a.png "A colleague")'],
    ['[Zoë](../../members/zoe-lindqvist.md) did', 'A colleague did'],
    ['See [her page](https://github.com/zoe-lindqvist/x)', 'See her page'],
    ['<https://github.com/bo>', 'a link'],
    ['[write](mailto:zoe@example.org)', 'write'],
    ['[the docs](https://example.org/bolivia)', '[the docs](https://example.org/bolivia)'],
    ['```\nZoë Lindqvist ran it\n```', '```\nA colleague ran it\n```'],
  ])('%j reads %j', (markdown, expected) => expect(printed(markdown).text).toBe(expected));
});

describe('the sheet of a session', () => {
  const sheet = (...lines: readonly string[]) => readSheet(['# Troika', '', '## Advice given', ...lines].join('\n'));

  test('is taken as it was written', () => {
    const read = sheet(
      'Ask again on: 2026-12-18',
      '',
      '### Zoë: Do *this*',
      '',
      'First.',
      '',
      '- a',
      '- b',
      'When it applies: always',
      'but not in May',
      '',
      'Basis: did it',
      '',
      '### Bo Li: No',
      '',
      'On: the contrary, I would wait.',
      '',
      'Stance: reserves',
      'On: do *this*',
    );
    expect(read.problems).toEqual([]);
    expect(read.askAgain).toEqual({ text: '2026-12-18', line: 4 });
    expect(read.noted).toEqual([
      {
        who: 'Zoë',
        title: 'Do *this*',
        advice: 'First.\n\n- a\n- b\nWhen it applies: always\nbut not in May',
        applies: '',
        basis: 'did it',
        stance: null,
        on: null,
        line: 6,
      },
      {
        who: 'Bo Li',
        title: 'No',
        advice: 'On: the contrary, I would wait.',
        applies: '',
        basis: null,
        stance: 'reserves',
        on: 'do *this*',
        line: 17,
      },
    ]);
  });

  test('labels begin a paragraph; code is nobody’s label', () => {
    const read = sheet(
      '### Zoë: Restart it',
      '',
      '```yaml',
      'Stance: up',
      '### Bo: not a heading',
      '```',
      '',
      'When it applies: in',
      'winter.',
      '',
      'When it applies: and in spring.',
    );
    expect(read.problems).toEqual([]);
    expect(read.noted).toMatchObject([
      {
        who: 'Zoë',
        advice: '```yaml\nStance: up\n### Bo: not a heading\n```',
        applies: 'in\nwinter.\n\nand in spring.',
        stance: null,
      },
    ]);
  });

  test.each([
    ['words below nobody’s name', ['Everybody agreed.'], 4],
    ['a heading without a colon', ['### Zoë: A', '', 'Text', '', '### Bo said no'], 8],
    ['conditions of nothing', ['### Zoë:', '', 'When it applies: in winter'], 4],
    ['another heading among the advice', ['### Zoë: A', '', 'Text', '', '## Bo: B', '', 'More'], 8],
    ['a comment of a shell outside its block', ['### Zoë: A', '', 'Run', '# then this', 'that'], 7],
    ['a comment without an end', ['### Zoë: A', '', 'Text', '<!-- no'], 7],
    ['a code block without an end', ['### Zoë: A', '', '~~~', 'code'], 6],
  ])('%s are a problem with a line', (_, lines, line) => {
    expect(sheet(...lines).problems.map((problem) => problem.line)).toEqual([line]);
  });

  test('people write labels as they like', () => {
    const read = sheet(
      '### Zoë: A ###',
      '',
      '```SELECT 1``` works',
      '',
      '**Stance:** supports',
      'On: B',
      '',
      'On: Mondays it fails.',
      '',
      '**Basis**: ',
      'did it',
      '',
      '<!--',
      '### Bo: not said',
      '-->',
    );
    expect(read.problems).toEqual([]);
    expect(read.noted).toMatchObject([
      {
        who: 'Zoë',
        title: 'A',
        advice: '```SELECT 1``` works\n\n\nOn: Mondays it fails.',
        stance: 'supports',
        on: 'B',
        basis: 'did it',
      },
    ]);
  });

  test('what stands below another heading is not of it', () => {
    expect(sheet('### Zoë: A', '', 'Text', '', '## Thanks', '', '').noted).toMatchObject([{ advice: 'Text' }]);
    expect(readSheet('### Zoë: A\n\nText\n').problems).toMatchObject([{ line: 1 }]);
  });
});

const community = demoCommunity();

describe('a session', () => {
  test.each(PROTOCOLS.map((protocol) => [protocol.name, protocol] as const))(
    '%s has its parts filled and its sheet read back',
    (_, protocol) => {
      for (const issue of every(community, 'issue')) {
        const filled = cast(issue, protocol, community, [], today());
        const all = [filled.asker, filled.facilitator, ...filled.advisers].filter((one) => one !== null);
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
        expect(filled.advisers.length).toBeLessThanOrEqual(protocol.most);
        expect(filled.advisers.some(({ fields }) => fields.left !== null && fields.left <= today())).toBe(false);
        const sheet = agendaMarkdown(
          { issue, protocol, people: filled, begins: 840, askAgain: today('2027-01-04') },
          community,
        );
        // As printed, nobody has said anything yet.
        expect(readSheet(sheet)).toMatchObject({ noted: [], askAgain: { text: '2027-01-04' }, problems: [] });
        const said = filled.advisers.reduce<string>(
          (text, { title }) => text.replace(`### ${title}:`, `### ${title}: Do *this*\n\nAnd that.`),
          sheet,
        );
        expect(readSheet(said).noted.map(({ who, title, advice }) => [who, title, advice])).toEqual(
          filled.advisers.map(({ title }) => [title, 'Do *this*', 'And that.']),
        );
      }
    },
  );

  test('lasts as long as its steps', () => {
    expect(PROTOCOLS.map((protocol) => [protocol.name, lengthOf(protocol)])).toEqual([
      ['case-clinic', 60],
      ['peer-assist', 90],
      ['troika', 15],
    ]);
  });

  test('says how many are missing', () => {
    const [issue] = every(community, 'issue');
    const [clinic] = PROTOCOLS;
    if (!issue || !clinic) throw new Error('nothing to try it on');
    expect(cast(issue, clinic, community, ['zoe-lindqvist'], today())).toMatchObject({ missing: 1, facilitator: null });
  });
});

test('a draft of an FAQ entry is in no FAQ, and the site links to it and has it', async () => {
  const root = demo();
  const { out } = await run(['capture', 'rerun-doubles', 'Twice?', '--as', 'faq', '--by', 'samir'], { cwd: root });
  const id = out.trim().replace(/^faq\/|\.md$/g, '');
  expect((await run(['faq'], { cwd: root })).out).not.toContain('Twice?');
  expect((await run(['site', 'build'], { cwd: root })).code).toBe(0);
  const site = join(root, '_site');
  const pages = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html'));
  expect(pages).toContain(`faq/${id}.html`);
  expect(readFileSync(join(site, 'faq/index.html'), 'utf8')).not.toContain('Twice?');
  for (const page of pages) {
    for (const [, href] of readFileSync(join(site, page), 'utf8').matchAll(/ href="([^"#]+)[^"]*"/g)) {
      if (href === undefined || /^(?:https?|mailto|data):/.test(href)) continue;
      expect(existsSync(join(site, page, '..', decodeURI(href))), `${page} → ${href}`).toBe(true);
    }
  }
});
