/** A file of the site: text that was rendered, or another file to be copied as it is. */
export type SiteFile =
  { readonly path: string; readonly text: string } | { readonly path: string; readonly copyOf: string };

/** The whole site as a value; the door `site-folder` writes it. */
export interface Site {
  readonly files: readonly SiteFile[];
  /** How many pages there are of each sort, for whoever built it. */
  readonly pages: number;
  /** Links and images that lead to nothing the site can show: their words stay. */
  readonly unshown: readonly { readonly path: string; readonly target: string }[];
}
