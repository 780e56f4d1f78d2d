import { fromReading } from './check.ts';

export const unreadable = fromReading(
  'unreadable',
  'error',
  'Every Markdown file can be read as text.',
  `A file that is not UTF-8, larger than 512 KB, a symbolic link, a Git LFS pointer or locked by the system is left out,
and named here, so that nobody takes its absence for its content. Save it as UTF-8, split it, replace the link by the file,
or fetch it with \`git lfs pull\`.`,
);
