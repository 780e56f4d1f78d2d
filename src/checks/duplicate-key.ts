import { fromReading } from './check.ts';

export const duplicateKey = fromReading(
  'duplicate-key',
  'error',
  'A field stands once.',
  `Of two values for one field, readers disagree which one holds; it mostly comes of a merge. Keep one of them.`,
);
