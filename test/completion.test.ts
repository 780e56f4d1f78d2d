import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { completionTable } from '../src/commands/completing.ts';
import { COMMANDS } from '../src/commands/index.ts';
import { KIND_NAMES } from '../src/kinds/index.ts';
import { bashScript } from '../src/render/completion/bash.ts';
import { fishScript } from '../src/render/completion/fish.ts';
import { plain } from '../src/render/completion/table.ts';
import { zshScript } from '../src/render/completion/zsh.ts';
import { COMMUNITY, folder, folderWith, run } from './world.ts';

/** Runs lines of a shell that has loaded its script, twice as people do, and tells each word that is offered. */
interface Shell {
  readonly name: string;
  readonly args: readonly string[];
  /** Loads the script and prints what is offered behind the words on the command line, a line each. */
  readonly lines: (script: string, words: readonly string[]) => string;
}

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

const SHELLS: readonly Shell[] = [
  {
    name: 'bash',
    args: ['--norc', '--noprofile'],
    lines: (script, words) => `source ${script}; source ${script}
      COMP_WORDS=(${words.map(quoted).join(' ')}); COMP_CWORD=${words.length - 1}
      _cop; for one in "\${COMPREPLY[@]}"; do printf '%s\\n' "$one"; done`,
  },
  {
    name: 'zsh',
    args: ['-f'],
    // Beyond a terminal there is no completion system to offer words to: what it is handed is told.
    lines: (script, words) => `compdef() { : }
      compadd() { local -a all; all=("\${(@P)2}"); print -rl -- "\${(@M)all:#\${PREFIX}*}" }
      _files() { : }
      source ${script}; source ${script}
      words=(${words.map(quoted).join(' ')}); CURRENT=${words.length}; PREFIX=\${words[-1]}
      _cop`,
  },
  {
    name: 'fish',
    args: ['--no-config'],
    lines: (script, words) => `source ${script}; source ${script}; complete -C ${quoted(words.join(' '))}`,
  },
];

/** Where a shell is; '' where it is not. */
const found = new Map(
  SHELLS.map(({ name }) => [name, spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim()]),
);
const missing = SHELLS.flatMap(({ name }) => (found.get(name) === '' ? [name] : []));
if (missing.length > 0)
  process.stderr.write(
    `\ncompletion: ${missing.join(', ')} not here, so not tried (apt-get install ${missing.join(' ')})\n`,
  );

const scripts = new Map<string, string>();

beforeAll(async () => {
  const table = await completionTable();
  scripts.set('bash', bashScript(table)).set('zsh', zshScript(table)).set('fish', fishScript(table));
});

function offered(shell: Shell, cwd: string, ...words: readonly string[]): string[] {
  const home = folderWith({ script: scripts.get(shell.name) ?? '' });
  const { stdout, stderr, status } = spawnSync(
    found.get(shell.name) ?? '',
    [...shell.args, '-c', shell.lines(join(home, 'script'), ['cop', ...words])],
    // No program can be started: there is none on this path.
    { cwd, encoding: 'utf8', env: { PATH: home, HOME: home, LANG: 'C.UTF-8' } },
  );
  expect({ stderr, signal: status === null }).toEqual({ stderr: '', signal: false });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .sort();
}

const idsIn = (path: string, root = COMMUNITY): string[] =>
  readdirSync(join(root, path)).flatMap((name) => (name.endsWith('.md') ? [name.slice(0, -3)] : []));

/** What no shell may run, though a file is called so, or its settings say so. */
const TRAPS = [
  '$(touch pwned)-k3p9',
  '`touch pwned`-k3p9',
  '"; touch pwned; "-k3p9',
  "'; touch pwned; '-k3p9",
  'two words-k3p9',
  'new\nline-k3p9',
  '*-k3p9',
  '~root-k3p9',
  '-C-k3p9',
  '\u001b]0;own\u0007-k3p9',
  '${IFS}-k3p9',
  '\\x-k3p9',
  'ünïcode-k3p9',
];

describe.each(SHELLS)('$name', (shell) => {
  const here = test.skipIf(missing.includes(shell.name));

  here('commands, and those below them', () => {
    expect(offered(shell, COMMUNITY, 'se')).toEqual(['search', 'seen', 'session', 'set']);
    expect(offered(shell, COMMUNITY, 'site', '')).toEqual(['build', 'serve']);
    expect(offered(shell, COMMUNITY, 'help', 'whe')).toEqual([]);
    expect(offered(shell, COMMUNITY, 'help', 'wit')).toEqual(['withdraw']);
  });

  here('options, with those of a kind and those of every command', () => {
    expect(offered(shell, COMMUNITY, 'due', '--f')).toEqual(['--fail', '--for']);
    expect(offered(shell, COMMUNITY, 'new', 'case', '--fr')).toEqual(['--from']);
    expect(offered(shell, COMMUNITY, 'list', '--as')).toEqual(['--as-of']);
    expect(offered(shell, COMMUNITY, 'ask', '--dry')).toEqual(['--dry-run']);
  });

  here('what an option may be', () => {
    expect(offered(shell, COMMUNITY, 'report', '--format', '')).toEqual(['html', 'json', 'md', 'text']);
    expect(offered(shell, COMMUNITY, 'report', '--measure', 'loops')).toEqual(['loops-closed']);
    expect(offered(shell, COMMUNITY, 'list', '--state', 'wai')).toEqual(['waiting']);
    expect(offered(shell, COMMUNITY, 'due', '--color', 'a')).toEqual(['always', 'auto']);
  });

  here('kinds, where one is asked for', () => {
    expect(offered(shell, COMMUNITY, 'new', '')).toEqual([...KIND_NAMES].sort());
    expect(offered(shell, COMMUNITY, 'new', 'fai')).toEqual(['failure']);
  });

  here('ids of the kinds that are meant, from any folder of the community', () => {
    expect(offered(shell, COMMUNITY, 'advise', '')).toEqual(idsIn('issues').sort());
    expect(offered(shell, join(COMMUNITY, 'notes/cases'), 'due', '--for', 's')).toEqual(['samir-haddad']);
    expect(offered(shell, COMMUNITY, 'show', 'rerun')).toEqual([
      'rerun-doubles-boardings-c4x4',
      'reruns-stay-single-ddn2',
    ]);
    expect(offered(shell, COMMUNITY, 'merge', 'rerun-doubles', 'into', 'late-t')).toEqual([
      'late-trips-wrong-day-6r7y',
    ]);
    expect(offered(shell, COMMUNITY, 'advise', 'an-issue', 'some words')).toEqual([]);
  });

  here('behind -C those of that folder, and none where no community is', () => {
    const root = folder();
    expect(offered(shell, root, '-C', COMMUNITY, 'due', '--for', 's')).toEqual(['samir-haddad']);
    expect(offered(shell, root, 'show', '')).toEqual([]);
    expect(offered(shell, join(COMMUNITY, 'issues'), '-C', '..', 'due', '--for', 's')).toEqual(['samir-haddad']);
  });

  here('ids of kinds whose folder was moved', () => {
    const root = folderWith({
      'cop.yml':
        'name: Moved\nfolders:\n  # moved\n  issue: questions/open/\n  advice: answers\nsite:\n  member: elsewhere\n',
      'questions/open/late-k3p9.md': '',
      'answers/wait-m4q8.md': '',
      'issues/stale-n5r7.md': '',
      'members/ada.md': '',
      'elsewhere/eve.md': '',
    });
    expect(offered(shell, root, 'advise', '')).toEqual(['late-k3p9']);
    expect(offered(shell, root, 'show', '')).toEqual(['ada', 'late-k3p9', 'wait-m4q8']);
  });

  here('nothing that a file is called is run, and only ids are offered', () => {
    const root = folderWith({ 'cop.yml': 'name: Trap\n', 'issues/plain-k3p9.md': '' });
    for (const name of TRAPS) writeFileSync(join(root, 'issues', `${name}.md`), '');
    expect(offered(shell, root, 'advise', '')).toEqual(['plain-k3p9']);
    // Neither of what was typed: a prefix that is no beginning of an id begins nothing.
    for (const typed of ['$(touch pwned)', '`touch pwned`', '*', '../']) {
      if (shell.name !== 'fish') expect(offered(shell, root, 'advise', typed)).toEqual([]);
    }
    expect(existsSync(join(root, 'pwned'))).toBe(false);
  });

  here('nothing in cop.yml is run, and no folder outside or behind a link is listed', () => {
    const outside = folderWith({ 'secret-k3p9.md': '' });
    const root = folderWith({
      'cop.yml': `name: Trap\nfolders:\n  issue: $(touch pwned)\n  advice: ../${outside.split('/').at(-1)}\n  followup: ${outside}\n  faq: a b\n  member: linked\n`,
      'issues/plain-k3p9.md': '',
      'advice/wait-m4q8.md': '',
    });
    symlinkSync(outside, join(root, 'linked'));
    expect(offered(shell, root, 'show', '')).toEqual(['plain-k3p9', 'wait-m4q8']);
    expect(existsSync(join(root, 'pwned'))).toBe(false);
    const linked = folder();
    symlinkSync(join(root, 'cop.yml'), join(linked, 'cop.yml'));
    cpSync(join(root, 'issues'), join(linked, 'issues'), { recursive: true });
    expect(offered(shell, linked, 'show', '')).toEqual([]);
  });

  here('10,000 ids', () => {
    const root = folderWith({ 'cop.yml': 'name: Large\n' });
    mkdirSync(join(root, 'issues'));
    for (let made = 0; made < 10_000; made += 1) writeFileSync(join(root, 'issues', `late-${made}-k3p9.md`), '');
    expect(offered(shell, root, 'advise', '')).toHaveLength(10_000);
    expect(offered(shell, root, 'advise', 'late-999')).toHaveLength(11);
  });
});

describe('the scripts', () => {
  test.each(['bash', 'zsh', 'fish', 'powershell'])('of %s is printed as it is', async (name) => {
    const { code, out, err } = await run(['completion', name], { cwd: folder() });
    const { out: json } = await run(['completion', name, '--json'], { cwd: folder() });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    // A sign that a runner's log would obey is broken on its way out: there is none in it.
    expect(out).toBe((JSON.parse(json) as { script: string }).script);
  });

  test('know every command and every option of it', async () => {
    const { places } = await completionTable();
    for (const { name, load } of COMMANDS) {
      const { options, writes } = (await load()).command;
      const flags = places.find(({ path }) => path === name)?.flags ?? [];
      const own = typeof options === 'function' ? options([]) : options;
      for (const option of own) expect(flags, name).toContain(/(--?[A-Za-z][\w-]*)/.exec(option.flags)?.[1]);
      expect(flags.includes('--dry-run'), name).toBe(writes === true || name === 'propose');
    }
  });

  test('are made of words that no shell reads as anything else', () => {
    for (const word of ['$(x)', 'a;b', "a'b", '`x`', 'a"b', 'a|b', '*', 'a\nb', ''])
      expect(() => plain(word)).toThrow();
  });

  test.skipIf(missing.includes('bash'))('can be loaded by a shell that refuses what is unset or fails', () => {
    const root = folderWith({ script: scripts.get('bash') ?? '' });
    const out = execFileSync(
      found.get('bash') ?? '',
      ['--norc', '-euc', `source ${join(root, 'script')}; complete -p cop`],
      {
        encoding: 'utf8',
      },
    );
    expect(out).toContain('-F _cop cop');
  });
});
