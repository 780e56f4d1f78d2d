import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT, folderWith, git, repository, run, seeded } from './world.ts';

const member = (name: string): string => `---\nname: ${name}\n---\n`;

const START = {
  'cop.yml': 'name: Wells\n',
  'members/ada.md': member('Ada'),
  'members/bo.md': member('Bo'),
  'members/cy.md': member('Cy'),
  'issues/dry-k7q2.md':
    '---\ntitle: The well runs dry\nby: ada\nopened: 2026-09-01\ntopics: [water]\n---\n\n## Challenge\n\nDry.\n\n## Context\n\nA hill.\n',
  'issues/again-m3xp.md':
    '---\ntitle: Dry again\nby: bo\nopened: 2026-10-01\nrepeats: dry-k7q2\n---\n\n## Challenge\n\nAgain.\n\n## Context\n\nA hill.\n',
  'advice/dig-p4xv.md':
    '---\ntitle: Dig deeper\nissue: dry-k7q2\nby: bo\ndate: 2026-09-02\n---\n\n## Advice\n\nDig.\n\n## When it applies\n\nHere.\n',
  'notes/insights/wells-b5nb.md':
    '---\ntitle: Wells\nby: cy\ndate: 2026-10-01\nfrom: [dig-p4xv]\n---\n\n## The insight\n\nDig.\n\n## Where it comes from\n\nA well.\n\n## When it holds\n\nOn hills.\n',
};

const write = (root: string, path: string, text: string): void => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};

const caseFrom = (from: string, words: string): string =>
  `---\ntitle: A case\nby: cy\ndate: 2026-11-01\nfrom: [${from}]\n---\n\n## Situation\n\n${words}\n\n## What was done\n\nDug.\n\n## How it turned out\n\nWet.\n\n## What others can use\n\nA spade.\n`;

/** What somebody does on a branch: a command line, or a file written by hand. */
const DEEDS: Readonly<Record<string, readonly string[] | ((root: string) => void)>> = {
  advise: ['advise', 'dry-k7q2', 'Wait', '--by', 'cy', '--advice', 'Wait.', '--when-it-applies', 'In spring.'],
  'follow up': [
    'followup',
    'dry-k7q2',
    '--by',
    'ada',
    '--outcome',
    'worked',
    '--tried',
    'dig-p4xv',
    '--what-we-did',
    'Dug.',
    '--what-we-learned',
    'Dig.',
  ],
  withdraw: ['withdraw', 'dry-k7q2', 'It rained'],
  'set a topic': ['set', 'topics+=hills', 'issues', '--where', 'by=ada'],
  'rename the issue': ['rename', 'dry-k7q2', 'The well on the hill runs dry'],
  'rename it otherwise': ['rename', 'dry-k7q2', 'No water'],
  'merge two issues': ['merge', 'again-m3xp', 'into', 'dry-k7q2'],
  'rename the advice': ['rename', 'dig-p4xv', 'Dig much deeper'],
  'cite it by id': (root) => write(root, 'notes/cases/cited-c2c2.md', caseFrom('dry-k7q2', 'See [[dry-k7q2]].')),
  'link to its file': (root) =>
    write(root, 'notes/cases/linked-c3c3.md', caseFrom('dig-p4xv', 'See [it](../../issues/dry-k7q2.md).')),
};

const branch = (name: string): string => name.replaceAll(' ', '-');

test('what two branches did is there after merging them, or git asks, or check says what to mend', async () => {
  const root = repository(folderWith(START));
  const names = Object.keys(DEEDS);
  for (const [index, name] of names.entries()) {
    git(root, 'checkout', '--quiet', '-b', branch(name), 'main');
    const deed = DEEDS[name];
    if (typeof deed === 'function') deed(root);
    else if (deed) {
      const { code, err } = await run([...deed, '--no-input'], { cwd: root, random: seeded(index + 1) });
      expect(code, `${name}: ${err}`).toBe(0);
    }
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '--message', name);
  }
  const rows: string[] = [];
  for (const [index, one] of names.entries()) {
    for (const two of names.slice(index + 1)) {
      git(root, 'checkout', '--quiet', '--detach', branch(one));
      let clean = true;
      try {
        git(root, 'merge', '--quiet', '--no-edit', branch(two));
      } catch {
        clean = false;
      }
      const { out } = await run(['check', '--json'], { cwd: root });
      const { findings } = JSON.parse(out) as {
        findings: { severity: string; rule: string; path: string; hint: string | null }[];
      };
      const found = [
        ...new Set(findings.map(({ rule, hint }) => (hint?.startsWith('Did you mean') ? `${rule} (${hint})` : rule))),
      ];
      rows.push(
        `${one} + ${two}: ${clean ? 'merged' : 'git asks'}${found.length > 0 ? `; check: ${found.join(', ')}` : ''}`,
      );
      git(root, 'reset', '--quiet', '--hard');
    }
  }
  await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot(join(PROJECT, 'fixtures/_expected/merge-matrix.txt'));
  expect(rows).toHaveLength((names.length * (names.length - 1)) / 2);
}, 120_000);
