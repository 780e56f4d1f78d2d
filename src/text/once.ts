/** What `make` makes, made when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** What `make` makes of each key, made when that key is first asked for. */
export function remembered<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.has(key) ? (known.get(key) as V) : make(key);
    known.set(key, value);
    return value;
  };
}

/** The same of a thing, as long as somebody holds it. */
export function rememberedOf<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const found = known.get(key) ?? { value: make(key) };
    known.set(key, found);
    return found.value;
  };
}

/**
 * Keeps what was made last, as long as all of it together weighs no more than that; what is let go is made anew when it
 * is asked for.
 */
export class Recent {
  private readonly held = new Map<object, { readonly value: unknown; readonly weight: number }>();
  private readonly heaviest: number;
  private weight = 0;

  constructor(heaviest: number) {
    this.heaviest = heaviest;
  }

  /** What `make` makes, of a weight that is known beforehand. */
  keeping<T>(weight: number, make: () => T): () => T {
    const key = {};
    return () => {
      const known = this.held.get(key);
      if (known) {
        // The last one asked for is the last to go.
        this.held.delete(key);
        this.held.set(key, known);
        return known.value as T;
      }
      const value = make();
      this.held.set(key, { value, weight });
      this.weight += weight;
      for (const [oldest, { weight: freed }] of this.held) {
        if (this.weight <= this.heaviest || oldest === key) break;
        this.held.delete(oldest);
        this.weight -= freed;
      }
      return value;
    };
  }
}
