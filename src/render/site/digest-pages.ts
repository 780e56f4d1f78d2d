import { digest, quarters } from '../../compile/digest.ts';
import type { Digest } from '../../compile/digest.ts';
import type { Community } from '../../model/community.ts';
import type { Quarter } from '../../text/day.ts';
import { once } from '../../text/once.ts';
import { relativeUrl } from '../../text/links.ts';
import { digestSummary, digestTree } from '../digest.ts';
import type { Building, Drawn } from './building.tsx';
import { listPage } from './list-pages.tsx';
import { compiledPage } from './compiled-page.tsx';

export const DIGESTS = 'digest/index.html';

const NAMES = ['First', 'Second', 'Third', 'Fourth'] as const;

const quarterTitle = ({ year, number }: Quarter): string => `${NAMES[number - 1]} quarter of ${year}`;

const pageOf = ({ year, number }: Quarter): string => `digest/${year}-q${number}.html`;

/** The community without its forge: a document that the site shows is read in the site. */
function withoutForge(community: Community): Community {
  const { config } = community;
  return { ...community, config: { ...config, site: { ...config.site, repositoryUrl: null } } };
}

/** A page for every quarter in which anything happened, and the list of them. */
export function digestPages(building: Building): Drawn[] {
  const { states } = building;
  const community = withoutForge(building.community);
  const told = quarters(community, states.today).map((quarter) => ({
    quarter,
    title: quarterTitle(quarter),
    digest: once((): Digest => digest(community, states, quarter, null)),
  }));
  const index = listPage(DIGESTS, 'Digests', 'What happened, quarter by quarter.', () => [
    {
      title: null,
      items: told.map(({ quarter, title, digest: of }) => ({
        title,
        href: relativeUrl(DIGESTS, pageOf(quarter)),
        state: null,
        detail: digestSummary(of()),
      })),
    },
  ]);
  const pages = told.map(({ quarter, title, digest: of }) =>
    compiledPage(building, pageOf(quarter), title, () => digestTree(of(), community, states, title).children, 'digest'),
  );
  return told.length === 0 ? [] : [index, ...pages];
}
