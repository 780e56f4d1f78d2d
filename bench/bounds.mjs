// What the worst input costs: each hostile file by itself and all of them as one pull request, checked and built in a process
// of its own, whose time and largest memory are taken.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHAPES } from './shapes.mjs';

const PROJECT = join(import.meta.dirname, '..');
const COP = join(PROJECT, 'bin/cop.js');
const SHARED = join(PROJECT, '../shared/hostile');
/** Just below the largest file that is read. */
const LARGE = 500 * 1024;

/** Runs before the program and tells at its end how long the processor was at it, and what the most was that it held. */
const TELL = `data:text/javascript,${encodeURIComponent(
  `import fs from 'node:fs'; process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    fs.writeSync(3, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 }));
  });`,
)}`;

function cost(root, line, more = []) {
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', TELL, ...more, COP, ...line], {
    cwd: root,
    env: { PATH: process.env.PATH, COP_AS_OF: '2026-11-20' },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    timeout: 300_000,
  });
  let told = '';
  child.stdio[3].on('data', (data) => (told += data));
  return new Promise((resolve) => {
    child.on('close', (status) => {
      const { cpu = Infinity, megabytes = Infinity } = told === '' ? {} : JSON.parse(told);
      // On a busy machine the clock counts what others do as well.
      const seconds = Math.min((performance.now() - began) / 1_000, cpu);
      resolve({ seconds, megabytes, ended: status === 0 || status === 1 });
    });
  });
}

const exceeds = ({ seconds, megabytes, ended }, limit) =>
  !ended || seconds > limit.seconds || megabytes > limit.megabytes;

/** By name: the shapes and bodies of our own, and the shared files where they lie beside the clone. */
function hostileFiles() {
  const bodies = JSON.parse(readFileSync(join(PROJECT, 'fixtures/hostile/bodies.json'), 'utf8'));
  const files = new Map();
  const note = (body) => `---\ntitle: A case\nby: ada\ndate: 2026-11-05\n---\n\n## Situation\n\n${body}\n`;
  for (const [name, shape] of Object.entries(SHAPES)) files.set(name, note(shape(LARGE)));
  bodies.forEach((body, index) => files.set(`body ${index + 1}`, note(body)));
  if (existsSync(SHARED)) {
    for (const path of readdirSync(SHARED, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.md')))
      files.set(path, readFileSync(join(SHARED, path)));
  }
  return files;
}

function community(home, files) {
  const root = mkdtempSync(join(home, 'c-'));
  for (const folder of ['members', 'notes/cases']) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'cop.yml'), 'name: Small\n');
  writeFileSync(join(root, 'members/ada.md'), '---\nname: Ada\n---\n');
  [...files.values()].forEach((text, index) => writeFileSync(join(root, `notes/cases/n-${index}.md`), text));
  return root;
}

const LINES = [['check'], ['site', 'build']];

/** Two thousand pages in a pull request, of pieces that parsers have most to do with, and of a length that is still read. */
const HEAP = 2_000;
const DENSEST = { links: '[a](b.md) *x* ', lists: '- [a](b) `c`\n', paragraphs: 'a\n\n' };

function heaps() {
  return Object.entries(DENSEST).flatMap(([name, piece]) => {
    const body = piece.repeat(Math.floor((20 * 1024) / piece.length));
    const text = `---\ntitle: A case\nby: ada\ndate: 2026-11-05\n---\n\n## Situation\n\n${body}\n`;
    const files = new Map(Array.from({ length: HEAP }, (_, index) => [`${index}`, text]));
    return LINES.map((line) => ({ name: `${HEAP} pages of ${name}`, files, line }));
  });
}

/** What the worst of three runs was not: what is slow thrice is slow. */
async function fairCost(root, line, limit) {
  let best = await cost(root, line);
  for (let again = 0; again < 2 && exceeds(best, limit); again += 1) {
    const other = await cost(root, line);
    if (!exceeds(other, limit) || other.seconds < best.seconds) best = other;
  }
  return best;
}

/** Does some work for each item, as much at once as there are processors. */
async function each(items, work) {
  const waiting = [...items];
  const done = [];
  const worker = async () => {
    for (let item = waiting.shift(); item; item = waiting.shift()) done.push(await work(item));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return done;
}

/** A program that holds more than it may: the control. */
const hog = (megabytes) =>
  `data:text/javascript,${encodeURIComponent(
    `globalThis.held = Array.from({ length: ${megabytes} }, () => Buffer.alloc(1 << 20, 1));`,
  )}`;

async function bounded(home, promise, cases, limit) {
  const found = await each(cases, async ({ name, files, line }) => {
    const root = community(home, files);
    return { name: `${line.join(' ')}: ${name}`, ...(await fairCost(root, line, limit)) };
  });
  const failed = found.filter((one) => exceeds(one, limit));
  const seconds = Math.max(...found.map((one) => one.seconds));
  const megabytes = Math.max(...found.map((one) => one.megabytes));
  const held = await cost(community(home, new Map()), ['list'], ['--import', hog(limit.megabytes)]);
  console.log(
    `  ${promise}: at most ${seconds.toFixed(1)} s (${limit.seconds}), ${megabytes.toFixed(0)} MB (${limit.megabytes})`,
  );
  for (const one of failed)
    console.log(`  beyond: ${one.name}: ${one.seconds.toFixed(1)} s, ${one.megabytes.toFixed(0)} MB`);
  return { tried: found.length, failed: failed.length, fired: exceeds(held, limit) ? 1 : 0, seconds, megabytes };
}

/** Prints the figures and returns them: how much was tried, what went beyond, and whether the control fired. */
export async function benchBounds() {
  const home = mkdtempSync(join(tmpdir(), 'cop-bench-'));
  try {
    const files = hostileFiles();
    // What is small is no danger by itself; all of it is in the whole set.
    const large = [...files].filter(([, text]) => text.length > 4_000);
    console.log(
      `bounds: ${large.length} hostile files one by one, ${files.size} at once, node ${process.versions.node}`,
    );
    const single = large.flatMap(([name, text]) =>
      LINES.map((line) => ({ name, files: new Map([[name, text]]), line })),
    );
    const whole = LINES.map((line) => ({ name: `${files.size} notes`, files, line }));
    return {
      one: await bounded(home, 'one hostile file', single, { seconds: 2, megabytes: 256 }),
      all: await bounded(home, 'the whole set', whole, { seconds: 30, megabytes: 512 }),
      heap: await bounded(home, 'two thousand pages', heaps(), { seconds: 60, megabytes: 1024 }),
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
