import { fromReading } from './check.ts';

export const field = fromReading(
  'field',
  'error',
  'Every field holds what its kind declares.',
  `A required field that is missing or cannot be used keeps the document out of lists and figures; of a bad optional
field only the value is lost. \`cop kinds KIND\` tells each field's meaning, \`cop schema KIND\` the same for editors.`,
);
