/** `1 issue`, `3 issues`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A number with its thousands apart: `12,345`. */
export const thousands = (number: number): string => String(number).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

export function capitalised(text: string): string {
  const [first = '', ...rest] = text;
  return first.toUpperCase() + rest.join('');
}

/** `what worked` → `what-worked`, for flags and keys in JSON. */
export function kebab(words: string): string {
  return words.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

/** `what-worked` → `whatWorked`: how commander names an option. */
export function camel(words: string): string {
  return kebab(words).replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** Code-unit order: the same on every machine, whatever its locale. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
