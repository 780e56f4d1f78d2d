// A made-up community of any size, the same in every run: threads with links, notes that cite them, text of about 1.7 KB
// a document whose words are those of the demo community.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DEMO = join(import.meta.dirname, '../fixtures/community');
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const MEMBERS = 50;

function seeded(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function vocabulary() {
  return ['issues', 'advice', 'followups', 'faq', 'notes/cases'].flatMap((folder) =>
    readdirSync(join(DEMO, folder)).flatMap((name) =>
      (readFileSync(join(DEMO, folder, name), 'utf8').split('---')[2] ?? '')
        .split(/\s+/)
        .filter((word) => /^[\w'-]+$/.test(word)),
    ),
  );
}

const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu ster ling tion ment ward'.split(' ');

/** Words that no language has, as many as that: the more often the earlier, as in every text (Zipf). */
function madeUp(count, random) {
  const made = new Set();
  while (made.size < count) {
    const length = 2 + Math.floor(random() * 3);
    made.add(Array.from({ length }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join(''));
  }
  return [...made];
}

/**
 * Writes a community of `size` documents and commits it. With `vocabulary`, half of its words are from as many made-up
 * ones: an index over the few words of the demo community would be smaller than that of people who write.
 */
export function makeCommunity(root, size, { vocabulary: wide = 0 } = {}) {
  const random = seeded(size);
  const words = vocabulary();
  const rare = madeUp(wide, random);
  const zipf = () => rare[Math.floor(rare.length ** random()) - 1] ?? rare[0];
  const pick = (of) =>
    of === words && rare.length > 0 && random() < 0.5 ? zipf() : of[Math.floor(random() * of.length)];
  const text = (count) => Array.from({ length: count }, () => pick(words)).join(' ');
  const prose = () => Array.from({ length: 3 }, () => `${text(50)}.`).join('\n\n');
  const code = () => {
    const letters = Array.from({ length: 3 }, () => pick(LETTERS)).join('');
    return `${letters}${pick('23456789')}`;
  };
  const day = () =>
    `202${4 + Math.floor(random() * 2)}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`;
  const member = () => `m${Math.floor(random() * MEMBERS)}`;
  const title = (count) => text(count).replaceAll(/[^\w ]/g, '');
  const slug = (words_) =>
    words_
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .slice(0, 40)
      .replaceAll(/^-|-$/g, '');
  const write = (path, fields, body) => {
    const front = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
    writeFileSync(join(root, path), `---\n${front.join('\n')}\n---\n\n${body}`);
  };
  for (const folder of ['issues', 'advice', 'followups', 'notes/cases', 'members'])
    mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'cop.yml'), 'name: Made up\n');
  for (let index = 0; index < MEMBERS; index += 1) write(`members/m${index}.md`, { name: `Member ${index}` }, '');
  for (let made = MEMBERS; made < size; made += 5) {
    const asked = title(8);
    const issue = `${slug(asked)}-${made}-${code()}`;
    write(
      `issues/${issue}.md`,
      {
        title: `What about ${asked}`,
        by: member(),
        opened: day(),
        topics: `[${slug(pick(words)) || 'data'}, late-data]`,
      },
      `## Challenge\n\n${prose()}\n\n## Context\n\n${prose()}\n`,
    );
    const advice = [0, 1].map((turn) => {
      const id = `advice-${made}-${turn}-${code()}`;
      const body = `## Advice\n\n${prose()}\n\n## When it applies\n\n${prose()}\n`;
      write(
        `advice/${id}.md`,
        { title: `Do ${title(6)}`, issue, by: member(), date: `2026-01-0${1 + turn}`, basis: 'did-it' },
        body,
      );
      return id;
    });
    const outcome = pick(['worked', 'partly', 'did-not-work']);
    write(
      `followups/followup-${made}-${code()}.md`,
      { issue, by: member(), date: '2026-03-01', tried: `[${advice[0]}]`, outcome },
      `## What we did\n\n${prose()}\n\n## What worked\n\n${prose()}\n`,
    );
    write(
      `notes/cases/case-${made}-${code()}.md`,
      { title: `How ${title(7)}`, by: member(), date: '2026-04-01', from: `[${issue}]` },
      `## Situation\n\n${prose()}\n\n## What was done\n\n${prose()} [[${issue}]]\n`,
    );
  }
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org', ...args], {
      cwd: root,
      stdio: 'ignore',
    });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message=Start');
}
