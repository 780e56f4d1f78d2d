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

export const signOf = (state: string): string => SIGNS[state] ?? '·';
