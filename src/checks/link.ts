import type { Community } from '../model/community.ts';
import { grouped } from '../text/grouped.ts';
import { guesser } from '../text/nearest.ts';
import { once } from '../text/once.ts';
import { MOST_GUESSES, MOST_PER_FILE, checkable, defineCheck } from './check.ts';

function folders(files: ReadonlySet<string>): Set<string> {
  const found = new Set<string>(['']);
  for (const path of files) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (found.has(folder)) break;
      found.add(folder);
    }
  }
  return found;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** A document that was called so, a file of the same name elsewhere, or of nearly the same name. */
function guesses({ files, byId }: Community): (path: string) => string | null {
  const byName = once(() => grouped(files, (file) => [nameOf(file)]));
  const similar = guesser([...files].slice(0, 2000));
  return (path) => {
    const name = nameOf(path);
    const renamed = byId.get(name.replace(/\.md$/i, ''));
    if (renamed && renamed.path !== path) return renamed.path;
    const same = byName().get(name) ?? [];
    return same.length === 1 ? (same[0] as string) : similar(path);
  };
}

export const link = defineCheck(
  'link',
  'error',
  'Every link to a file, and every image, leads to a file that is there.',
  `Links are followed from the file they stand in, as a forge and the site follow them; one that begins with \`/\` is
meant from the community's root. Addresses on the web are not visited: a check uses no network.`,
  'faces',
  function* find(community) {
    const known = folders(community.files);
    const guess = guesses(community);
    for (const document of checkable(community)) {
      let count = 0;
      for (const found of community.linksFrom(document)) {
        const { leads } = found;
        if (leads === null || leads.to === 'web') continue;
        if (leads.to === 'file' && (community.files.has(leads.path) || known.has(leads.path))) continue;
        if ((count += 1) > MOST_PER_FILE) break;
        const noun = found.form === 'image' ? 'image' : 'link';
        const target = found.target.length > 80 ? `${found.target.slice(0, 79)}…` : found.target;
        const outside = leads.to === 'outside';
        const near = outside || count > MOST_GUESSES ? null : guess(leads.path);
        yield {
          rule: 'link',
          place: found.place(),
          message: `Unexpected ${noun} to \`${target}\`, expected a file ${outside ? 'inside the community' : 'that exists'}`,
          hint: near && `Did you mean \`${near}\`?`,
        };
      }
    }
  },
);
