import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf, casesOf } from './hostile-set.ts';
import { PROJECT, folderWith } from './world.ts';

/** The project's own cases, so that a clone alone is protected: one title a line, as YAML has it between double quotes. */
export const OWN = readFileSync(join(PROJECT, 'fixtures/hostile/titles.txt'), 'utf8').trim().split('\n');

/** The `title` of a case as it is written there. */
const titleIn = (text: string): string => /^title: "(.*)"$/m.exec(text)?.[1] ?? '';

export const SHARED_TITLES = casesOf('output-injection', 'html-injection', 'encoding')
  .filter(({ file }) => file.endsWith('.md'))
  .map(({ file }) => titleIn(bytesOf(file).toString('utf8')))
  .filter((title) => title !== '');

export const TITLES = [...OWN, ...SHARED_TITLES];

/** A title as it is read, without the escapes that only YAML knows. */
export const readOf = (title: string): string =>
  (JSON.parse(`"${title.replaceAll(/\\([xeUN_LP0av ])/g, '$1')}"`) as string).replaceAll('\r', '\n');

export const id = (kind: string, index: number): string => `${kind}-${String(index).padStart(3, '0')}`;

/** A community in which every title stands in every place that a stranger may write to: field, section, name and topic. */
export function everywhere(titles: readonly string[], more: Readonly<Record<string, string | Buffer>> = {}): string {
  const files: Record<string, string | Buffer> = {
    'cop.yml': 'name: "Small ::error::x"\ndomain: "##[group]x \\u001b[31m"\n',
    'members/ada.md': '---\nname: Ada\n---\n',
  };
  titles.forEach((title, index) => {
    const member = id('m', index);
    const issue = id('i', index);
    const advice = id('a', index);
    const text = readOf(title);
    files[`members/${member}.md`] = `---\nname: "${title}"\n---\n`;
    files[`issues/${issue}.md`] =
      `---\ntitle: "${title}"\nby: ${member}\nopened: 2026-11-0${1 + (index % 9)}\ntopics: ["${title}"]\n---\n\n## Challenge\n\n${text}\n\n## Context\n\n> ${text}\n`;
    if (index % 3 > 0) {
      files[`advice/${advice}.md`] =
        `---\ntitle: "${title}"\nby: ${member}\nfor: [${issue}]\ndate: 2026-11-10\nbasis: did-it\nfollow_up: 2026-11-12\n---\n\n## Advice\n\n${text}\n\n## When it applies\n\n${text}\n`;
    }
    if (index % 3 === 2) {
      files[`followups/${id('f', index)}.md`] =
        `---\nissue: ${issue}\nby: ${member}\ndate: 2026-11-14\ntried: [${advice}]\noutcome: worked\nthanks: [${member}]\n---\n\n## What we did\n\n${text}\n\n## What we learned\n\n${text}\n`;
    }
    files[`notes/cases/${id('n', index)}.md`] =
      `---\ntitle: "${title}"\nby: ${member}\ndate: 2026-11-05\ntopics: ["${title}"]\nfrom: ["${title}"]\n"${title}": "${title}"\n---\n\n## ${text}\n\n[[${text}]] [x](${text})\n`;
    files[`faq/${id('q', index)}.md`] = `---\nquestion: "${title}"\n---\n\n## Answer\n\n${text}\n`;
  });
  return folderWith({ ...files, ...more });
}
