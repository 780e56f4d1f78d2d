import { fromReading } from './check.ts';

export const frontMatter = fromReading(
  'front-matter',
  'error',
  'A document begins with front matter that is opened and closed.',
  `The first line is \`---\`, then come the fields as YAML, then \`---\` alone on a line. Other languages than YAML
(\`---js\` and the like) are refused, since reading them would mean executing them. A file without front matter in the
folder of a kind is left out of lists and figures until it has some.`,
);
