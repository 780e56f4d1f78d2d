import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faqEntries } from '../src/compile/faq/index.ts';
import { fillBlock } from '../src/plans/block.ts';
import { faqMarkdown } from '../src/render/faq-markdown.ts';
import { deriveStates } from '../src/states/index.ts';
import { communityOf, fileOf, today } from './community.ts';
import { demo, run } from './world.ts';

const issue = (title: string, opened: string, fields: Readonly<Record<string, string>> = {}): string =>
  fileOf({ title, by: 'ada', opened, ...fields });
const advice = (on: string, text = 'Dig.'): string =>
  `${fileOf({ title: 'Dig', issue: on, by: 'bo', date: '2026-09-02' })}\n## Advice\n\n${text}\n\n## When it applies\n\nIn sand.\n`;
const report = (on: string, date: string, outcome: string, tried: string, did = 'We dug.'): string =>
  `${fileOf({ issue: on, by: 'ada', date, outcome, tried: `[${tried}]` })}\n## What we did\n\n${did}\n`;

const people = { 'members/ada.md': fileOf({ name: 'Ada' }), 'members/bo.md': fileOf({ name: 'Bo' }) };
const compiled = (files: Readonly<Record<string, string>>) => {
  const community = communityOf({ ...people, ...files });
  return { community, entries: faqEntries(community, deriveStates(community, today())) };
};

const recurring = {
  'issues/first.md': issue('Why is it dry?', '2026-09-01', { topics: '[wells]' }),
  'issues/again.md': issue('No water again', '2026-10-01', { repeats: 'first', topics: '[pumps]', aliases: '[dry-2]' }),
  'issues/third.md': issue('why is it dry?', '2026-10-05', { repeats: 'again' }),
  'advice/dig.md': advice('first'),
  'followups/f1.md': report('first', '2026-09-20', 'worked', 'dig', 'In sand, two metres.'),
  'followups/f2.md': report('again', '2026-10-20', 'did-not-work', 'dig', 'In clay it fell in.'),
};

describe('what came up again is one entry', () => {
  const { entries, community } = compiled(recurring);
  const [entry] = entries;

  test('under the question that was asked first, with all other askings', () => {
    expect(entries).toHaveLength(1);
    expect(entry).toMatchObject({ id: 'first', question: 'Why is it dry?', alsoAsked: ['No water again'] });
    expect(entry?.askings.map(({ id }) => id)).toEqual(['first', 'again', 'third']);
    expect(entry?.topics).toEqual(['wells', 'pumps']);
    expect(entry?.aliases).toEqual(['again', 'dry-2', 'third']);
  });

  test('and where some say that it worked and some that it did not, both are told with what they did', () => {
    expect(entry?.confidence).toBe('contradicted');
    const text = faqMarkdown(entries, community, today());
    expect(text).toContain('**Those who tried it disagree**');
    expect(text).toContain('- **It worked** ([2026-09-20](followups/f1.md)): In sand, two metres.');
    expect(text).toContain('- **It did not work** ([2026-10-20](followups/f2.md)): In clay it fell in.');
    expect(text).toContain(
      '<a id="first"></a><a id="again"></a><a id="dry-2"></a><a id="third"></a>\n\n### Why is it dry?',
    );
  });

  test('a written entry answers every asking', () => {
    const written = compiled({
      ...recurring,
      'faq/dry.md': `${fileOf({ title: 'Is it dry?', from: '[again]' })}\n## Answer\n\nDig.\n`,
    });
    expect(written.entries.map(({ id, alsoAsked }) => [id, alsoAsked])).toEqual([
      ['dry', ['Why is it dry?', 'No water again']],
    ]);
    // What was an entry by itself leads to the one that was written.
    expect(written.entries[0]?.aliases).toEqual(['first', 'again', 'dry-2', 'third']);
  });

  test('issues that repeat each other are one entry, too', () => {
    const circle = { ...recurring, 'issues/first.md': issue('Why is it dry?', '2026-09-01', { repeats: 'third' }) };
    expect(compiled(circle).entries.map(({ id }) => id)).toEqual(['again']);
  });
});

describe('questions that notes put as headings', () => {
  const note = (body: string, fields: Readonly<Record<string, string>> = {}): string =>
    `${fileOf({ title: 'Wells', by: 'bo', date: '2026-11-01', topics: '[wells]', ...fields })}\n${body}`;
  const body =
    '## Situation\n\nDry.\n\n### How deep?\n\nTwo metres.\n\n#### In clay\n\nThree.\n\n### Done\n\n## いつ掘る？\n\n春。\n\n## Empty?\n';

  test('are entries that stand and fall with their note', () => {
    const { entries, community } = compiled({ 'notes/cases/wells.md': note(body, { aliases: '[old-wells]' }) });
    expect(entries.map(({ id, question, confidence }) => [id, question, confidence])).toEqual([
      ['wells-how-deep', 'How deep?', 'not validated'],
      ['wells-いつ掘る', 'いつ掘る？', 'not validated'],
    ]);
    expect(entries[0]).toMatchObject({ anchor: 'how-deep', aliases: ['old-wells-how-deep'], topics: ['wells'] });
    expect(faqMarkdown(entries, community, today())).toContain(
      '### How deep?\n\nTwo metres.\n\n#### In clay\n\nThree.\n',
    );
  });

  test.each([
    ['a draft', { draft: 'true' }],
    ['superseded', {}],
  ])('but not where the note is %s', (word, fields) => {
    const successor = { 'notes/cases/new.md': note('', { supersedes: 'wells', title: 'New' }) };
    const files = { 'notes/cases/wells.md': note(body, fields), ...(word === 'superseded' ? successor : {}) };
    expect(compiled(files).entries).toEqual([]);
  });

  test('what somebody wrote as an entry is not asked twice', () => {
    const files = {
      'notes/cases/wells.md': note('## How deep?\n\nTwo metres.\n'),
      'faq/deep.md': `${fileOf({ title: 'How much?', also_asked: '["how deep?"]', from: '[wells]' })}\n## Answer\n\nTwo.\n`,
    };
    expect(compiled(files).entries.map(({ id }) => id)).toEqual(['deep']);
  });
});

describe('a block in somebody’s file', () => {
  const marked = (between: string, eol = '\n'): string =>
    `# Ours\n\nOurs  \n<!-- cop:faq -->${between}<!-- /cop:faq -->\n\nOurs, too\t\n`.replaceAll('\n', eol);

  test.each(['\n', '\r\n'])('is filled, and nothing else is touched (%j)', (eol) => {
    const plan = fillBlock({ path: 'README.md', text: marked('old', eol) }, 'As of 2026-11-20. One.\n\nTwo.\n');
    expect(plan.changes).toEqual([
      {
        type: 'edit',
        path: 'README.md',
        before: marked('old', eol),
        after: marked('\n\nAs of 2026-11-20. One.\n\nTwo.\n\n', eol),
      },
    ]);
  });

  test('is fresh though it says another day', () => {
    const text = marked('\n\nAs of 2026-11-01. One.\n\nTwo.\n\n');
    expect(fillBlock({ path: 'a', text }, 'As of 2026-11-20. One.\n\nTwo.').changes).toEqual([]);
    expect(fillBlock({ path: 'a', text }, 'As of 2026-11-20. One.\n\nThree.').changes).toHaveLength(1);
  });

  test.each(['No marks', '<!-- cop:faq -->', '<!-- /cop:faq --><!-- cop:faq -->', `${marked('')}${marked('')}`])(
    'needs one pair of marks: %j',
    (text) => expect(() => fillBlock({ path: 'a.md', text }, 'x')).toThrow(/one pair of marks/),
  );

  test('is found stale by --check, filled, and then fresh until something changes', async () => {
    const root = demo();
    const cop = (...line: readonly string[]) => run(line, { cwd: root });
    writeFileSync(join(root, 'notes/FAQ.md'), '---\n---\n# Ours\n<!-- cop:faq -->\n<!-- /cop:faq -->\n');
    expect(await cop('faq', '--into', 'notes/FAQ.md', '--check')).toMatchObject({ code: 1, out: '' });
    expect(await cop('faq', '--into', 'notes/FAQ.md')).toMatchObject({ code: 0, out: 'notes/FAQ.md\n' });
    const text = readFileSync(join(root, 'notes/FAQ.md'), 'utf8');
    expect(text).toContain('](../advice/delete-then-insert-c68z.md)');
    expect(text).not.toContain('# FAQ of');
    expect((await cop('faq', '--into', 'notes/FAQ.md', '--check', '--as-of', '2026-11-21')).code).toBe(0);
    expect((await cop('faq', '--into', 'notes/FAQ.md', '--check', '--as-of', '2027-11-21')).code).toBe(1);
    expect((await cop('faq', '--into', '../FAQ.md')).err).toContain('outside the community');
    expect((await cop('check')).code).toBe(0);
  });
});

describe('the site', () => {
  test.each([
    ['https://github.com/example/tidewater/', 'https://github.com/example/tidewater/issues/new?title='],
    ['https://gitlab.example.org/a/b', 'https://gitlab.example.org/a/b/-/issues/new?issue[title]='],
  ])('asks on every page about one document whether it was helpful, at %s', async (url, address) => {
    const root = demo();
    const config = join(root, 'cop.yml');
    writeFileSync(config, `${readFileSync(config, 'utf8').trimEnd()}\n  repository_url: ${url}\n`);
    expect((await run(['site', 'build'], { cwd: root })).code).toBe(0);
    const forge = url.replace(/\/$/, '');
    for (const [page, source] of [
      ['faq/safe-to-rerun-day-nm3t', 'faq/safe-to-rerun-day-nm3t'],
      ['faq/trip-ids-change-every-release-5kt4', 'issues/trip-ids-change-every-release-5kt4'],
      ['issues/clock-change-hour-twice-87hr', 'issues/clock-change-hour-twice-87hr'],
      ['notes/meaning-outlives-ids-8fty', 'notes/insights/meaning-outlives-ids-8fty'],
    ] as const) {
      const html = readFileSync(join(root, `_site/${page}.html`), 'utf8');
      // The line below the front matter, which no reader of the page has seen.
      const [, line = ''] = html.match(new RegExp(`href="${forge}/blob/HEAD/${source}\\.md\\?plain=1#L(\\d+)"`)) ?? [];
      const lines = readFileSync(join(root, `${source}.md`), 'utf8').split('\n');
      expect(lines[Number(line) - 1]).toMatch(/^## /);
      expect(lines.indexOf('---', 1)).toBeLessThan(Number(line));
      expect(html).toContain(`href="${address.replaceAll('&', '&amp;')}`);
    }
    expect(readFileSync(join(root, '_site/index.html'), 'utf8')).not.toContain('Was this page helpful?');
  });

  test('takes the community’s own stylesheet after its own, and no other', async () => {
    const root = demo();
    expect((await run(['site', 'build'], { cwd: root })).code).toBe(0);
    expect(readFileSync(join(root, '_site/index.html'), 'utf8')).not.toContain('own.css');
    mkdirSync(join(root, '.cop'), { recursive: true });
    writeFileSync(join(root, '.cop/site.css'), ':root { --accent: #7a1f5c }\n');
    expect((await run(['site', 'build'], { cwd: root })).code).toBe(0);
    expect(readFileSync(join(root, '_site/assets/own.css'), 'utf8')).toBe(':root { --accent: #7a1f5c }\n');
    const entry = readFileSync(join(root, '_site/faq/safe-to-rerun-day-nm3t.html'), 'utf8');
    expect(entry.indexOf('../assets/site.css')).toBeLessThan(entry.indexOf('../assets/own.css'));
    rmSync(join(root, '.cop/site.css'));
    symlinkSync('/etc/hostname', join(root, '.cop/site.css'));
    expect(await run(['site', 'build'], { cwd: root })).toMatchObject({
      code: 2,
      err: expect.stringContaining('symbolic link'),
    });
  });

  test('leads from every former name to what it is called now', async () => {
    const root = demo();
    const entry = join(root, 'faq/safe-to-rerun-day-nm3t.md');
    writeFileSync(entry, readFileSync(entry, 'utf8').replace('topics:', 'aliases: [rerun-twice-k3p9]\ntopics:'));
    expect((await run(['site', 'build'], { cwd: root })).code).toBe(0);
    const page = readFileSync(join(root, '_site/faq/rerun-twice-k3p9.html'), 'utf8');
    expect(page).toContain('content="0; url=safe-to-rerun-day-nm3t.html"');
    expect(existsSync(join(root, '_site/faq/safe-to-rerun-day-nm3t.html'))).toBe(true);
  });

  test('reads a question that a note answers in the note', async () => {
    const root = demo();
    const note = join(root, 'notes/insights/follow-arrival-not-age-w84v.md');
    writeFileSync(note, `${readFileSync(note, 'utf8')}\n### What of ferries?\n\nThe same.\n`);
    expect((await run(['site', 'build'], { cwd: root })).code).toBe(0);
    const list = readFileSync(join(root, '_site/faq/index.html'), 'utf8');
    expect(list).toContain('href="../notes/follow-arrival-not-age-w84v.html#what-of-ferries"');
    expect(readFileSync(join(root, '_site/notes/follow-arrival-not-age-w84v.html'), 'utf8')).toContain(
      'id="what-of-ferries"',
    );
  });
});

test('as HTML, every entry keeps its anchor and nothing runs', async () => {
  const { out, code } = await run(['faq', '--format', 'html'], { cwd: demo() });
  expect(code).toBe(0);
  expect(out).toContain('<h3 id="safe-to-rerun-day-nm3t">Is it safe to rerun a day?</h3>');
  expect(out).toContain('href="#safe-to-rerun-day-nm3t"');
  expect(out).not.toMatch(/<script|<img/);
});
