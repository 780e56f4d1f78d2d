import { nearest } from '../text/nearest.ts';
import { MOST_GUESSES, MOST_PER_FILE, checkable, defineCheck } from './check.ts';

export const anchor = defineCheck(
  'anchor',
  'warn',
  'Every link to a heading leads to a heading that is there.',
  `What stands behind \`#\` is the heading's text in lower case, with hyphens for spaces and without punctuation, as
forges make it. A heading that is reworded leaves its links leading to the top of the page.`,
  'faces',
  function* find(community) {
    for (const document of checkable(community)) {
      let count = 0;
      for (const found of community.linksFrom(document)) {
        const { leads } = found;
        if (found.form !== 'link' || leads?.to !== 'file' || !leads.anchor) continue;
        const target = community.byPath.get(leads.path);
        const anchors = target?.outline()?.anchors;
        if (!target || !anchors) continue;
        if (anchors.has(leads.anchor) || anchors.has(leads.anchor.toLowerCase())) continue;
        if ((count += 1) > MOST_PER_FILE) break;
        const guess = count > MOST_GUESSES ? null : nearest(leads.anchor, [...anchors].slice(0, 500));
        yield {
          rule: 'anchor',
          place: found.place(),
          message: `Unexpected anchor \`#${leads.anchor}\`, expected a heading of ${target.path}`,
          hint: guess && `Did you mean \`#${guess}\`?`,
        };
      }
    }
  },
);
