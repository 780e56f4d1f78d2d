import { noted, recalled } from './noting.ts';
import type { Noted } from './noting.ts';

/** What `make` makes, made when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: Noted<T> | null = null;
  return () => (made === null ? (made = noted(make)).value : recalled(made));
}

interface Memory<K, V> {
  readonly get: (key: K) => Noted<V> | undefined;
  readonly set: (key: K, made: Noted<V>) => unknown;
}

function rememberedIn<K, V>(known: Memory<K, V>, make: (key: K) => V): (key: K) => V {
  return (key) => {
    const found = known.get(key);
    if (found) return recalled(found);
    const made = noted(() => make(key));
    known.set(key, made);
    return made.value;
  };
}

/** What `make` makes of each key, made when that key is first asked for. */
export function remembered<K, V>(make: (key: K) => V): (key: K) => V {
  return rememberedIn(new Map<K, Noted<V>>(), make);
}

/** The same of a thing, as long as somebody holds it. */
export function rememberedOf<K extends object, V>(make: (key: K) => V): (key: K) => V {
  return rememberedIn(new WeakMap<K, Noted<V>>(), make);
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
