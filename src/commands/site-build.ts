import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { readText } from '../edges/files.ts';
import { packageFile } from '../edges/package-files.ts';
import { siteFolder, writeSite } from '../edges/site-folder.ts';
import { Refusal } from '../model/refusal.ts';
import { LeftOutList, leftOutJson } from '../render/json.ts';
import { ignoredText, leftOutText } from '../render/record.ts';
import { buildSite } from '../render/site/build.tsx';
import { deriveStates } from '../states/index.ts';
import { care, faint, ink } from '../text/ink.ts';
import { counted } from '../text/words.ts';
import type { Command, Context } from './command.ts';

const MOST_NAMED = 10;

const PathAndReason = v.strictObject({ path: v.string(), reason: v.string() });

const OWN_STYLE = '.cop/site.css';

/** The community's own stylesheet, where it has one. @throws Refusal where it has one that cannot be read. */
function ownStyle(context: Context): string | null {
  const read = readText(join(context.root(), OWN_STYLE));
  if ('text' in read) return read.text;
  if (read.code === 'ENOENT' || read.code === 'ENOTDIR') return null;
  throw new Refusal(`${OWN_STYLE} cannot be used: ${read.problem}.`);
}

export const command: Command = {
  arguments: [],
  options: [{ flags: '--out <dir>', sentence: 'the folder to build into; `_site` in the community, unless given' }],
  answer: v.strictObject({
    /** The first page, as an address to open. */
    url: v.string(),
    pages: v.number(),
    written: v.number(),
    unchanged: v.number(),
    removed: v.number(),
    leftOut: LeftOutList,
    ignored: v.array(PathAndReason),
    /** Links and images whose words are shown and that lead nowhere in the site. */
    unshown: v.array(v.strictObject({ path: v.string(), target: v.string() })),
    notCopied: v.array(v.strictObject({ path: v.string(), problem: v.string() })),
  }),
  examples: ['cop site build', 'cop site build --out /tmp/faq'],
  async run(context, _words, options) {
    const community = context.community();
    const wanted =
      typeof options['out'] === 'string' ? resolve(context.folder, options['out']) : resolve(context.root(), '_site');
    const out = siteFolder(context.root(), wanted, community.files);
    const styles = { css: packageFile('templates/site/site.css'), ownCss: ownStyle(context) };
    const site = buildSite(community, deriveStates(community, context.today), styles);
    const built = writeSite(context.root(), out, site);
    const url = pathToFileURL(resolve(out, 'index.html')).href;
    const { ignored } = community;
    if (context.json) {
      context.out.answer('site-build', {
        url,
        pages: site.pages,
        ...built,
        leftOut: leftOutJson(community),
        ignored,
        unshown: site.unshown,
      });
      return 0;
    }
    const { written, unchanged, removed, notCopied } = built;
    context.say(
      ink`Built ${counted(site.pages, 'page')} as of ${context.today}: ${counted(written, 'file')} written, ${unchanged} unchanged, ${removed} removed.`,
    );
    const leftOut = leftOutText(community);
    if (leftOut !== null) context.say(care(leftOut));
    const notRead = ignoredText(community);
    if (notRead !== null) context.say(faint(notRead));
    if (site.unshown.length > 0) {
      const named = site.unshown.slice(0, MOST_NAMED).map(({ path, target }) => `${path} → ${target}`);
      const more = site.unshown.length > MOST_NAMED ? `, and ${site.unshown.length - MOST_NAMED} more` : '';
      context.say(
        care(
          `${counted(site.unshown.length, 'link')} to nothing the site can show; their words stay: ${named.join(', ')}${more}.`,
        ),
      );
    }
    for (const { path, problem } of notCopied) context.say(care(`Not copied: ${path}: ${problem}.`));
    context.say(ink`Open it:`);
    context.out.line(ink`${url}`);
    return 0;
  },
};
