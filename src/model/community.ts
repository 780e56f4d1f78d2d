import type { Config } from './config.ts';
import type { Document, Ignored, LeftOut } from './document.ts';
import type { Complaint } from './finding.ts';
import type { Place } from './place.ts';
import type { DataPath } from '../text/front-matter.ts';
import type { Position } from '../text/lines.ts';
import type { Destination } from '../text/links.ts';

/** One document pointing to another, by a field or in its body. */
export interface Link {
  readonly from: Document;
  /** The field that holds the reference, or null where it stands in the body. */
  readonly field: string | null;
  /** The steps to it in the front matter, or null where it stands in the body. */
  readonly at: DataPath | null;
  /** As written: an id, a URL, or the words between `[[` and `]]`. */
  readonly target: string;
  readonly form: 'field' | 'link' | 'image' | 'wiki';
  /** Where its URL leads; null where it is no URL. */
  readonly leads: Destination | null;
  /** Where it is written; finding that out takes the exact reader. */
  readonly place: () => Place;
}

/** A folder of files, read and put together. It is a value: nothing in it looks at a clock, a disk or a process. */
export interface Community {
  readonly config: Config;
  /** Where a setting stands in `cop.yml`: its key, or the nearest one above it that is written. */
  readonly settingAt: (path: DataPath) => Position;
  /** Every document that could be read, in the order of their paths. */
  readonly documents: readonly Document[];
  /** Documents that lack a required field: in no list or figure, but their links and sections can be checked. */
  readonly incomplete: readonly Document[];
  /** What could not, with the reason: no list, page or figure may keep silent about it. */
  readonly leftOut: readonly LeftOut[];
  /** Paths of documents that a sparse checkout keeps off the disk: they are as git has them. */
  readonly staged: readonly string[];
  readonly ignored: readonly Ignored[];
  /** What reading found; the checks of the same names pass it on. */
  readonly complaints: readonly Complaint[];
  /** Every file there is to link to, Markdown or not. */
  readonly files: ReadonlySet<string>;
  readonly byId: ReadonlyMap<string, Document>;
  readonly byPath: ReadonlyMap<string, Document>;
  readonly byKind: ReadonlyMap<string, readonly Document[]>;
  /** The document at a path, or the page of a folder (its README or index); null where there is none. */
  readonly at: (path: string) => Document | null;
  /** Links out of a document, in the order in which they are written. Parses its body on first use. */
  readonly linksFrom: (document: Document) => readonly Link[];
  /** Where a link leads, or null where it leads to no document. */
  readonly follow: (link: Link) => Document | null;
  /** Links into a document, by the order of the documents they come from. Parses every body on first use. */
  readonly linksTo: (document: Document) => readonly Link[];
}
