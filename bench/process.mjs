// One process, timed; with its limit, and the most memory it had.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const COP = join(import.meta.dirname, '../bin/cop.js');
export const TODAY = '2026-11-20';
const GNU_TIME = '/usr/bin/time';
const MEMORY = join(tmpdir(), `cop-bench-memory-${process.pid}`);

/** Without GNU time a program in Node says it itself, from a line that is loaded before it; others say nothing. */
const SAYS_ITSELF = `data:text/javascript,import{writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(${JSON.stringify(MEMORY)},[process.resourceUsage().maxRSS,process.cpuUsage().user/1e6,process.cpuUsage().system/1e6].join(' ')))`;

/** A program with its words, and what is particular about running it. */
export const node = (...args) => ({ command: process.execPath, args });
export const cop = (...args) => node(COP, ...args);
export const program = (command, ...args) => ({ command, args });

function withMemory({ command, args }) {
  if (existsSync(GNU_TIME)) return { command: GNU_TIME, args: ['-f', '%M %U %S', '-o', MEMORY, command, ...args] };
  return command === process.execPath ? { command, args: ['--import', SAYS_ITSELF, ...args] } : { command, args };
}

/**
 * What was noted of the run before: the most memory, in megabytes, and the time that the processor worked for it, which tells more
 * than the clock where others work beside; nulls where nobody noted it. GNU time writes more than a line of a run that fails.
 */
function noted() {
  if (!existsSync(MEMORY)) return { mb: null, cpu: null };
  const numbers = readFileSync(MEMORY, 'utf8').trim().split('\n').at(-1).split(' ').map(Number);
  rmSync(MEMORY);
  const [kilobytes, user, system] = numbers;
  return Number.isFinite(system) ? { mb: kilobytes / 1024, cpu: (user + system) * 1000 } : { mb: null, cpu: null };
}

/**
 * Runs a program to its end, or to the limit.
 *
 * @param memory Whether to note the most memory it had and how long it worked, which takes a millisecond more.
 * @returns {Promise<{ ms: number, mb: number | null, cpu: number | null, cut: boolean }>}
 * @throws Error where it ends otherwise than it may.
 */
export function ran(wanted, { cwd, env = {}, limit = 120_000, exits = [0], memory = false, input }) {
  const { command, args } = memory ? withMemory(wanted) : wanted;
  const told = [];
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, COP_AS_OF: TODAY, COP_MEMBER: 'm0', ...env },
      stdio: [input === undefined ? 'ignore' : 'pipe', 'ignore', 'pipe'],
      // A group of its own: GNU time does not take along what it runs.
      detached: true,
    });
    let cut = false;
    const clock = setTimeout(() => {
      cut = true;
      process.kill(-child.pid, 'SIGKILL');
    }, limit);
    child.stderr.on('data', (data) => told.push(data));
    child.stdin?.end(input);
    child.on('error', reject);
    child.on('close', (status) => {
      clearTimeout(clock);
      const ms = performance.now() - start;
      const { mb, cpu } = memory ? noted() : { mb: null, cpu: null };
      if (!cut && !exits.includes(status)) {
        const line = [command, ...args].join(' ').slice(0, 120);
        reject(new Error(`${line} ended with ${status}: ${Buffer.concat(told).toString().slice(-600)}`));
      } else resolve({ ms, mb, cpu, cut });
    });
  });
}

/** What a program says of itself, however it ends; null where it is not there. */
export function said(command, ...args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    child.stdout.on('data', (data) => (text += data));
    child.on('error', () => resolve(null));
    child.on('close', () => resolve(text.trim()));
  });
}
