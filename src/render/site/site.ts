import type {
  CalendarText,
  HtmlPage,
  JsonText,
  MarkdownText,
  ScriptText,
  ShippedText,
  StyleText,
  XmlText,
} from '../../text/written.ts';

/** What a file of a site may be: whatever a writer of a format made, and no raw string. */
type SiteText = CalendarText | HtmlPage | JsonText | MarkdownText | ScriptText | ShippedText | StyleText | XmlText;

/** A file of the site. It is rendered when its text is asked for, so that no more of a site is held than is looked at. */
export interface SiteFile {
  readonly path: string;
  readonly text: () => SiteText;
}

/** A file of the community that pages show or link to, to be copied as it is. */
export interface Copy {
  readonly path: string;
  readonly copyOf: string;
}

/** A link or an image that leads to nothing the site can show: its words stay. */
export interface Unshown {
  readonly path: string;
  readonly target: string;
}

/** What a file of the site needs beside it, and what it could not show. */
export interface Needs {
  readonly copies: readonly Copy[];
  readonly unshown: readonly Unshown[];
}

/** A picture of a diagram, drawn while its page was. */
export interface Drawing {
  readonly path: string;
  readonly svg: string;
}

/** What a search counts of the words of pages. */
export interface Counted {
  readonly terms: readonly string[];
  /** For each page the numbers of its terms, each followed by how often it stands there, and whose words it took. */
  readonly pages: ReadonlyMap<string, { readonly counts: Uint32Array; readonly looked: ReadonlySet<string> }>;
}

/** What is known of a site that was built before, of documents that show the same to others. */
export interface KnownSite {
  readonly shape: string;
  readonly counted: Counted;
  /** Documents whose own words have changed since. */
  readonly edited: ReadonlySet<string>;
}

/** The whole site as a value; the door `site-folder` writes it. */
export interface Site {
  readonly files: readonly SiteFile[];
  /** How many pages there are, for whoever built it. */
  readonly pages: number;
  /** What the pages rendered so far need beside them; all of it once every file was rendered. */
  readonly copies: () => readonly Copy[];
  /** The pictures of the pages rendered so far. */
  readonly drawings: () => readonly Drawing[];
  readonly unshown: () => readonly Unshown[];
  /** The same of the files that were rendered since this was last asked. */
  readonly needs: () => Needs;
  /** What of it follows from the words of documents as a whole: of sites where that is the same, files stay as they are. */
  readonly shape: string;
  /** The words of pages, by number, once the index of them was rendered. */
  readonly counted: () => Counted;
  /** Of a site for everybody: how many documents it shows, the names that were taken out, and words that may still be names. */
  readonly nameless: {
    readonly documents: number;
    /** What asks to be shown, and is not. */
    readonly refused: readonly { readonly path: string; readonly reason: string }[];
    readonly taken: () => readonly string[];
    readonly left: () => readonly string[];
  } | null;
}
