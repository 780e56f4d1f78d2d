import { join } from 'node:path';
import * as v from 'valibot';
import { readAttachment } from '../edges/files.ts';
import { openServer } from '../edges/server.ts';
import type { Answer, Server } from '../edges/server.ts';
import { watchFolder } from '../edges/watch.ts';
import type { Change } from '../edges/watch.ts';
import type { Community } from '../model/community.ts';
import type { History } from '../model/history.ts';
import { Refusal } from '../model/refusal.ts';
import { buildSite } from '../render/site/build.ts';
import { deriveStates } from '../states/index.ts';
import { care, faint, ink } from '../text/ink.ts';
import { once } from '../text/once.ts';
import { counted } from '../text/words.ts';
import type { Command, Context, Options } from './command.ts';
import { SITE_OPTIONS, makingOf } from './siting.ts';

const USUAL_PORT = 4180;
const LARGEST_PORT = 65_535;

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  ics: 'text/calendar; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  pdf: 'application/pdf',
};

const typeOf = (path: string): string =>
  TYPES[/\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream';

/** A site whose files are made when they are asked for. */
interface Pages {
  readonly answer: (path: string) => Answer | null;
  /** The community's own stylesheet. */
  readonly style: string | null;
}

/** The history of files that still read as they did when it was read. */
function historyOf(whole: History | null, at: Community, now: Community): History | null {
  if (whole === null) return null;
  const isSame = (path: string): boolean => at.byPath.get(path)?.source.text === now.byPath.get(path)?.source.text;
  return { of: (path) => (isSame(path) ? whole.of(path) : null) };
}

function pagesOf(context: Context, community: Community, options: Options, history: History | null): Pages {
  const { making } = makingOf(context, community, options, { live: true, history });
  const site = buildSite(community, deriveStates(community, context.today), making);
  const files = new Map(site.files.map(({ path, text }) => [path, once(text)]));
  // Which files may be handed out beside the pages is known once all pages have been drawn.
  const everyCopy = once(() => {
    for (const text of files.values()) text();
    return new Map(site.copies().map(({ path, copyOf }) => [path, copyOf]));
  });
  const answer: Pages['answer'] = (path) => {
    const page = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    const text = files.get(page);
    if (text) return { type: typeOf(page), bytes: text() };
    const drawing = site.drawings().find((one) => one.path === path);
    if (drawing) return { type: typeOf(path), bytes: drawing.svg };
    const known = site.copies().find((copy) => copy.path === path)?.copyOf;
    const copyOf = known ?? (/^(?:files|assets)\//.test(path) ? everyCopy().get(path) : undefined);
    if (copyOf === undefined) return null;
    const read = readAttachment(join(context.root(), copyOf));
    return 'problem' in read ? null : { type: typeOf(path), bytes: read.bytes };
  };
  return { answer, style: making.ownCss };
}

/** Parses every body, a few at a time, so that nobody waits for all of them when a page needs what cites it. */
async function warmUp(community: Community, isOver: () => boolean): Promise<void> {
  for (const document of community.documents) {
    if (isOver()) return;
    document.body();
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

function portFrom(options: Options): number | null {
  const written = options['port'];
  if (typeof written !== 'string') return null;
  const port = /^\d{1,5}$/.test(written) ? Number(written) : Number.NaN;
  if (port <= LARGEST_PORT) return port;
  throw new Refusal(`${written} is no port.`, `A number up to ${LARGEST_PORT}; 0 takes any that is free.`);
}

/** @throws Refusal where the port that was asked for is taken. The usual one gives way to any that is free. */
async function served(port: number | null, answer: Pages['answer']): Promise<Server> {
  try {
    return await openServer(port ?? USUAL_PORT, answer);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    if (port !== null)
      throw new Refusal(`Port ${port} cannot be taken (${code}).`, '`--port 0` takes any that is free.');
    return openServer(0, answer);
  }
}

export const command: Command = {
  arguments: [],
  options: [
    { flags: '--port <number>', sentence: `the port on this machine; ${USUAL_PORT} or any that is free, unless given` },
    ...SITE_OPTIONS,
  ],
  answer: v.strictObject({
    /** Where the site is, until the command ends. */
    url: v.string(),
  }),
  examples: ['cop site serve', 'cop site serve --public --port 8080'],
  async run(context, _words, options) {
    const port = portFrom(options);
    const first = context.community();
    const { history } = makingOf(context, first, options, { live: true }).making;
    let pages = pagesOf(context, first, options, history);
    const server = await served(port, (path) => pages.answer(path));
    let trouble: string | null = null;
    const again = ({ sameFiles }: Change): void => {
      try {
        // What came while it could not be read was not looked at.
        const now = context.readAgain(sameFiles && trouble === null);
        const before = pages.style;
        pages = pagesOf(context, now, options, historyOf(history, first, now));
        if (trouble !== null) context.say(faint('It can be read again.'));
        trouble = null;
        server.tell(pages.style === before ? 'change' : 'reload');
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        // Half a line of `cop.yml` is no reason to stop: what was there last stays.
        if (error.message !== trouble) context.say(care(`${error.message} The site stays as it was.`));
        trouble = error.message;
      }
    };
    const stop = await watchFolder(context.root(), again);
    if (context.json) context.out.answer('site-serve', { url: server.url });
    else {
      context.say(
        ink`Serving ${counted(first.documents.length, 'document')} as of ${context.today}, to this machine alone.`,
      );
      context.say(faint('Pages load themselves again when something is saved. Ctrl-C ends it.'));
      context.out.line(ink`${server.url}`);
    }
    let isOver = false;
    const warm = warmUp(first, () => isOver);
    await context.interrupted();
    isOver = true;
    await warm;
    await stop();
    await server.close();
    return 0;
  },
};
