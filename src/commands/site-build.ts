import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { siteFolder, writeSite } from '../edges/site-folder.ts';
import { LeftOutList, leftOutJson } from '../render/json.ts';
import { ignoredText, leftOutText } from '../render/record.ts';
import { buildSite } from '../render/site/build.ts';
import type { Site } from '../render/site/site.ts';
import { deriveStates } from '../states/index.ts';
import { care, faint, ink } from '../text/ink.ts';
import { counted, listed } from '../text/words.ts';
import type { Command, Context } from './command.ts';
import { SITE_OPTIONS, makingOf } from './siting.ts';

const MOST_NAMED = 10;

const PathAndReason = v.strictObject({ path: v.string(), reason: v.string() });

/** What was shown to everybody, and what whoever publishes it should look at. */
function tellPublic(context: Context, { documents, refused, taken, left }: NonNullable<Site['nameless']>): void {
  context.say(ink`For everybody: ${counted(documents, 'document')} with ${'`audience: public`'}, without names.`);
  for (const { path, reason } of refused) context.say(care(`Not shown to everybody: ${path}: ${reason}.`));
  const names = taken();
  if (names.length > 0) context.say(faint(`Taken out: ${listed(names)}.`));
  const doubtful = left();
  if (doubtful.length > 0)
    context.say(care(`May still be names: ${listed(doubtful)}. Look at them before you publish.`));
}

export const command: Command = {
  arguments: [],
  options: [
    {
      flags: '--out <dir>',
      sentence: 'the folder to build into; `_site` in the community, `_public` with --public, unless given',
    },
    ...SITE_OPTIONS,
  ],
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
    /** With --public: how many documents it shows, names that were taken out, and words that may still be names. */
    public: v.nullable(
      v.strictObject({
        documents: v.number(),
        refused: v.array(PathAndReason),
        taken: v.array(v.string()),
        left: v.array(v.string()),
      }),
    ),
    /** Why nothing is told of who changed a page; null where it is told. */
    unknownHistory: v.nullable(v.string()),
  }),
  examples: ['cop site build', 'cop site build --out /tmp/faq', 'cop site build --public'],
  async run(context, _words, options) {
    const community = context.community();
    const forEverybody = options['public'] === true;
    const wanted =
      typeof options['out'] === 'string'
        ? resolve(context.folder, options['out'])
        : resolve(context.root(), forEverybody ? '_public' : '_site');
    const out = siteFolder(context.root(), wanted, community.files);
    const { making, unknownHistory } = makingOf(context, community, options, { live: false });
    const site = buildSite(community, deriveStates(community, context.today), making);
    const built = writeSite(context.root(), out, site);
    const url = pathToFileURL(resolve(out, 'index.html')).href;
    const { ignored } = community;
    const unshown = site.unshown();
    if (context.json) {
      context.out.answer('site-build', {
        url,
        pages: site.pages,
        ...built,
        leftOut: leftOutJson(community),
        ignored,
        unshown: [...unshown],
        public: site.nameless && {
          documents: site.nameless.documents,
          refused: [...site.nameless.refused],
          taken: site.nameless.taken(),
          left: site.nameless.left(),
        },
        unknownHistory,
      });
      return 0;
    }
    const { written, unchanged, removed, notCopied } = built;
    context.say(
      ink`Built ${counted(site.pages, 'page')} as of ${context.today}: ${counted(written, 'file')} written, ${unchanged} unchanged, ${removed} removed.`,
    );
    if (site.nameless) tellPublic(context, site.nameless);
    if (unknownHistory !== null) context.say(faint(`Who changed a page is not told: ${unknownHistory}.`));
    const leftOut = leftOutText(community);
    if (leftOut !== null) context.say(care(leftOut));
    const notRead = ignoredText(community);
    if (notRead !== null) context.say(faint(notRead));
    if (unshown.length > 0) {
      const named = unshown.slice(0, MOST_NAMED).map(({ path, target }) => `${path} → ${target}`);
      const more = unshown.length > MOST_NAMED ? `, and ${unshown.length - MOST_NAMED} more` : '';
      context.say(
        care(
          `${counted(unshown.length, 'link')} to nothing the site can show; their words stay: ${named.join(', ')}${more}.`,
        ),
      );
    }
    for (const { path, problem } of notCopied) context.say(care(`Not copied: ${path}: ${problem}.`));
    context.say(ink`Open it:`);
    context.out.line(ink`${url}`);
    return 0;
  },
};
