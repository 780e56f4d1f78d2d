import { cpSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Asker, Option } from '../src/edges/prompts.ts';
import { PROJECT, demo, folder, git, repository, run, seeded } from './world.ts';

/** Splits a line as a shell would that knows words and double quotes only. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
}

/** Answers questions from a list: of a choice the text that the wanted option contains, of several separated by `|`. */
function script(answers: string[], tell: (text: string) => void): Asker {
  const next = (question: string): string => {
    const answer = answers.shift();
    if (answer === undefined) throw new Error(`nobody answers «${question}»`);
    tell(`> ${answer}\n`);
    return answer;
  };
  const offered = (options: readonly Option<unknown>[]): void => options.forEach(({ name }) => tell(`  - ${name}\n`));
  const find = <T>(options: readonly Option<T>[], answer: string): T => {
    const found = options.find(({ name }) => name === answer) ?? options.find(({ name }) => name.includes(answer));
    if (!found) throw new Error(`no option «${answer}»`);
    return found.value;
  };
  return {
    input: async (question, options = {}) => {
      tell(`? ${question}${options.initial === undefined ? '' : ` [${options.initial}]`}\n`);
      const answer = next(question);
      const text = answer === '' ? (options.initial ?? '') : answer;
      const problem = options.check?.(text) ?? null;
      if (problem !== null) throw new Error(`«${text}» to «${question}»: ${problem}`);
      return text;
    },
    select: async (question, options) => {
      tell(`? ${question}\n`);
      offered(options);
      return find(options, next(question));
    },
    checkbox: async (question, options) => {
      tell(`? ${question}\n`);
      offered(options);
      const answer = next(question);
      return answer === '' ? [] : answer.split('|').map((one) => find(options, one));
    },
    // Now and ideal, as `3/5`; nothing leaves them where they are.
    slider: async (question, from, most) => {
      tell(`? ${question} [${from.now}/${from.ideal}]\n`);
      const answer = next(question);
      const [now = from.now, ideal = from.ideal] = answer === '' ? [] : answer.split('/').map(Number);
      if (now > most || ideal > most) throw new Error(`«${answer}» to «${question}» is too far`);
      return { now, ideal };
    },
    confirm: async (question) => {
      tell(`? ${question}\n`);
      return next(question) === 'y';
    },
  };
}

const output = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

/**
 * Replays a session and writes down what it said: `$ command`, then `> answer` lines for its prompts, its stdout as it
 * is, its stderr behind `2| `, and `= code` where that is not 0. A line of output that looks like one of the session's
 * own stands behind `| `. `copy import old` copies a folder of `fixtures/`. Lines with `#` and blank lines stay. `% demo`,
 * `% empty` or `% folder` at the top say where it plays. `plain` leaves the marks out, for people to read.
 */
export async function replay(text: string, { plain = false } = {}): Promise<string> {
  const lines = text.split('\n');
  const place = lines.find((line) => line.startsWith('% '))?.slice(2) ?? 'demo';
  const home = place === 'demo' ? demo() : place === 'empty' ? repository(folder()) : folder();
  const random = seeded();
  let cwd = home;
  const said: string[] = [];
  const hide = (told: string): string =>
    told
      .replaceAll(home, '~')
      .replaceAll(/(?<=127\.0\.0\.1:)\d+/g, '<port>')
      .replaceAll(/\b(?!20\d{6}\b)[0-9a-f]{7,40}\b/g, '<commit>');
  const env: NodeJS.ProcessEnv = {};

  const shell = async (command: string, answers: string[]): Promise<void> => {
    const [bare = '', stdin] = command.split(' <<< ');
    const [program, ...args] = words(bare);
    const show = (stream: 'out' | 'err', text: string): void => {
      for (const line of output(hide(text))) {
        const marked = stream === 'err' ? `2| ${line}` : /^(?:[#>|=]|[$%] )/.test(line) ? `| ${line}` : line;
        said.push((plain ? line : marked).trimEnd());
      }
    };
    if (program === 'cd') cwd = join(cwd, args[0] ?? '.');
    else if (program === 'cat') show('out', readFileSync(join(cwd, args[0] ?? ''), 'utf8'));
    else if (program === 'ls') show('out', list(join(cwd, args[0] ?? '.')).join('\n'));
    else if (program === 'copy')
      cpSync(join(PROJECT, 'fixtures', args[0] ?? ''), join(cwd, args[1] ?? ''), { recursive: true });
    else if (program === 'write') writeFileSync(join(cwd, args[0] ?? ''), (stdin ?? '').replaceAll('\\n', '\n'));
    else if (program === 'git') show('out', git(cwd, ...args));
    else if (program === 'cop') {
      const asker = answers.length > 0 ? { asker: (talk: (text: string) => void) => script(answers, talk) } : {};
      const given = stdin === undefined ? {} : { stdin: stdin.replaceAll('\\n', '\n') };
      const ran = await run(args, { cwd, random, env, ...asker, ...given });
      for (const { stream, text: told } of ran.said) show(stream, told);
      if (ran.code !== 0) said.push(`= ${ran.code}`);
      if (answers.length > 0) throw new Error(`${command}: never asked for ${answers.join(', ')}`);
    } else throw new Error(`the transcripts know no ${program}`);
  };

  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as string;
    if (!line.startsWith('$ ')) {
      if (line === '' || line.startsWith('#') || line.startsWith('% ')) said.push(line);
      continue;
    }
    const answers: string[] = [];
    let last = index + 1;
    while (last < lines.length && !/^(?:\$ |#|% )/.test(lines[last] as string)) {
      // What a prompt was told stands among what was said: both forms of an answer are read again.
      const answer = /^(?:2\| )?> ?(.*)$/.exec(lines[last] as string);
      if (answer) answers.push(answer[1] as string);
      last += 1;
    }
    const blank = lines.slice(index + 1, last).at(-1) === '';
    said.push(line);
    await shell(line.slice(2), answers);
    if (blank) said.push('');
    index = last - 1;
  }
  return `${said
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

function list(folderPath: string): string[] {
  return readdirSync(folderPath, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.startsWith('.git/') && path !== '.git' && statSync(join(folderPath, path)).isFile())
    .map((path) => relative('.', path))
    .sort();
}
