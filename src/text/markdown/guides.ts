import type { Root } from 'mdast';
import { isComment } from './outline.ts';

/** A comment of the template below a heading: where it stands, and what goes with it. */
export interface Guide {
  readonly line: number;
  /** Offsets from its beginning to that of what comes next. */
  readonly start: number;
  readonly end: number;
}

/** The question of a template that stands right below the heading at a line; null where none does. */
export function guideOf(root: Root, line: number): Guide | null {
  const at = root.children.findIndex((node) => node.type === 'heading' && node.position?.start.line === line);
  const [guide, next] = [root.children[at + 1], root.children[at + 2]];
  // What says that a finding is right as it is, is no question.
  if (at < 0 || guide?.type !== 'html' || !isComment(guide) || guide.value.includes('cop-ignore')) return null;
  const start = guide.position?.start.offset;
  const end = next?.position?.start.offset;
  return start === undefined || end === undefined ? null : { line: guide.position?.start.line ?? line, start, end };
}
