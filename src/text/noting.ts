/** Whose words are looked at just now; most of what is made looks at none, and has no set for them. */
interface Looking {
  paths: Set<string> | null;
}

/** Null where nobody wants to know. */
let looking: Looking | null = null;

const NONE: ReadonlySet<string> = new Set();

/** Says that the words of a file are looked at. */
export function looked(path: string): void {
  if (looking !== null) (looking.paths ??= new Set()).add(path);
}

/** Something that was made, and whose words it took; null where nobody wanted to know. */
export interface Noted<T> {
  readonly value: T;
  readonly looked: ReadonlySet<string> | null;
}

/** Makes something, and notes whose words it takes, be it at once or by what was made of them before. */
export function noting<T>(make: () => T): { readonly value: T; readonly looked: ReadonlySet<string> } {
  const outer = looking;
  const own: Looking = { paths: null };
  looking = own;
  try {
    const value = make();
    return { value, looked: own.paths ?? NONE };
  } finally {
    looking = outer;
    if (own.paths !== null) for (const path of own.paths) looked(path);
  }
}

/** Makes something that is used again: see {@link recalled}. */
export const noted = <T>(make: () => T): Noted<T> =>
  looking === null ? { value: make(), looked: null } : noting(make);

/** What was made before; whoever uses it looks at the same words. */
export function recalled<T>({ value, looked: paths }: Noted<T>): T {
  if (looking !== null && paths !== null) for (const path of paths) looked(path);
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
