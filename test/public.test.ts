import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { demo, folderWith, repository, run } from './world.ts';

const front = (fields: Readonly<Record<string, string>>, body: string): string =>
  `---\n${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n---\n\n${body}`;

/** A word that stands nowhere but in one private place of the community: if it comes out, we know where it got through. */
const secret = (place: string): string => `canary${place}`;

const COMMUNITY = {
  'cop.yml':
    'name: Open practice\nsite:\n  repository_url: https://example.org/canaryrepository\n  base_url: https://open.example.org/faq\n',
  'members/grace-okonkwo.md': front({ name: 'Grace Okonkwo', aliases: '[canaryalias]' }, secret('member')),
  'members/boyd.md': front({ name: 'danah boyd' }, ''),
  'members/kim.md': front({ name: 'Kim', owner: 'x' }, ''),
  'issues/canaryissue-slow-load-k3p9.md': front(
    { title: secret('issuetitle'), by: 'kim', opened: '2026-01-05', topics: '[canarytopic]' },
    `## Challenge\n\n${secret('challenge')}\n`,
  ),
  'advice/canaryadvice-m4q8.md': front(
    { title: secret('advicetitle'), issue: 'canaryissue-slow-load-k3p9', by: 'grace-okonkwo', date: '2026-01-06' },
    `## Advice\n\n${secret('advice')}\n`,
  ),
  'followups/canaryfollowup-n5r7.md': front(
    {
      issue: 'canaryissue-slow-load-k3p9',
      by: 'kim',
      date: '2026-02-06',
      tried: '[canaryadvice-m4q8]',
      outcome: 'worked',
    },
    `## What we did\n\n${secret('followup')}\n`,
  ),
  'notes/cases/canaryprivate-p2s6.md': front(
    {
      title: secret('notetitle'),
      by: 'kim',
      date: '2026-03-01',
      from: '[canaryissue-slow-load-k3p9]',
      supersedes: 'load-by-day-q3t5',
    },
    `## Situation\n\n${secret('note')}\n`,
  ),
  'notes/cases/load-by-day-q3t5.md': front(
    {
      title: 'Load by day, as Grace Okonkwo does',
      by: 'kim',
      owner: 'grace-okonkwo',
      date: '2026-02-10',
      audience: 'public',
      topics: '[loading, okonkwo-method]',
      from: '[canaryissue-slow-load-k3p9, canaryadvice-m4q8]',
      canaryunknown: secret('field'),
    },
    [
      `<!-- ${secret('comment')} -->`,
      '## Situation',
      'Grace Okonkwo and @kim loaded a whole year. See [[canaryissue-slow-load-k3p9]] and',
      '[the thread](../../issues/canaryissue-slow-load-k3p9.md), or [[how-do-i-load-r6v4|the answer]].[^grace-okonkwo]',
      '<div>Grace Okonkwo said so</div>',
      '![a chart](../../files/canaryfile.png) and [the list](../../files/canarylist.csv)',
      '## How does Grace load?',
      'By day. Ask [her](../../members/grace-okonkwo.md) or grace@example.org.',
      '[^grace-okonkwo]: Grace Okonkwo told us.',
      '## Ask Grace Okonkwo {#grace-corner}',
      '[up](#ask-grace-okonkwo) [there](#grace-corner) [a](https://x.example/graceokonkwo/a) [b](https://x.example/by-okonkwo/)',
      '[c](https://x.example/?q=Grace%20Okonkwo) ![](https://x.example/grace.png) ![](gone/okonkwo.png) ![](../../issues/canaryissue-slow-load-k3p9.md)',
      '```okonkwo title="by Grace Okonkwo"\nGrace->>Kim: load()\n```',
      '<table><tr><td>Grace</td><td>Kim</td></tr></table>',
      'OKONKWO said, Grace\u00adOkonkwo said, Okonkwo’s way, danah boyd, Boyd.',
      '<!-- a > b canarycomment2 -->',
    ].join('\n\n'),
  ),
  'faq/how-do-i-load-r6v4.md': front(
    {
      title: 'How do I load?',
      from: '[canaryissue-slow-load-k3p9]',
      audience: 'public',
      also_asked: '["Does Grace Okonkwo load by day?", "see [[canaryissue-slow-load-k3p9]]", "or <!-- canaryask -->"]',
      aliases: '[grace-okonkwo-loads, okonkwos-law]',
    },
    '## Answer\n\nBy day. [[load-by-day-q3t5]]\n',
  ),
  'faq/canarydraft-s7w3.md': front(
    { title: secret('drafttitle'), from: '[canaryissue-slow-load-k3p9]', audience: 'public', draft: 'true' },
    `## Answer\n\n${secret('draft')}\n`,
  ),
  // An id that would come out the same as another.
  'notes/insights/okonkwo-rule.md': front(
    { title: 'The same rule', by: 'kim', date: '2026-02-11', audience: 'public' },
    '## The insight\n\nOne.\n',
  ),
  'notes/insights/boyds-rule.md': front(
    { title: 'The same rule', by: 'kim', date: '2026-02-11', audience: 'public' },
    '## The insight\n\nTwo.\n',
  ),
  'notes/insights/grace-okonkwo-knows-t8x2.md': front(
    { title: 'Grace Okonkwo knows', by: 'kim', date: '2026-02-11', audience: 'public' },
    '## The insight\n\nKnowing helps.\n',
  ),
  // Not plainly said is not said.
  ...Object.fromEntries(
    ['true', 'yes', '1', 'on', 'True', '[true]', 'maybe'].map((draft, n) => [
      `notes/cases/canarydraft${n}-v2${n + 2}w.md`,
      front({ title: secret(`draft${n}`), by: 'kim', date: '2026-02-11', audience: 'public', draft }, secret('body')),
    ]),
  ),
  // Each of these says it in another way than plainly.
  ...Object.fromEntries(
    [
      'audience: public\n"draft": true\ndraft: false',
      '"audience": community\naudience: public',
      'audience: public\nDraft: true',
      'audience: public\ndraft:',
      'audience: public\ndraft: ~',
      'audience: [public]',
    ].map((written, n) => [`canarywritten${n}.md`, `---\n${written}\n---\n\n# canarywritten${n}\n`]),
  ),
  'canaryindented.md': front({ audience: 'public' }, '# canaryindented\n\n- a\n  <<<<<<< ours\n  b\n'),
  'okonkwo.md': front({ audience: 'public' }, 'A page that is called like its file.\n'),
  'bo-li/tips.md': front({ audience: 'public' }, '# Tips of a page\n\n[settings](../cop.yml)\n'),
  'members/bo-li.md': front({ name: 'Bo Li' }, ''),
  'members/mark-young.md': front({ name: 'Mark Young' }, ''),
  'notes/insights/mark-young-trick.md': front(
    {
      title: 'A trick [[canaryissue-slow-load-k3p9]] <!-- canarytitlecomment -->',
      by: 'kim',
      date: '2026-02-11',
      audience: 'public',
      topics: '[bo-li, canaryissue-slow-load-k3p9]',
      aliases: '[mark-young-rule]',
    },
    [
      '## The insight',
      '!!! warning "For <!-- canarymark --> Grace"',
      '    ![Grace Okonkwo][p] and [it][Okonkwo]\n\n    [p]: y.png\n    [okonkwo]: z\n\n    !!! tip\n        <!-- canarynested --> x',
      '- a\n\n      <!-- canaryinlist -->',
      'Okon<b>kwo</b> and Gra<!-- c -->ce. [x](https://open.example.org/faq/issues/canaryissue-slow-load-k3p9.html)',
      '[y](https://x.example/mark-young/) [z](#mark-young-corner) `<!-- canarycode -->`',
    ].join('\n\n'),
  ),
  'canarydraftpage.md': front({ audience: 'public', draft: 'true' }, `# ${secret('draftpage')}\n`),
  'canarytwice.md': '---\naudience: community\naudience: public\n---\n\n# canarytwice\n',
  'canaryconflict.md': front(
    { audience: 'public' },
    '# canaryconflict\n\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n',
  ),
  '.cop/site.css': '/* canarycss, by Grace Okonkwo */ :root { --accent: #123456 }\n',
  'guides/by-okonkwo/tips.md': front({ audience: 'public' }, '# Tips\n\nHow to go on.\n'),
  'README.md': `# Inside\n\n${secret('page')}\n`,
  'guide.md': front({ audience: 'public' }, '# A guide\n\nHow to begin.\n'),
  'files/canaryfile.png': Buffer.from('89504e470d0a1a0a', 'hex'),
  'files/canarylist.csv': 'a,b\n',
  'broken/canarybroken.md': front({ title: '[' }, secret('broken')),
  'issues/canarylost-u9y4.md': 'no front matter: canarylostbody',
};

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(folder, path)).isFile());

describe('a site for everybody', () => {
  test('has no private word and no name in any byte of it, nor in the name of any file', async () => {
    const root = repository(folderWith(COMMUNITY));
    const { code, err } = await run(['site', 'build', '--public'], { cwd: root });
    expect(code).toBe(0);
    expect(err).toContain('For everybody: 10 documents with `audience: public`');
    const site = join(root, '_public');
    const files = filesBelow(site);
    const leaks = (word: RegExp): string[] =>
      files.filter((path) => word.test(path) || word.test(readFileSync(join(site, path), 'latin1')));
    expect(leaks(/canary/i)).toEqual([]);
    expect(leaks(/grace|okonkwo|\bkim\b|boyd|mark.young|bo.li\b/i)).toEqual([]);
    expect(err).toContain('Not shown to everybody: canarytwice.md: it sets a field twice.');
    expect(err).toContain('canaryconflict.md: it has the marks of a conflict.');
    expect(err).toContain('`draft` is neither true nor false');
    expect(files.filter((path) => /same-rule/.test(path) && path.endsWith('.html'))).toHaveLength(2);
    // What is to be seen is there, and would be found: the search above could have found something.
    expect(leaks(/Load by day, as a colleague does/).length).toBeGreaterThan(5);
    expect(files.filter((path) => path.endsWith('.png'))).toHaveLength(1);
    expect(files.filter((path) => path.endsWith('.csv'))).toHaveLength(1);
    for (const page of ['issues', 'digest', 'report.html', 'charter', 'calendar.ics']) {
      expect(files.filter((path) => path.startsWith(`${page}/`) && !/\/index\.html/.test(path))).toEqual([]);
    }
    expect(files).not.toContain('report.html');
    expect(files).not.toContain('calendar.ics');
  });

  test('the same words do come out where nobody asked for a site for everybody', async () => {
    const root = repository(folderWith(COMMUNITY));
    await run(['site', 'build'], { cwd: root });
    const site = join(root, '_site');
    const all = filesBelow(site)
      .map((path) => `${path}\n${readFileSync(join(site, path), 'latin1')}`)
      .join('\n');
    for (const place of [
      'issuetitle',
      'challenge',
      'advice',
      'followup',
      'note',
      'page',
      'repository',
      'file',
      'topic',
    ])
      expect(all, place).toContain(secret(place));
    expect(all).toContain('Grace Okonkwo');
  });

  test('says how far an answer may be relied on though nobody is told who tried it', async () => {
    const root = repository(folderWith(COMMUNITY));
    const { out } = await run(['site', 'build', '--public', '--json'], { cwd: root });
    expect(JSON.parse(out)).toMatchObject({ public: { documents: 10 }, unknownHistory: null });
    const page = readFileSync(join(root, '_public/faq/how-do-i-load-r6v4.html'), 'utf8');
    expect(page).toContain('validated');
    expect(page).toContain('tried once, and it worked');
    expect(page).toContain('Does a colleague load by day?');
    expect(page).not.toContain('Where it comes from');
    const note = readFileSync(join(root, '_public/notes/load-by-day-q3t5.html'), 'utf8');
    expect(note).toContain('superseded');
    expect(note).toContain('<a href="../faq/how-do-i-load-r6v4.html">the answer</a>');
    expect(note).toContain('See another document and');
    // The id that names somebody is replaced by one of the title without the name.
    expect(readFileSync(join(root, '_public/notes/a-colleague-knows-t8x2.html'), 'utf8')).toContain('Knowing helps.');
  });

  test('the demo community shows what it has for everybody, without its members', async () => {
    const root = demo();
    const { err } = await run(['site', 'build', '--public'], { cwd: root });
    expect(err).toMatch(/For everybody: [1-9]\d* documents/);
    const site = join(root, '_public');
    const members = readdirSync(join(root, 'members')).flatMap((name) => {
      const [, called = ''] = /^name: (.+)$/m.exec(readFileSync(join(root, 'members', name), 'utf8')) ?? [];
      return called === '' ? [] : [called];
    });
    expect(members.length).toBeGreaterThan(4);
    for (const path of filesBelow(site)) {
      const text = readFileSync(join(site, path), 'utf8');
      expect(
        members.filter((name) => text.includes(name)),
        path,
      ).toEqual([]);
    }
  });
});
