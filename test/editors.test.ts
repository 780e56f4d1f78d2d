import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KINDS } from '../src/kinds/index.ts';
import type { Kind } from '../src/model/kind.ts';
import { rename } from '../src/plans/rename.ts';
import { readFrontMatter } from '../src/text/front-matter.ts';
import { communityOf, demoCommunity, written } from './community.ts';
import { demo, git, run } from './world.ts';

const kinds: readonly Kind[] = KINDS;

async function equipped(): Promise<string> {
  const root = demo();
  const { code } = await run(['schema', '--vscode', '--obsidian', '--commit'], { cwd: root });
  expect(code).toBe(0);
  return root;
}

const read = (root: string, path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** What stands there when nothing is typed: the first choice, the suggestion, and a day for the editor's variables. */
function expanded(body: readonly string[]): string {
  const held = (text: string): string =>
    text.replaceAll(/\\([$}\\,|])/g, '$1').replaceAll('$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE', '2026-11-20');
  return body
    .join('\n')
    .replaceAll(/\$\{\d+\|((?:[^,|\\]|\\.)*)(?:,(?:[^|\\]|\\.)*)?\|\}/g, (_, first: string) => held(first))
    .replaceAll(/\$\{\d+:((?:[^}\\]|\\.)*)\}/g, (_, text: string) => held(text));
}

describe('what VS Code reads', () => {
  test('is a snippet for each kind, with what it needs and its sections', async () => {
    const snippets = Object.values(read(await equipped(), '.vscode/cop.code-snippets') as object) as {
      prefix: string;
      body: string[];
    }[];
    expect(snippets.map(({ prefix }) => prefix)).toEqual(kinds.map(({ name }) => `cop-${name}`));
    for (const [index, { body }] of snippets.entries()) {
      const kind = kinds[index] as Kind;
      const text = expanded(body);
      expect(text).not.toMatch(/\$\{|\|\}/);
      const { frontMatter, faults } = readFrontMatter(text);
      expect(faults, kind.name).toEqual([]);
      for (const [name, field] of Object.entries(kind.fields)) {
        const value = frontMatter?.data.get(name);
        if (field.required) expect(value, `${kind.name} ${name}`).toBeDefined();
        // What a person has to name cannot be suggested; days, choices and lists are right as they stand.
        if (value !== undefined && value !== null && field.entering.by !== 'map')
          expect(field.read(value).issues, `${kind.name} ${name}`).toEqual([]);
      }
      const sections = [...text.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
      expect(sections).toEqual(kind.sections.map(({ title }) => title));
    }
  });

  test('is a task that puts every finding at its place', async () => {
    const root = await equipped();
    writeFileSync(
      join(root, 'issues/bad-k7k7.md'),
      '---\ntitle: Bad\nby: nobody\nopened: soon\ncolour: red\n---\n\n[x](gone.md)\n',
    );
    const [task] = (
      read(root, '.vscode/tasks.json') as { tasks: { problemMatcher: { pattern: { regexp: string } } }[] }
    ).tasks;
    const pattern = new RegExp(task?.problemMatcher.pattern.regexp ?? '');
    const { out } = await run(['check'], { cwd: root });
    const found = out.split('\n').flatMap((line) => pattern.exec(line)?.slice(1) ?? []);
    const told = JSON.parse((await run(['check', '--json'], { cwd: root })).out) as {
      findings: Record<string, unknown>[];
    };
    expect(told.findings.length).toBeGreaterThan(2);
    expect(found).toEqual(
      told.findings.flatMap(({ path, line, column, severity, message, rule }) => [
        path,
        String(line),
        String(column),
        severity,
        message,
        rule,
      ]),
    );
  });

  test('is a folder and its fields for each kind, wherever the community keeps them', async () => {
    const root = demo();
    mkdirSync(join(root, 'told'));
    git(root, 'mv', 'notes/cases', 'told/cases');
    writeFileSync(
      join(root, 'cop.yml'),
      `${readFileSync(join(root, 'cop.yml'), 'utf8')}\nfolders:\n  case: told/cases\n`,
    );
    await run(['schema', '--vscode'], { cwd: root });
    const settings = read(root, 'frontmatter.json') as {
      'frontMatter.content.pageFolders': { path: string; contentTypes: string[] }[];
      'frontMatter.taxonomy.contentTypes': {
        name: string;
        fields: { name: string; required?: boolean; choices?: string[] }[];
      }[];
    };
    expect(settings['frontMatter.content.pageFolders']).toContainEqual(
      expect.objectContaining({ path: '[[workspace]]/told/cases', contentTypes: ['case'] }),
    );
    for (const { name, fields } of settings['frontMatter.taxonomy.contentTypes']) {
      const kind = kinds.find((one) => one.name === name) as Kind;
      const wanted = [...(kind.title.field === 'title' ? ['title'] : []), ...Object.keys(kind.fields), 'aliases'];
      expect(fields.map((field) => field.name)).toEqual(wanted);
      const needed = Object.entries(kind.fields).flatMap(([field, { required }]) => (required ? [field] : []));
      expect(
        fields.flatMap((field) => (field.required === true && field.name !== 'title' ? [field.name] : [])),
      ).toEqual(needed);
    }
  });

  test('takes the place of nothing that is there', async () => {
    const root = demo();
    mkdirSync(join(root, '.vscode'));
    writeFileSync(join(root, '.vscode/settings.json'), '{"mine": 1}\n');
    const { err } = await run(['schema', '--vscode'], { cwd: root });
    expect(err).toContain('.vscode/settings.json was there, and stays as it is.');
    expect(readFileSync(join(root, '.vscode/settings.json'), 'utf8')).toBe('{"mine": 1}\n');
    expect((await run(['schema', '--vscode', 'issue'], { cwd: root })).code).toBe(2);
  });
});

describe('the repository as an Obsidian vault', () => {
  test('has a type for every property of which there is one', async () => {
    const { types } = read(await equipped(), '.obsidian/types.json') as { types: Record<string, string> };
    expect(types).toMatchObject({
      date: 'date',
      topics: 'multitext',
      draft: 'checkbox',
      by: 'text',
      aliases: 'aliases',
    });
    expect(types).not.toHaveProperty('sliders');
  });

  test('finds what every [[id]] means by the name of a file alone, as Obsidian does', () => {
    const { documents, linksFrom, follow, files } = demoCommunity();
    const stems = [...files].map((path) => path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/, ''));
    const wiki = documents.flatMap((document) => linksFrom(document).filter(({ form }) => form === 'wiki'));
    expect(wiki.length).toBeGreaterThan(5);
    for (const link of wiki) {
      expect(stems.filter((stem) => stem === link.target)).toHaveLength(1);
      expect(follow(link)?.path.endsWith(`/${link.target}.md`)).toBe(true);
    }
  });

  test('may link from properties, too', () => {
    const files = {
      'members/ada.md': '---\nname: Ada\n---\n',
      'members/bo.md': '---\nname: Bo\n---\n',
      'issues/one-k2k2.md': '---\ntitle: One\nby: "[[ada]]"\nopened: 2026-01-01\n---\n\n## Challenge\n\nWhy?\n',
      'advice/two-k3k3.md': '---\ntitle: Two\nissue: "[[one-k2k2|that one]]"\nby: "[[bo]]"\ndate: 2026-01-02\n---\n',
    };
    const community = communityOf(files);
    expect(community.complaints).toEqual([]);
    expect(community.byId.get('two-k3k3')?.fields).toMatchObject({ issue: 'one-k2k2', by: 'bo' });
    const issue = community.byId.get('one-k2k2');
    if (!issue) throw new Error('no issue');
    const after = written(files, rename(community, issue, 'Other').plan);
    expect(after['advice/two-k3k3.md']).toContain('issue: "[[other-k2k2|that one]]"\n');
  });
});

test('what is written for editors is no part of the community', async () => {
  const root = await equipped();
  expect((await run(['check'], { cwd: root })).err).toContain('Nothing found');
  expect(existsSync(join(root, '.cop/schemas/issue.schema.json'))).toBe(true);
  expect(readdirSync(join(root, '.cop/schemas'))).toHaveLength(kinds.length);
  const again = await run(['schema', '--vscode', '--json'], { cwd: root });
  expect(JSON.parse(again.out)).toMatchObject({ created: [], written: false });
});
