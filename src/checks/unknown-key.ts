import { fromReading } from './check.ts';

export const unknownKey = fromReading(
  'unknown-key',
  'info',
  'Every key in front matter is one that the kind knows.',
  `Keys of your own are kept to the byte and do no harm, but a misspelt one (\`topic\` for \`topics\`) is a fact that
nobody will ever find. Turn the rule off in cop.yml (\`check: {rules: {unknown-key: off}}\`) if you use keys of your own.`,
);
