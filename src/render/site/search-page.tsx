import type { Drawn } from './building.tsx';
import { paragraph } from '../../text/markdown/build.ts';
import { SEARCH_PAGE } from './parts.tsx';

const WITHOUT_SCRIPT =
  'Searching takes JavaScript, which this browser does not run here. Questions and topics are listed on pages of their own.';

/** The page that shows what was searched for. */
export function searchPage(): Drawn {
  return {
    path: SEARCH_PAGE,
    title: 'Search',
    content: () => (
      <>
        <h1>Search</h1>
        <noscript>
          <p class="care">{WITHOUT_SCRIPT}</p>
        </noscript>
        <div id="cop-results" />
      </>
    ),
    twin: () => [paragraph('pages.json lists every page.')],
    subject: null,
  };
}
