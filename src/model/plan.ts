/** A file that is to come into being. */
export interface Creation {
  readonly type: 'create';
  readonly path: string;
  readonly text: string;
}

/** A file that is to change; it is only written while it still holds `before`. */
export interface Edit {
  readonly type: 'edit';
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** A file that is to get another name, and other text with it; only while it still holds `before`, and `path` is free. */
export interface Move {
  readonly type: 'move';
  readonly from: string;
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** A file that is to go; only while it still holds `before`. */
export interface Removal {
  readonly type: 'remove';
  readonly path: string;
  readonly before: string;
}

export type Change = Creation | Edit | Move | Removal;

/** Every path that a change touches: the one that is, or was, and for a move both. */
export const pathsOf = (change: Change): readonly string[] =>
  change.type === 'move' ? [change.from, change.path] : [change.path];

/** What a writing command would do: shown with `--dry-run`, else carried out, all of it or none. */
export interface Plan {
  /** What it amounts to, as the subject of a commit message. */
  readonly summary: string;
  readonly changes: readonly Change[];
  /** Lines for the end of the commit message, such as `Co-authored-by: Name <mail>`; each is one line. */
  readonly trailers?: readonly string[];
}
