import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FORMS, formNamed } from '../src/compile/form.ts';
import type { Form } from '../src/compile/form.ts';
import { formOfBody, submission } from '../src/compile/intake.ts';
import { settle } from '../src/compile/settling.ts';
import { gitlabTemplate } from '../src/render/issue-forms.ts';
import type { Day } from '../src/text/day.ts';
import { demoCommunity } from './community.ts';
import { githubIssue, githubUser, gitlabIssue, json, server } from './forge-server.ts';
import type { Server } from './forge-server.ts';
import { PROJECT, demo, git, run } from './world.ts';

const form = (name: string): Form => formNamed(name) as Form;
const fixture = (name: string): string => readFileSync(join(PROJECT, 'fixtures/intake', name), 'utf8');
const SENDER = { member: 'amara-okafor', unknown: 'nobody knows you', day: '2026-11-20' as Day };

/** A body as GitHub makes it of a form. */
function body(kind: Form, answers: Readonly<Record<string, string>>): string {
  return kind.entries.map(({ label }) => `### ${label}\n\n${answers[label] ?? '_No response_'}`).join('\n\n');
}

const settled = (kind: string, answers: Readonly<Record<string, string>>) =>
  settle(submission(form(kind), body(form(kind), answers)), demoCommunity(), SENDER);

describe('a body read back', () => {
  test('holds what was answered, and nothing of what was not', () => {
    const { title, fields, sections, problems } = submission(form('issue'), fixture('issue.md'));
    expect({ title, problems }).toEqual({ title: null, problems: [] });
    expect([...fields]).toEqual([
      ['topics', 'ferries, late-data'],
      ['help', 'experience'],
      ['by', 'Amara'],
      ['project', 'Winter timetable'],
      ['needed_by', '2026-12-04'],
    ]);
    expect([...sections.keys()]).toEqual(['Challenge', 'Context']);
    expect(sections.get('Context')).toBe(
      'Counts come from a box on board that only sends in port.\n\n#### What the box does\n\nIt keeps ten days.',
    );
    // A heading in a code block is none.
    expect(sections.get('Challenge')).toContain('```sh\n### not a heading\n```');
  });

  test('is the same with CRLF, and from GitLab’s template with its comments', () => {
    const plain = submission(form('issue'), fixture('issue.md'));
    expect(submission(form('issue'), fixture('issue.md').replaceAll('\n', '\r\n'))).toEqual(plain);
    const { fields, sections, problems } = submission(form('case'), fixture('case.md'));
    expect(problems).toEqual([]);
    expect([...fields]).toEqual([
      ['topics', '- gtfs\n- late-data'],
      ['draft', 'yes'],
    ]);
    expect(sections.get('Situation')).toBe('The feed changed at noon.');
    expect([...sections.values()].join('\n')).not.toMatch(/<!--|\/label/);
  });

  test('an empty template says nothing', () => {
    for (const one of FORMS) {
      const { fields, sections, problems } = submission(one, gitlabTemplate(one));
      const filled = [...fields.keys()].filter((name) => one.kind.fields[name]?.entering.by !== 'choice');
      expect([filled, [...sections.keys()], problems], one.name).toEqual([[], [], []]);
    }
  });

  test('headings of others belong to the section above them, and so does a label out of its order that is there twice', () => {
    const text = body(form('issue'), {
      Topics: 'trams',
      Challenge: 'One.\n\n### Something\n\nTwo.\n\n### Topics\n\nThree.',
      Context: 'Four.',
    });
    const { sections, fields, problems } = submission(form('issue'), text);
    expect(sections.get('Challenge')).toBe('One.\n\n### Something\n\nTwo.\n\n### Topics\n\nThree.');
    expect([sections.get('Context'), fields.get('topics'), problems]).toEqual(['Four.', 'trams', []]);
  });

  test('labels that are there once may stand in any order', () => {
    const { sections, fields, problems } = submission(
      form('issue'),
      '### Context\n\nB\n\n### By\n\nsamir\n\n### Challenge\n\nA',
    );
    expect([[...sections], [...fields], problems]).toEqual([
      [
        ['Challenge', 'A'],
        ['Context', 'B'],
      ],
      [['by', 'samir']],
      [],
    ]);
  });

  test('a label that could stand in two places is asked about', () => {
    const { problems } = submission(
      form('issue'),
      body(form('issue'), { Challenge: 'One.\n\n### Context\n\nMine.', Context: 'Two.' }),
    );
    expect(problems).toEqual([
      '`### Context` can be read in more than one way: where it is part of your text, write it with four `#`.',
    ]);
  });

  test.each(['```', '~~~~ md'])('a label in a code block (%s) is quoted, not said', (fence) => {
    const quoting = `${fence}\n### Context\n${fence.split(' ')[0]}`;
    const { problems, sections } = submission(
      form('issue'),
      body(form('issue'), { Challenge: quoting, Context: 'Two.' }),
    );
    expect([problems, sections.get('Challenge'), sections.get('Context')]).toEqual([[], quoting, 'Two.']);
  });

  test('a code block without an end swallows nothing in silence', () => {
    const { problems, sections } = submission(
      form('issue'),
      body(form('issue'), { Challenge: '```sql\nselect 1', Context: 'Two.' }),
    );
    expect(problems).toEqual([
      "A code block that begins with `'''sql` does not end: write the same signs on a line of their own below it.",
    ]);
    expect(sections.get('Context')).toBe('Two.');
  });

  test('nothing above the first heading is lost in silence', () => {
    const { problems } = submission(form('issue'), 'Hello all!\n\n### Challenge\n\nOne.');
    expect(problems).toEqual([
      '`Hello all!` stands above the first heading: put it below one, such as `### Challenge`.',
    ]);
  });

  test('what no file may hold is left out', () => {
    expect(submission(form('issue'), '### Challenge\n\na\u0000b\u001b[31m').sections.get('Challenge')).toBe('ab[31m');
  });

  test('whatever is answered in sections comes back, and no text makes it throw', () => {
    const line = fc
      .string({ unit: 'grapheme', maxLength: 40 })
      .map((text) => text.replaceAll(/[\r\n#`~<\p{Cc}]/gu, ''));
    fc.assert(
      fc.property(fc.constantFrom(...FORMS), fc.array(line, { minLength: 1, maxLength: 12 }), (one, lines) => {
        const wanted = one.entries.filter(({ of }) => of === 'section');
        const answers = Object.fromEntries(
          wanted.map(({ label }, index) => [label, `x${lines[index % lines.length]}\n\ny`]),
        );
        const { sections, problems } = submission(one, body(one, answers));
        expect(problems).toEqual([]);
        for (const { label, name } of wanted) expect(sections.get(name)).toBe(answers[label]);
      }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...FORMS),
        fc.string({ unit: 'binary' }),
        (one, text) => submission(one, text).problems.length >= 0,
      ),
    );
  });

  test('what is too long is not read', () => {
    const { problems } = submission(form('issue'), `### Challenge\n\n${'x'.repeat(131_072)}`);
    expect(problems).toEqual(['It is longer than 128 thousand characters: say it in fewer, and link to the rest.']);
  });

  test('takes no longer than its length, whatever it is made of', () => {
    const started = performance.now();
    for (const piece of ['### Context\n', '```\n', '### ', '<!--', '<!-- -->', '~~~~', ' \n', '- [x] a\n', '`']) {
      submission(form('issue'), `### Challenge\n\n${piece.repeat(Math.floor(60_000 / piece.length))}`);
    }
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('of which kind it is', () => {
  const kind = (text: string, labels: readonly string[] = []): string => formOfBody(text, labels).kind.name;

  test('a label, a template’s last line or the headings tell', () => {
    expect(kind('', ['bug', 'cop:case'])).toBe('case');
    expect(kind('', ['cop::followup'])).toBe('followup');
    expect(kind('### Draft\n\nyes\n\n/label ~"cop::insight"\n')).toBe('insight');
    for (const one of FORMS) expect(kind(body(one, {})), one.name).toBe(one.kind.name);
    expect(kind('### Challenge\n\nx')).toBe('issue');
  });

  test.each([
    ['', [], 'cannot be told'],
    ['### By\n\nme', [], 'cannot be told'],
    ['', ['cop:case', 'cop:failure'], 'several kinds: `cop:case` and `cop:failure`'],
    ['', ['cop:vision'], 'cannot be told'],
  ] as const)('%j %j', (text, labels, said) => {
    expect(() => formOfBody(text, labels)).toThrow(said);
  });
});

describe('values as people write them', () => {
  test('words, days, choices, flags, boxes and references', () => {
    const { fields, problems } = settled('issue', {
      Topics: '- ferries\n- late-data, gtfs\n',
      Help: 'Decision check',
      Challenge: 'x',
      Context: 'y',
      Repeats: '65fz',
    });
    expect(problems).toEqual([]);
    expect(Object.fromEntries(fields)).toEqual({
      topics: ['ferries', 'late-data', 'gtfs'],
      help: 'decision-check',
      by: 'amara-okafor',
      opened: '2026-11-20',
      repeats: 'ferry-boardings-weeks-late-65fz',
    });
    expect(Object.fromEntries(settled('member', { Roles: '- [x] core\n- [ ] sponsor\n- [X] expert' }).fields)).toEqual({
      roles: ['core', 'expert'],
    });
    const told = settled('case', { Draft: 'No', 'Review in': '6 weeks', Thanks: '', From: '65fz\nnm3t' }).fields;
    expect([told.get('draft'), told.get('review_in'), told.get('from')]).toEqual([
      'false',
      '6 weeks',
      ['ferry-boardings-weeks-late-65fz', 'safe-to-rerun-day-nm3t'],
    ]);
    // Texts may hold commas.
    expect(settled('faq', { 'Also asked': 'May I, if I must?\nWhy not?' }).fields.get('also_asked')).toEqual([
      'May I, if I must?',
      'Why not?',
    ]);
  });

  test('every problem is told, in words for its author', () => {
    expect(
      settle(submission(form('issue'), fixture('wrong.md')), demoCommunity(), { ...SENDER, member: null }).problems,
    ).toEqual([
      '`Help`: `a miracle` is none of ideas, experience, challenge, decision-check.',
      '`By`: `Nobody Special` names nobody here: members are Amara Okafor, Callum Breck, Hiroshi Tanaka, Margaret Ellery, Priya Raman, Samir Haddad, Tomasz Wrona and Zoë Lindqvist.',
      '`Opened`: `tomorrow` is no day: write it as 2026-12-04.',
      '`Repeats`: `something that was never asked` names no issue here: write its id, its code or a part of its title.',
      '`Challenge` is empty: What are you trying to do, and where does it stick?',
      '`Context` is empty: What must somebody know who has never seen your project?',
    ]);
  });

  test.each([
    [
      'followup',
      { Issue: 'a', Outcome: 'worked' },
      /^`Issue`: `a` could be any of [a-z0-9-]+, .*and \d+ more: write one of them\.$/,
    ],
    [
      'followup',
      { Outcome: 'worked' },
      '`Issue` is empty: The issue it reports on. Write the id, the code or a part of the title of an issue.',
    ],
    ['followup', { Issue: '65fz' }, '`Outcome` is empty: How it turned out.'],
    ['case', { Draft: 'maybe' }, '`Draft`: `maybe` is neither yes nor no.'],
    [
      'case',
      { 'Review in': 'soon' },
      '`Review in`: `soon` is not what belongs there, which is a length of time such as 6 weeks or 3 working days.',
    ],
    ['case', { Reviewed: '2026-02-30' }, '`Reviewed`: `2026-02-30` is no day: write it as 2026-12-04.'],
    ['issue', { Project: 'one\n\n### two' }, '`Project`: `one ### two` is more than one line.'],
    ['member', { Roles: '- [x] `evil`' }, "`Roles`: `'evil'` is none of sponsor, core, member, expert."],
    ['issue', { Project: 'x' }, '`By` is empty, and nobody knows you.'],
  ] as const)('%s %j', (kind, answers, said) => {
    const { problems } = settle(submission(form(kind), body(form(kind), answers)), demoCommunity(), {
      ...SENDER,
      member: kind === 'issue' ? null : SENDER.member,
    });
    expect(problems, String(problems)).toContainEqual(typeof said === 'string' ? said : expect.stringMatching(said));
  });

  test('where there is nothing to tell, no section is missed', () => {
    expect(settled('followup', { Issue: '65fz', Outcome: 'not-tried' }).problems).toEqual([]);
  });
});

const TOKEN = 'ghp_SECRET0123456789SECRET';

/** A GitHub with these issues, by their numbers. */
async function githubWith(
  issues: readonly ReturnType<typeof githubIssue>[],
  email: string | null = null,
): Promise<Server> {
  return server(({ path }, response) => {
    const number = /\/issues\/(\d+)$/.exec(path)?.[1];
    if (path.startsWith('/users/')) return json(response, githubUser('ada-l', 4711, { email }));
    if (number === undefined) return json(response, issues);
    const found = issues.find((issue) => issue.number === Number(number));
    return found ? json(response, found) : json(response, { message: 'Not Found' }, 404);
  });
}

const at = ({ origin }: Server): string[] => ['--repository', 'https://github.com/tidewater/practice', '--url', origin];

/** The message of the last commit, and the trailers that git sees in it. */
const trailers = (root: string): string => git(root, 'log', '-1', '--format=%(trailers:only,unfold)').trim();

describe('cop intake', () => {
  const intake = (root: string, argv: readonly string[], env: NodeJS.ProcessEnv = { GITHUB_TOKEN: TOKEN }) =>
    run(['intake', ...argv], { cwd: root, env });

  test('an issue becomes a document on a branch, with its author credited', async () => {
    const root = demo();
    const there = await githubWith([githubIssue(12, { title: 'Trams in the\r\nfog' })]);
    const { code, out, err } = await intake(root, [
      '--issue',
      '12',
      '--new-member',
      '--branch',
      'intake/12',
      ...at(there),
    ]);
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/^members\/ada-lovelace\.md\nissues\/trams-in-the-fog-....\.md\n$/) as string,
    });
    expect(err).not.toContain('SECRET');
    expect(git(root, 'branch', '--show-current').trim()).toBe('intake/12');
    expect(git(root, 'status', '--porcelain')).toBe('');
    expect(trailers(root)).toBe('Co-authored-by: Ada Lovelace <4711+ada-l@users.noreply.github.com>');
    const issue = git(root, 'show', `HEAD:${out.split('\n')[1] ?? ''}`);
    expect(issue).toContain('title: Trams in the fog\nby: ada-lovelace\nopened: 2026-11-19\n');
    expect(issue).toContain('forge: "https://github.com/tidewater/practice/issues/12"');
    expect(git(root, 'show', 'HEAD:members/ada-lovelace.md')).toContain(
      'name: Ada Lovelace\njoined: 2026-11-19\naliases: [ada-l]\n',
    );
    expect((await run(['check'], { cwd: root })).code).toBe(0);
    // Once is enough.
    const again = await intake(root, ['--issue', '12', ...at(there)]);
    expect(again).toMatchObject({ code: 2, out: '' });
    expect(again.err).toContain('Issue 12 was taken in already: issues/trams-in-the-fog-');
  });

  test('nothing is committed that nobody asked to commit', async () => {
    const root = demo();
    const there = await githubWith([githubIssue(12, { body: fixture('issue.md') })], 'ada@example.org');
    const { code, err } = await intake(root, ['--issue', '12', ...at(there)]);
    expect(code).toBe(0);
    expect(err).toContain('Co-authored-by: Ada Lovelace <ada@example.org>');
    expect(git(root, 'log', '--oneline').trim().split('\n')).toHaveLength(1);
    expect(git(root, 'status', '--porcelain')).toMatch(/^\?\? issues\/issue-12-....\.md\n$/);
  });

  test('other kinds remember the issue by an alias', async () => {
    const root = demo();
    const there = await githubWith([
      githubIssue(7, { labels: ['cop:case'], body: `${fixture('case.md')}\n### By\n\nsamir` }),
    ]);
    expect((await intake(root, ['--issue', '7', '--commit', ...at(there)])).code).toBe(0);
    expect((await run(['show', 'github-7'], { cwd: root })).out).toContain('Issue 7');
    expect((await intake(root, ['--issue', '7', ...at(there)])).err).toContain(
      'was taken in already: notes/cases/issue-7-',
    );
  });

  test('a member is known by a login, or else by the name alone, which is said', async () => {
    const root = demo();
    writeFileSync(join(root, 'members/ada.md'), '---\nname: Ada K. Lovelace\naliases: [Ada-L]\n---\n');
    const there = await githubWith([githubIssue(1), githubIssue(2)]);
    const sure = await intake(root, ['--issue', '1', ...at(there)]);
    expect([sure.code, sure.err.includes('by the name alone')]).toEqual([0, false]);
    writeFileSync(join(root, 'members/ada.md'), '---\nname: Ada Lovelace\n---\n');
    const unsure = await intake(root, ['--issue', '2', ...at(there)]);
    expect(unsure.err).toContain(
      'It is taken to be from Ada Lovelace by the name alone, which anybody can give themselves. Once members/ada.md has `aliases: [ada-l]`, it is certain.',
    );
  });

  test('what does not validate is refused with every reason, and nothing is written', async () => {
    const root = demo();
    const there = await githubWith([
      githubIssue(3, { title: 'x', body: '### Challenge\n\n# Big\n\n### Context\n\ny\n\n### Needed by\n\nsoon' }),
    ]);
    const first = await intake(root, ['--issue', '3', ...at(there)]);
    expect(first).toMatchObject({ code: 2, out: '' });
    expect(first.err).toBe(
      [
        'cop: Nothing was written of issue 3: 2 things are to be put right.',
        '- `By` is empty, and @ada-l is no member here yet: ask to become one, or write the name of the member it comes from.',
        '- `Needed by`: `soon` is no day: write it as 2026-12-04.',
        'With --new-member, whoever sent it becomes a member in the same change.',
        '',
      ].join('\n'),
    );
    const other = await githubWith([
      githubIssue(3, { title: 'x', body: '### Challenge\n\n# Big\n\n### Context\n\ny\n\n### By\n\nsamir' }),
    ]);
    expect((await intake(root, ['--issue', '3', ...at(other)])).err).toContain(
      '- The text for `Challenge` has a heading `Big` of its own, which would begin another section. Write it with three `#` or more.',
    );
    expect(git(root, 'status', '--porcelain')).toBe('');
  });

  test('a label takes in what is new and fit, each with its own credit, and tells the rest', async () => {
    const root = demo();
    const fit = githubIssue(1, { body: fixture('issue.md') });
    const there = await githubWith([
      fit,
      githubIssue(2, { body: '### Challenge\n\nOnly this.\n\n### By\n\nsamir' }),
      githubIssue(3, { title: 'Third', body: fixture('issue.md') }),
    ]);
    const line = ['--label', 'cop:issue', '--branch', 'intake', ...at(there)];
    const { code, out, err } = await intake(root, line);
    expect([code, out.split('\n').length - 1]).toEqual([1, 2]);
    expect(err).toContain('Nothing was written of issue 2: 1 thing is to be put right.\n- `Context` is empty:');
    expect(err).toContain('3 open issues with the label cop:issue: 2 taken in, 1 refused.');
    expect(git(root, 'log', '--format=%s', '-2')).toMatch(/^Add issue: Third .*\nAdd issue: Issue 1 /);
    const again = await intake(root, ['--label', 'cop:issue', ...at(there), '--json']);
    expect([again.code, JSON.parse(again.out)]).toMatchObject([
      1,
      {
        taken: [],
        before: [{ number: 1 }, { number: 3 }],
        refused: [{ number: 2, problems: [expect.stringContaining('Context')] }],
      },
    ]);
  });

  test('GitLab the same', async () => {
    const root = demo();
    const there = await server((_, response) => json(response, gitlabIssue(5)));
    const line = [
      '--issue',
      '5',
      '--new-member',
      '--commit',
      '--repository',
      'https://gitlab.com/group/practice',
      '--url',
      `${there.origin}/api/v4`,
    ];
    expect((await intake(root, line, { GITLAB_TOKEN: TOKEN })).code).toBe(0);
    expect(trailers(root)).toBe('Co-authored-by: Ada Lovelace <42-ada.l@users.noreply.gitlab.com>');
    expect(there.seen[0]?.headers['private-token']).toBe(TOKEN);
  });

  test('a stranger’s name, title and body put nothing on the commit but their own credit', async () => {
    const root = demo();
    const evil = 'Eve>\nSigned-off-by: Boss <boss@example.org>\n\nCo-authored-by: B <b@example.org>';
    const there = await server(({ path }, response) =>
      path.startsWith('/users/')
        ? json(response, githubUser('ada-l', 4711, { name: evil, email: 'eve@example.org>\nReviewed-by: x <y@z.org' }))
        : json(
            response,
            githubIssue(9, {
              title: `T\n\nSigned-off-by: Boss <boss@example.org>`,
              body: `${fixture('issue.md')}\n\nSigned-off-by: x <y@z.org>`,
            }),
          ),
    );
    expect((await intake(root, ['--issue', '9', '--commit', ...at(there)])).err).toContain('`Withdrawn`');
    const fine = await server(({ path }, response) =>
      path.startsWith('/users/')
        ? json(response, githubUser('ada-l', 4711, { name: evil, email: 'eve@example.org>\nReviewed-by: x <y@z.org' }))
        : json(
            response,
            githubIssue(9, { title: `T\n\nSigned-off-by: Boss <boss@example.org>`, body: fixture('issue.md') }),
          ),
    );
    expect((await intake(root, ['--issue', '9', '--commit', ...at(fine)])).code).toBe(0);
    expect(trailers(root)).toBe(
      'Co-authored-by: Eve Signed-off-by: Boss boss@example.org Co-authored-by: B b@example.org <4711+ada-l@users.noreply.github.com>',
    );
    expect(git(root, 'log', '-1', '--format=%B').trim().split('\n')).toHaveLength(3);
  });

  test('no token is ever told or kept', async () => {
    const root = demo();
    const there = await server((_, response) => json(response, { message: TOKEN }, 500));
    const empty = await githubWith([]);
    for (const argv of [
      ['--issue', '1'],
      ['--issue', '1', '--json'],
    ]) {
      const { code, out, err } = await intake(root, [...argv, '--verbose', ...at(empty)]);
      expect(code).toBe(2);
      expect(out + err).not.toContain('SECRET');
    }
    const nobody = await intake(root, ['--issue', '1', '--verbose', ...at(there)]);
    expect(nobody.out + nobody.err).not.toContain('SECRET');
    expect(git(root, 'status', '--porcelain', '--ignored')).toBe('');
  });

  test('a host that cop.yml alone names is asked nothing', async () => {
    const root = demo();
    const there = await githubWith([githubIssue(1)]);
    writeFileSync(
      join(root, 'cop.yml'),
      `${readFileSync(join(root, 'cop.yml'), 'utf8')}  repository_url: ${there.origin}/a/b\n`,
    );
    const { code, err } = await intake(root, ['--issue', '1', '--forge', 'gitlab']);
    expect([code, there.seen]).toEqual([2, []]);
    expect(err).toContain('it is asked nothing, and gets no token, before you name it');
    git(root, 'checkout', '--quiet', '--', 'cop.yml');
    git(root, 'remote', 'add', 'origin', `https://me:${TOKEN}@git.example.org/a/b`);
    const remote = await intake(root, ['--issue', '1', '--forge', 'gitlab']);
    expect(remote.err).toContain('Only git’s `origin` names git.example.org');
    expect(remote.err).not.toContain('SECRET');
  });

  test('a pull request is no issue', async () => {
    const there = await githubWith([
      githubIssue(4, { pull_request: { diff_url: null, html_url: null, patch_url: null, url: null } }),
    ]);
    expect((await intake(demo(), ['--issue', '4', ...at(there)])).err).toBe(
      'cop: 4 is a pull request, and no issue.\n',
    );
  });
});
