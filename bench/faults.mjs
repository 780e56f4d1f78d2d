// What people get wrong, one document in twenty: each takes the text of a good document and gives a bad one.
const inFront = (change) => (text) => {
  const end = text.startsWith('---\n') ? text.indexOf('\n---\n', 4) : -1;
  if (end < 0) return text;
  return `${change(text.slice(0, end))}${text.slice(end)}`;
};

/** By the rule that `check` is to tell it under. */
export const FAULTS = {
  field: inFront((front) => front.replace(/^(?:by|title): .*\n/m, '')),
  yaml: inFront((front) => `${front}\ntopics: [left open`),
  link: (text) => `${text}\nMore in [[nothing-is-called-this-zz99]] and [there](../nowhere/at-all.md).\n`,
  dates: inFront((front) => front.replace(/^(date|opened): .*$/m, '$1: 2026-02-30')),
  'duplicate-key': inFront((front) => front.replace(/^(by: .*)$/m, '$1\n$1')),
  'unknown-key': inFront((front) => `${front}\ntopcis: late-data`),
  reference: inFront((front) => front.replace(/^by: .*$/m, 'by: nobody-of-ours')),
  anchor: (text) => `${text}\nSee [below](#there-is-no-such-part).\n`,
  'front-matter': (text) => text.replace(/^---\n/, ''),
  'conflict-markers': (text) => `${text}\n<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> other\n`,
};
