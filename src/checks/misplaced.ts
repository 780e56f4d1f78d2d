import { fromReading } from './check.ts';

export const misplaced = fromReading(
  'misplaced',
  'error',
  'A document lies where its kind can be told.',
  `The folder says what kind a document is. Where several kinds share a folder, as in \`charter/\`, the file's name
begins with the kind's: \`vision.md\`, \`vision-2027.md\`.`,
);
