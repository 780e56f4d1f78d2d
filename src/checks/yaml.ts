import { fromReading } from './check.ts';

export const yaml = fromReading(
  'yaml',
  'error',
  'Front matter is plain YAML: fields, values and lists.',
  `Anchors, aliases and tags are refused: they make small files large, and a field that points elsewhere is not readable
in a review. So are \`.inf\`, \`.nan\` and halves of characters, which are a value to nobody else. A text with a colon and a
space, or that begins with a special character, stands in quotes.`,
);
