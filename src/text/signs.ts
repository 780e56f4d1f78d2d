/** A sign for each state, beside its word: the same on pages and in what a search finds. */
const SIGNS: Readonly<Record<string, string>> = {
  validated: '✓',
  'not validated': '○',
  contradicted: '≠',
  superseded: '→',
  draft: '✎',
  settled: '✓',
  waiting: '…',
  advised: '›',
  due: '!',
  'followed up': '?',
  worked: '●',
  partly: '◐',
  'did-not-work': '✕',
};

/** The classes of a state's badge: they give it the colour, its word the meaning. */
export function badgeClass(word: string): string {
  const [state = ''] = word.split(', ');
  return `badge is-${state.replaceAll(' ', '-')}${/overdue|lapsed/.test(word) ? ' is-late' : ''}`;
}

/** The sign of a state; what is added to its first word (`, overdue`) changes nothing of it. */
export const signOf = (word: string): string => SIGNS[word.split(', ', 1)[0] ?? ''] ?? '·';
