// How good `cop seen` is on the hand-labelled set of fixtures/seen: recall at 5 and mean reciprocal rank, by the sort of
// question, and how often it is sure where there is nothing to be found.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const PROJECT = join(import.meta.dirname, '..');
const FOLDER = join(PROJECT, 'fixtures/seen');
/** How far down an answer is looked for; what stands lower counts as not found. */
const DEPTH = 10;
const SHOWN = 5;

const run = promisify(execFile);

/** @returns {{ query: string, answers: string[], sort: string }[]} */
export function labelled() {
  const [, ...lines] = readFileSync(join(FOLDER, 'queries.tsv'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [query = '', answers = '', sort = ''] = line.split('\t');
    return { query, sort, answers: answers.split(' ').filter((id) => id !== '') };
  });
}

async function ask(query) {
  const args = [join(PROJECT, 'bin/cop.js'), '-C', join(FOLDER, 'community'), '--as-of', '2026-11-20'];
  const { stdout } = await run(process.execPath, [...args, 'seen', '--json', '--limit', String(DEPTH), '--', query]);
  return JSON.parse(stdout).seen.map(({ document, likeness, sure }) => ({ id: document.id, likeness, sure }));
}

async function judge(labels) {
  const judged = [];
  const waiting = [...labels];
  const work = async () => {
    for (let label = waiting.shift(); label; label = waiting.shift()) {
      const found = await ask(label.query);
      const rank = found.findIndex(({ id }) => label.answers.includes(id)) + 1;
      const shown = found.slice(0, SHOWN).filter(({ id }) => label.answers.includes(id)).length;
      judged.push({ ...label, found, rank, recall: shown / label.answers.length, sure: found.some((one) => one.sure) });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return judged;
}

const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const two = (number) => number.toFixed(2);

/** Prints the figures and returns them. */
export async function benchSeen({ verbose = false } = {}) {
  const judged = await judge(labelled());
  const answered = judged.filter(({ answers }) => answers.length > 0);
  const rows = [...new Set(answered.map(({ sort }) => sort)), 'all'].map((sort) => {
    const some = answered.filter((one) => sort === 'all' || one.sort === sort);
    return {
      sort,
      questions: some.length,
      recallAt5: mean(some.map(({ recall }) => recall)),
      mrr: mean(some.map(({ rank }) => (rank === 0 ? 0 : 1 / rank))),
      sure: mean(some.map(({ sure }) => Number(sure))),
    };
  });
  console.log(`seen: ${answered.length} labelled questions (fixtures/seen), top ${DEPTH} looked at`);
  console.log('  sort         questions  recall@5   MRR  called alike');
  for (const { sort, questions, recallAt5, mrr, sure } of rows) {
    console.log(
      `  ${sort.padEnd(12)} ${String(questions).padStart(9)}  ${two(recallAt5).padStart(8)}  ${two(mrr)}  ${two(sure)}`,
    );
  }
  const called = judged.filter(({ found }) => found[0]?.sure);
  const right = called.filter(({ found, answers }) => answers.includes(found[0].id)).length;
  console.log(`  called alike, and first: ${called.length} times, ${right} of them what was looked for`);
  const nothing = judged.filter(({ answers }) => answers.length === 0);
  const wronglySure = nothing.filter(({ sure }) => sure).length;
  const silent = nothing.filter(({ found }) => found.length === 0).length;
  console.log(
    `  ${nothing.length} questions that nothing answers: ${wronglySure} times called alike, ${silent} times nothing shown`,
  );
  if (verbose) {
    for (const { query, sort, answers, found, rank } of judged) {
      if (answers.length > 0 ? rank === 1 : !found.some(({ sure }) => sure)) continue;
      console.log(`- [${sort}] ${query}\n    wanted ${answers.join(' ') || 'nothing'}; rank ${rank}`);
      for (const { id, likeness, sure } of found.slice(0, SHOWN))
        console.log(`    ${likeness} ${sure ? 'alike' : ''} ${id}`);
    }
  }
  return { rows, alike: { called: called.length, right }, nothing: { questions: nothing.length, wronglySure, silent } };
}
