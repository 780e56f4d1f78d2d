import { fromReading } from './check.ts';

export const duplicateId = fromReading(
  'duplicate-id',
  'error',
  'An id leads to one document.',
  `The id of a document is its file's name. Where two have the same, or one has the other's as an alias, a reference
means the first by path. Rename one of them, or drop the alias.`,
);
