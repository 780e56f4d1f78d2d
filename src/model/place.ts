/** Where something stands: a path relative to the community's root, with `/`, and a line and column from 1. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

export function placeText(place: Place): string {
  return `${place.path}:${place.line}:${place.column}`;
}
