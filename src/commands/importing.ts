import { FORMATS } from '../adopt/index.ts';
import type { Brought, Format, Wishes } from '../adopt/format.ts';
import { readPage } from '../adopt/page.ts';
import type { Original, Page } from '../adopt/page.ts';
import type { Gathered } from '../edges/originals.ts';

/** An original that could be read, and what it was read as. */
export interface Incoming {
  readonly original: Original;
  readonly format: Format;
  readonly brought: Brought;
}

/** A file, or something in one, that does not come along. */
export interface NotTaken {
  readonly original: Original;
  readonly reason: string;
}

const isMarkdown = ({ path }: Original): boolean => /\.(?:md|markdown)$/i.test(path);
const isFolderPage = ({ path }: Original): boolean => /\/(?:readme|index)\.(?:md|markdown)$/i.test(path);

/** Formats of which a folder holds many, with a page that lists them and tells nothing of its own. */
const IN_SERIES = new Set(['incident', 'adr']);

function readOne(original: Original, wishes: Wishes, wished: Format | null): Incoming | string {
  let page: Page | null = null;
  if (isMarkdown(original)) {
    const read = readPage(original);
    if ('problem' in read) return read.problem;
    page = read;
  }
  const format = wished ?? FORMATS.find((one) => one.recognises(original, page));
  if (!format) return 'no format that can be brought along is recognised in it';
  const brought = format.read(original, page, wishes);
  return typeof brought === 'string' ? brought : { original, format, brought };
}

/** Reads everything that was gathered, each file by the format that it is of, or by the one that is wished. */
export function readAll(
  { originals }: Gathered,
  wishes: Wishes,
  format: Format | null,
): { readonly incoming: readonly Incoming[]; readonly notTaken: readonly NotTaken[] } {
  const incoming: Incoming[] = [];
  const notTaken: NotTaken[] = [];
  for (const original of originals) {
    const read = readOne(original, wishes, format);
    if (typeof read === 'string') notTaken.push({ original, reason: read });
    else incoming.push(read);
  }
  const series = new Set(incoming.filter((one) => IN_SERIES.has(one.format.name)).map(({ original }) => original.top));
  const named = new Set(originals.filter(({ isNamed }) => isNamed).map(({ path }) => path));
  const isListing = ({ original, format: { name } }: Incoming): boolean =>
    name === 'markdown' && isFolderPage(original) && series.has(original.top) && !named.has(original.path);
  for (const { original } of incoming.filter(isListing)) {
    notTaken.push({ original, reason: 'it is the page of a folder of reports; name it to bring it along' });
  }
  const kept = incoming.filter((one) => !isListing(one));
  for (const { original, brought } of kept) {
    for (const reason of brought.leftOut) notTaken.push({ original, reason });
  }
  return { incoming: kept, notTaken };
}
