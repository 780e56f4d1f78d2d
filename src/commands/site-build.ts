import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { builtBefore, keepBuilt } from '../edges/kept-site.ts';
import type { SitePlace } from '../edges/kept-site.ts';
import { siteFolder, wholeSite, writeSite } from '../edges/site-folder.ts';
import type { Built } from '../edges/site-folder.ts';
import type { Community } from '../model/community.ts';
import { LeftOutList, leftOutJson } from '../render/json.ts';
import { ignoredText, missingTexts } from '../render/record.ts';
import { buildSite } from '../render/site/build.ts';
import type { Site, Unshown } from '../render/site/site.ts';
import { deriveStates } from '../states/index.ts';
import { care, faint, ink } from '../text/ink.ts';
import { noting } from '../text/noting.ts';
import { counted, listed } from '../text/words.ts';
import type { Command, Context } from './command.ts';
import { SITE_OPTIONS, makingOf, ownStyle } from './siting.ts';

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

/** What is told of a site that was built, beside how many files that took. */
interface Told extends Pick<Community, 'leftOut' | 'ignored' | 'staged'>, Pick<Built, 'notCopied'> {
  readonly pages: number;
  /** As {@link missingTexts} has it. */
  readonly missing: readonly string[];
  readonly unshown: readonly Unshown[];
  readonly unknownHistory: string | null;
  readonly hasHistory: boolean;
}

function tell(
  context: Context,
  out: string,
  told: Told & Pick<Built, 'written' | 'unchanged' | 'removed'>,
  nameless: Site['nameless'] = null,
): void {
  const { pages, written, unchanged, removed, notCopied, unshown, unknownHistory, ignored } = told;
  const url = pathToFileURL(resolve(out, 'index.html')).href;
  if (context.json) {
    context.out.answer('site-build', {
      url,
      pages,
      written,
      unchanged,
      removed,
      notCopied,
      leftOut: leftOutJson(told),
      ignored,
      unshown: [...unshown],
      public: nameless && {
        documents: nameless.documents,
        refused: [...nameless.refused],
        taken: nameless.taken(),
        left: nameless.left(),
      },
      unknownHistory,
    });
    return;
  }
  context.say(
    ink`Built ${counted(pages, 'page')} as of ${context.today}: ${counted(written, 'file')} written, ${unchanged} unchanged, ${removed} removed.`,
  );
  if (nameless) tellPublic(context, nameless);
  if (unknownHistory !== null) context.say(faint(`Who changed a page is not told: ${unknownHistory}.`));
  for (const text of told.missing) context.say(care(text));
  const notRead = ignoredText(told);
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
    const forEverybody = options['public'] === true;
    const wanted =
      typeof options['out'] === 'string'
        ? resolve(context.folder, options['out'])
        : resolve(context.root(), forEverybody ? '_public' : '_site');
    const { standing, listed, env, today } = context;
    // Read once: a site is kept under the stylesheet that it was built with.
    const ownCss = ownStyle(context.root(), forEverybody);
    const place: SitePlace = { root: context.root(), out: wanted, day: today, ownCss };
    const before = standing && builtBefore<Told>(env, place, standing);
    if (listed !== null && before?.edited.size === 0) {
      const out = siteFolder(context.root(), wanted, listed);
      const files = wholeSite(out, before.site.files);
      if (files !== null) {
        // How they lie there is known of more of them than before.
        const isSure = files.every((file, index) => file === before.site.files[index]);
        if (!isSure) context.afterwards((now) => keepBuilt(env, place, { ...before.site, files }, now));
        // The list of its files is one of them.
        tell(context, out, { ...before.site.told, written: 0, unchanged: files.length - 1, removed: 0 });
        return 0;
      }
    }
    const community = context.community();
    const out = siteFolder(context.root(), wanted, community.files);
    const states = deriveStates(community, today);
    const hasHistory = before?.site.told.hasHistory === true;
    const known = before && { ...before.site, edited: before.edited, hasHistory };
    const { making, unknownHistory } = makingOf(context, community, options, { live: false, known, ownCss });
    const { value: site, looked } = noting(() => buildSite(community, states, making));
    // What takes words to know before any page is drawn may be otherwise on all of them.
    const isSame = known?.shape === site.shape && ![...looked].some((path) => known.edited.has(path));
    const laid = new Map(isSame ? before?.site.files.map((file) => [file.path, file]) : []);
    const built = writeSite(
      context.root(),
      out,
      site,
      isSame ? { files: laid, edited: known.edited } : null,
      standing !== null,
    );
    const { files, written, unchanged, removed, notCopied, unshown } = built;
    const { leftOut, ignored, staged } = community;
    const told: Told = {
      pages: site.pages,
      missing: missingTexts(community),
      leftOut,
      ignored,
      staged,
      unshown,
      notCopied,
      unknownHistory,
      hasHistory: making.history !== null,
    };
    context.afterwards((now) =>
      keepBuilt(env, place, { shape: site.shape, counted: site.counted(), files, told }, now),
    );
    tell(context, out, { ...told, written, unchanged, removed }, site.nameless);
    return 0;
  },
};
