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

/** A picture of a diagram, drawn while its page was. */
export interface Drawing {
  readonly path: string;
  readonly svg: string;
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
  /** Links and images, on the pages rendered so far, that lead to nothing the site can show: their words stay. */
  readonly unshown: () => readonly { readonly path: string; readonly target: string }[];
  /** Of a site for everybody: how many documents it shows, the names that were taken out, and words that may still be names. */
  readonly nameless: {
    readonly documents: number;
    /** What asks to be shown, and is not. */
    readonly refused: readonly { readonly path: string; readonly reason: string }[];
    readonly taken: () => readonly string[];
    readonly left: () => readonly string[];
  } | null;
}
