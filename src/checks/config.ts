import { fromReading } from './check.ts';

export const config = fromReading(
  'config',
  'error',
  '`cop.yml` says what cop can understand.',
  `A misspelt setting is worse than none: it looks as if it held. Every key of cop.yml is known by name, and a wrong one
is told with the one that was probably meant. \`cop schema cop.yml\` prints the whole grammar.`,
);
