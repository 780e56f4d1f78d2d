import GithubSlugger from 'github-slugger';

/** Heading anchors as GitHub gives them, counted up within one page. */
export function anchors(): (heading: string) => string {
  const slugger = new GithubSlugger();
  return (heading) => slugger.slug(heading);
}
