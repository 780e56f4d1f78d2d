// What could not be less: the least that any program in Node has to do for an answer, beside the same base as ours. What is nearer
// to its limit than to its goal is not made quicker by better code, only by doing less.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LOG, NOTHING, READING, STATUS, hugo } from './bases.mjs';
import { node } from './process.mjs';

const SIZE = 10_000;

const LISTED = `
  const { lstatSync, mkdirSync, readFileSync, writeFileSync } = require('fs');
  const { execFileSync } = require('child_process');
  const git = (...args) => execFileSync('git', args, { maxBuffer: 1e9 }).toString();
  const paths = git('ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\\0').filter(Boolean);
  const read = () => paths.map((path) => readFileSync(path, 'utf8'));
`;

/** Keys and values by a line each, which is less than YAML. */
const FRONT_MATTER = `
  const front = (text) => {
    const end = text.startsWith('---\\n') ? text.indexOf('\\n---', 4) : -1;
    return new Map((end < 0 ? '' : text.slice(4, end)).split('\\n').map((line) => line.split(': ', 2)));
  };
`;

const native = pathToFileURL(join(import.meta.dirname, '../node_modules/satteri/dist/index.js')).href;

/** The least, for which rows, beside their base. */
const PROGRAMS = [
  { least: 'names, for `new`', base: NOTHING, text: LISTED },
  {
    least: 'traits of files, for what has not changed',
    base: STATUS,
    text: `${LISTED} for (const path of paths) lstatSync(path);`,
  },
  {
    least: 'front matter, for `list` and `due`',
    base: READING,
    text: `${LISTED} ${FRONT_MATTER} read().map(front);`,
  },
  {
    least: 'words sought, for `seen` and `search`',
    base: READING,
    text: `${LISTED} const folded = read().map((text) => text.toLowerCase());
      for (const word of ['ferry', 'boardings', 'late', 'nightly', 'rebuild']) folded.filter((text) => text.includes(word));`,
  },
  {
    least: 'front matter and trees, for `check`',
    base: READING,
    text: `${LISTED} ${FRONT_MATTER} const texts = read(); texts.map(front);
      import('${native}').then(({ markdownToMdast }) => { for (const text of texts) markdownToMdast(text); });`,
  },
  {
    least: 'commits and front matter, for `report`',
    base: LOG,
    text: `${LISTED} ${FRONT_MATTER} git('log', '--name-status', '--format=%H').split('\\n'); read().map(front);`,
  },
];

/** A page and its twin of each document, as long as ours are, without anything around it. */
const pages = (out) => `${LISTED} const texts = read();
  import('${native}').then(({ markdownToHtml }) => {
    texts.forEach((text, index) => {
      const folder = '${out}/' + index;
      mkdirSync(folder, { recursive: true });
      writeFileSync(folder + '/index.html', markdownToHtml(text).html + ' '.repeat(8000));
      writeFileSync(folder + '/index.md', text);
    });
  });`;

export function limitRows({ home, peers }) {
  const out = join(home.top, 'at-best');
  const rows = PROGRAMS.map(({ least, base, text }) => ({
    name: `at best: ${least}`,
    documents: SIZE,
    run: [node('-e', text)],
    base,
  }));
  if (!peers.hugo) return rows;
  const site = { name: 'at best: pages, for a site', documents: SIZE, run: [node('-e', pages(out))], rounds: 3 };
  return [...rows, { ...site, base: hugo(home, SIZE, peers.hugo), before: () => home.fresh('at-best') }];
}
