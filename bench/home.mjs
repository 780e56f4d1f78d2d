// Where the made-up communities live: in memory where that can be had, so that both sides write to the same nothing. Each is made
// once a run, when it is first needed, and all are gone at the end.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCommunity } from './community.mjs';
import { makePeerSite } from './peers.mjs';

/** As many commits as the goal for the report speaks of; of small communities fewer. */
const commitsOf = (size) => Math.min(2_000, Math.ceil(size / 5));

export function openHome() {
  const top = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'cop-bench-'));
  const made = new Map();
  let edits = 0;
  const community = (size) => {
    const known = made.get(size);
    if (known !== undefined) return known;
    const root = join(top, String(size));
    const start = performance.now();
    const { faulty } = makeCommunity(root, size, { commits: commitsOf(size) });
    const took = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`  (made ${size} documents, ${faulty} of them wrong, ${commitsOf(size)} commits, in ${took} s)`);
    made.set(size, root);
    return root;
  };
  return {
    top,
    community,
    /** The same documents as another generator of sites takes them. */
    peer: (name, size) => {
      const key = `${name} ${size}`;
      const known = made.get(key);
      if (known !== undefined) return known;
      const root = join(top, `${name}-${size}`);
      makePeerSite(name, community(size), root);
      made.set(key, root);
      return root;
    },
    /** Changes one note. */
    edit: (size) => {
      edits += 1;
      const folder = join(community(size), 'notes/cases');
      const path = join(folder, readdirSync(folder).sort()[3]);
      const text = readFileSync(path, 'utf8').replace(/\nEdited \d+ times\.\n$/, '');
      writeFileSync(path, `${text}\nEdited ${edits} times.\n`);
    },
    /** A folder that is not there, below the top. */
    fresh: (name) => {
      const path = join(top, name);
      rmSync(path, { recursive: true, force: true });
      return path;
    },
    close: () => rmSync(top, { recursive: true, force: true }),
  };
}

/** Every file below a folder. */
export function filesBelow(root) {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(root, path)).isFile())
    .sort();
}
