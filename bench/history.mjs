// Commits by the thousand in seconds: git is told all of them in one stream, instead of being started for each.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** Every tenth file was written twice: what it said first is not what it says now. */
const REWRITTEN = 10;
const PEOPLE = ['Ada', 'Zoë', 'Samir', 'Олена', 'Tomasz'];
const FIRST_COMMIT = Date.UTC(2024, 0, 8) / 1000;
const LAST_COMMIT = Date.UTC(2026, 10, 1) / 1000;
/** Told to git at once, so that no stream of hundreds of megabytes has to be held. */
const AT_ONCE = 8 * 1024 * 1024;

const data = (text) => {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);
};

/**
 * Makes a repository of files that are on disk already, and spreads their coming over so many commits.
 *
 * @param files In the order in which they came.
 */
export function commitAll(root, files, commits) {
  const git = (args, input) => execFileSync('git', args, { cwd: root, input, stdio: ['pipe', 'ignore', 'inherit'] });
  mkdirSync(root, { recursive: true });
  git(['init', '--quiet', '--initial-branch=main']);
  git(['config', 'user.name', 'm0']);
  git(['config', 'user.email', 'm0@example.org']);
  let held = [];
  let size = 0;
  let begun = false;
  const flush = () => {
    // Each stream goes on where the one before ended.
    if (held.length > 0) git(['fast-import', '--quiet', '--date-format=raw', '--force'], Buffer.concat(held));
    begun = held.length > 0 || begun;
    held = [];
    size = 0;
  };
  const late = [];
  for (let commit = 0; commit < commits; commit += 1) {
    const from = Math.floor((files.length * commit) / commits);
    const to = Math.floor((files.length * (commit + 1)) / commits);
    const coming = files.slice(from, to);
    const isLast = commit === commits - 1;
    const corrected = isLast ? late.splice(0) : late.splice(0, Math.max(0, late.length - 2 * (to - from)));
    const at = Math.floor(FIRST_COMMIT + ((LAST_COMMIT - FIRST_COMMIT) * commit) / commits);
    const who = PEOPLE[commit % PEOPLE.length];
    const lines = [
      'commit refs/heads/main\n',
      `committer ${who} <${who.toLowerCase()}@example.org> ${at} +0000\n`,
      data(`${corrected.length > 0 ? 'Correct' : 'Write'} ${coming[0]?.path ?? corrected[0]?.path ?? 'nothing'}`),
      // Within a stream the branch goes on by itself.
      ...(held.length === 0 && begun ? ['from refs/heads/main^0\n'] : []),
    ];
    coming.forEach(({ path, text }, index) => {
      const isLater = !isLast && (from + index) % REWRITTEN === REWRITTEN - 1;
      if (isLater) late.push({ path, text });
      lines.push(`M 100644 inline ${path}\n`, data(isLater ? `${text}\nA line that somebody took out later.\n` : text));
    });
    for (const { path, text } of corrected) lines.push(`M 100644 inline ${path}\n`, data(text));
    const told = lines.map((line) => (typeof line === 'string' ? Buffer.from(line) : line));
    held.push(...told);
    size += told.reduce((sum, { length }) => sum + length, 0);
    if (size > AT_ONCE) flush();
  }
  flush();
  // What is on disk is what the last commit has: the index learns of both.
  git(['read-tree', 'HEAD']);
  git(['update-index', '--refresh', '-q']);
}
