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

export type Change = Creation | Edit;

/** What a writing command would do: shown with `--dry-run`, else carried out, all of it or none. */
export interface Plan {
  /** What it amounts to, as the subject of a commit message. */
  readonly summary: string;
  readonly changes: readonly Change[];
}
