// A made-up community of any size, the same in every run: threads whose issues, advice, follow-ups, notes, questions and pages lead to
// each other in all three ways (fields, [[ids]], Markdown links); tables, lists and code; every tenth thread in Ukrainian; one
// document in twenty with something wrong; about 1.8 KB a document, and as many commits as are asked for.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { block } from './blocks.mjs';
import { FAULTS } from './faults.mjs';
import { commitAll } from './history.mjs';
import { drawing } from './random.mjs';
import { writers } from './words.mjs';

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const NAMES = ['Zoë Lindqvist', 'Tomasz Żółty', 'Олена Шевченко', 'Samir Haddad', 'Đặng Minh Anh', 'Margaret Ellery'];
const TOPICS = [
  'late-data',
  'gtfs',
  'backfills',
  'orchestration',
  'real-time',
  'fares',
  'ferries',
  'testing',
  'naming',
];
const KINDS = { cases: 'case', failures: 'failure', insights: 'insight', summaries: 'summary' };
const SECTIONS = {
  issue: ['Challenge', 'Context', 'Already tried', 'Help wanted'],
  advice: ['Advice', 'When it applies'],
  followup: ['What we did', 'What worked', 'What did not', 'What we learned'],
  cases: ['Situation', 'What was done', 'How it turned out', 'What others can use'],
  failures: ['What was intended', 'What happened', 'Why it made sense', 'What we learned', 'What we change'],
  insights: ['The insight', 'Where it comes from', 'When it holds'],
  summaries: ['Highlights', 'Key points', 'Open questions'],
  faq: ['Answer'],
  page: ['Why', 'How', 'What else'],
};
/** Documents of a thread, and its words where it is told at length. */
const THREAD = 10;
const LENGTH = 1150;
/** One document in as many is wrong. */
const FAULTY = 20;

const memberOf = (index) => `m${index}`;
const two = (number) => String(number).padStart(2, '0');
const dayAt = (days) => new Date(Date.UTC(2024, 0, 8 + days)).toISOString().slice(0, 10);
/** Days from the first thread to the last; the bench asks as of 2026-11-20. */
const SPAN = 960;

/** Every document of a community, in the order in which they were written: path, text and whether it is as it should be. */
export function* documents(size) {
  const drawn = drawing(size);
  const { below, pick, chance } = drawn;
  const { english, ukrainian } = writers(drawn);
  const members = Math.max(6, Math.min(200, Math.round(size / 100)));
  const member = () => memberOf(below(members));
  const code = () => Array.from({ length: 3 }, () => pick(LETTERS)).join('') + pick('23456789');
  let made = 0;

  const bodyOf = (sort, writer, links) => {
    const sections = SECTIONS[sort];
    const each = LENGTH / sections.length;
    return sections
      .map((title, index) => {
        const parts = [];
        for (let length = 0; length < each;) {
          const next = parts.length === 1 ? block(drawn, writer) : writer.prose(2 + below(3));
          parts.push(next);
          length += next.length;
        }
        if (links[index] !== undefined) parts.push(`${writer.phrase(4)} ${links[index]}.`);
        return `## ${title}\n\n${parts.join('\n\n')}\n`;
      })
      .join('\n');
  };
  const file = (path, fields, body) => {
    const front = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
    return { path, text: `---\n${front.join('\n')}\n---\n\n${body}` };
  };
  const marked = ({ path, text }) => {
    made += 1;
    // One in each twenty, and never at the same place of a thread twice in a row.
    const turn = Math.floor(made / FAULTY);
    if (made % FAULTY !== (turn * 3) % FAULTY) return { path, text, fault: null };
    const names = Object.keys(FAULTS);
    const wanted = names[(turn + Math.floor(turn / names.length)) % names.length];
    // A page has no fields to get wrong.
    const fault = FAULTS[wanted](text) === text ? 'link' : wanted;
    return { path, text: FAULTS[fault](text), fault };
  };

  for (let index = 0; index < members; index += 1) {
    const name = NAMES[index] ?? `Member ${index} ${english.phrase(1)}`;
    made += 1;
    yield { ...file(`members/${memberOf(index)}.md`, { name, joined: '2024-01-02' }, ''), fault: null };
  }
  const threads = Math.ceil((size - members) / THREAD);
  let earlier = null;
  for (let thread = 0; thread < threads; thread += 1) {
    const writer = thread % 10 === 9 ? ukrainian : english;
    const begun = Math.floor((SPAN * thread) / threads);
    const title = (lead, count) => `${lead} ${writer.phrase(count)} ${thread}`;
    const id = (word, turn = 0) => `${word}-${thread}-${turn}-${code()}`;
    const asker = member();
    const topics = `[${pick(TOPICS)}, ${pick(TOPICS)}]`;
    const issue = id('issue');
    const advice = [0, 1, 2].map((turn) => id('advice', turn));
    const followup = [0, 1].map((turn) => id('followup', turn));
    const [folder, other] = [Object.keys(KINDS)[thread % 4], Object.keys(KINDS)[(thread + 1) % 4]];
    const [note, second] = [id(KINDS[folder]), id(KINDS[other], 1)];
    const question = id('question');
    const page = `handbook/part-${two(Math.floor(thread / 100))}/page-${thread}`;
    // Not every promise is kept: a few threads are still open, and some were never followed up.
    const kept = chance(0.7);
    const all = [
      file(
        `issues/${issue}.md`,
        {
          title: title('What about', 7),
          by: asker,
          opened: dayAt(begun),
          topics,
          help: pick(['ideas', 'experience', 'challenge', 'decision-check']),
          repeats: earlier !== null && thread % 7 === 0 ? earlier.issue : undefined,
        },
        bodyOf('issue', writer, [earlier && `[[${earlier.note}]]`, earlier && `[there](../${earlier.page}.md)`]),
      ),
      ...advice.map((name, turn) =>
        file(
          `advice/${name}.md`,
          {
            title: title('Do', 6),
            issue,
            by: member(),
            date: dayAt(begun + 2 + turn),
            ...(turn === 2 ? { stance: pick(['supports', 'reserves']), on: advice[0] } : {}),
            basis: pick(['did-it', 'saw-it', 'reasoned', 'untested']),
            follow_up: turn === 0 ? dayAt(begun + 40) : undefined,
          },
          bodyOf('advice', writer, [earlier && `[[${earlier.advice}]]`]),
        ),
      ),
      ...followup.map((name, turn) =>
        file(
          `followups/${name}.md`,
          {
            issue,
            by: asker,
            date: dayAt(begun + (kept ? 38 : 70) + 30 * turn),
            tried: `[${advice[turn]}]`,
            outcome: pick(['worked', 'worked', 'partly', 'did-not-work']),
          },
          bodyOf('followup', writer, [undefined, `[that](../advice/${advice[turn]}.md)`]),
        ),
      ),
      file(
        `notes/${folder}/${note}.md`,
        {
          title: title('How', 6),
          by: member(),
          date: dayAt(begun + 75),
          from: `[${issue}, ${followup[0]}]`,
          topics,
          owner: chance(0.5) ? member() : undefined,
          audience: chance(0.3) ? 'public' : undefined,
          reviewed: chance(0.4) ? dayAt(Math.min(begun + 200, 1000)) : undefined,
        },
        bodyOf(folder, writer, [
          `[[${issue}]]`,
          `[[${advice[0]}]]`,
          earlier && `[before](${linkFrom(folder, earlier)})`,
        ]),
      ),
      file(
        `notes/${other}/${second}.md`,
        { title: title('That', 6), by: member(), date: dayAt(begun + 80), from: `[${note}]`, topics },
        bodyOf(other, writer, [`[[${note}]]`, `[first](../${folder}/${note}.md)`]),
      ),
      file(
        `faq/${question}.md`,
        { title: `${title('When', 6)}?`, from: `[${advice[0]}]`, topics, owner: member() },
        bodyOf('faq', writer, [`[[${note}]]`]),
      ),
      {
        path: `${page}.md`,
        text: `# ${title('About', 4)}\n\n${bodyOf('page', writer, [`[[${question}]]`, `[the issue](../../issues/${issue}.md)`])}`,
      },
    ];
    for (const one of all) {
      // The last thread is cut where the size is reached.
      if (made === size) return;
      yield marked(one);
    }
    earlier = { issue, note, folder, advice: advice[0], page };
  }
}

const linkFrom = (folder, earlier) =>
  earlier.folder === folder ? `${earlier.note}.md` : `../${earlier.folder}/${earlier.note}.md`;

/** Writes a community of `size` documents with so many commits. @returns How many documents have something wrong. */
export function makeCommunity(root, size, { commits = 1 } = {}) {
  const settings = { path: 'cop.yml', text: 'name: Made up\ndomain: Everything\npages:\n  exclude: [_site]\n' };
  const folders = new Set();
  const written = [settings];
  let faulty = 0;
  for (const { path, text, fault } of documents(size)) {
    written.push({ path, text });
    if (fault !== null) faulty += 1;
  }
  for (const { path, text } of written) {
    const target = join(root, path);
    if (!folders.has(dirname(target))) mkdirSync(dirname(target), { recursive: true });
    folders.add(dirname(target));
    writeFileSync(target, text);
  }
  commitAll(root, written, commits);
  return { faulty };
}
