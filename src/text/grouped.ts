/** Puts an item below those that stand under its key. */
export function under<K, T>(groups: Map<K, T[]>, key: K, item: T): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}

/** Items under each of their keys, keys and items in the order in which they come; an item stands once under a key. */
export function grouped<T, K>(items: Iterable<T>, keysOf: (item: T) => Iterable<K>): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const keys = keysOf(item);
    // Most have one key, and need no set of them.
    if (Array.isArray(keys) && keys.length < 2) for (const key of keys as readonly K[]) under(groups, key, item);
    else for (const key of new Set(keys)) under(groups, key, item);
  }
  return groups;
}

/** Items that are not among others, in their order. */
export function apartFrom<T>(items: readonly T[], others: Iterable<T>): T[] {
  const known = new Set(others);
  return items.filter((item) => !known.has(item));
}
