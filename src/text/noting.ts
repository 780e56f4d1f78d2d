/** Whose words are looked at just now, for whoever wants to know; null where nobody does. */
let looking: Set<string> | null = null;

/** Says that the words of a file are looked at. */
export function looked(path: string): void {
  looking?.add(path);
}

/** Something that was made, and whose words it took; null where nobody wanted to know. */
export interface Noted<T> {
  readonly value: T;
  readonly looked: ReadonlySet<string> | null;
}

/** Makes something, and notes whose words it takes, be it at once or by what was made of them before. */
export function noting<T>(make: () => T): { readonly value: T; readonly looked: ReadonlySet<string> } {
  const outer = looking;
  const own = new Set<string>();
  looking = own;
  try {
    return { value: make(), looked: own };
  } finally {
    looking = outer;
    if (outer !== null) for (const path of own) outer.add(path);
  }
}

/** Makes something that is used again: see {@link recalled}. */
export const noted = <T>(make: () => T): Noted<T> =>
  looking === null ? { value: make(), looked: null } : noting(make);

/** What was made before; whoever uses it looks at the same words. */
export function recalled<T>({ value, looked: paths }: Noted<T>): T {
  if (looking !== null && paths !== null) for (const path of paths) looking.add(path);
  return value;
}

/** Does something that takes no more of the words than others can see of a document (`src/read/face.ts`). */
export function glancing<T>(work: () => T): T {
  const outer = looking;
  looking = null;
  try {
    return work();
  } finally {
    looking = outer;
  }
}
