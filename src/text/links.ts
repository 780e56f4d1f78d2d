/** Where a URL in a Markdown file leads. */
export type Destination =
  | { readonly to: 'web' }
  /** A path relative to the root; `anchor` is what stands behind `#`, decoded, or null. */
  | { readonly to: 'file'; readonly path: string; readonly anchor: string | null }
  /** Out of the repository. */
  | { readonly to: 'outside' };

/** A text without its percent signs; as it is where they mean nothing. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Resolves a URL as written in the file at `from`. A URL beginning with `/` is meant from the root, as forges do. */
export function destination(from: string, url: string): Destination {
  if (/^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith('//')) return { to: 'web' };
  const hash = url.indexOf('#');
  const anchor = hash < 0 ? null : decoded(url.slice(hash + 1));
  const beforeHash = hash < 0 ? url : url.slice(0, hash);
  const written = decoded(beforeHash.split('?', 1)[0] as string);
  if (written === '') return { to: 'file', path: from, anchor };
  const steps = written.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const step of written.split('/')) {
    if (step === '..') {
      if (steps.pop() === undefined) return { to: 'outside' };
    } else if (step !== '.' && step !== '') steps.push(step);
  }
  return { to: 'file', path: steps.join('/'), anchor };
}

/** A path as part of an address. */
export const encodedPath = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

/** A path that is written in an address as it is. */
const PLAIN_PATH = /^[\w./-]+$/;

/** The path from one file to another, both relative to the same root, as a URL. */
export function relativeUrl(from: string, to: string): string {
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  if (PLAIN_PATH.test(to)) {
    if (to.startsWith(folder)) return to.slice(folder.length);
    const up = folder.indexOf('/') + 1;
    // From one folder of the root into another.
    if (up === folder.length && !to.startsWith('/')) return `../${to}`;
  }
  const here = from.split('/').slice(0, -1);
  const there = to.split('/');
  let common = 0;
  while (common < here.length && common < there.length - 1 && here[common] === there[common]) common += 1;
  const steps = [...here.slice(common).map(() => '..'), ...there.slice(common).map(encodeURIComponent)];
  const url = steps.join('/');
  // A first step with a colon would be taken for a scheme.
  return (steps[0] ?? '').includes(':') ? `./${url}` : url;
}

/** An address as it can stand between the brackets of a Markdown link, which one of its own would end. */
export const withoutBrackets = (url: string): string => url.replaceAll('(', '%28').replaceAll(')', '%29');
