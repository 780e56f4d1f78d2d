import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { decode } from '../text/decode.ts';
import { once } from '../text/once.ts';
import { isActiveSvg } from '../text/svg.ts';
import { count, during } from '../text/work.ts';
import { crypto, sha256 } from './crypto.ts';

/** Larger Markdown is data, not a note, and takes a parser seconds. */
export const LARGEST_TEXT = 512 * 1024;
/** Larger images and attachments are not copied into a site. */
export const LARGEST_ATTACHMENT = 20 * 1024 * 1024;

export const isMarkdown = (path: string): boolean => /\.(?:md|markdown)$/i.test(path);

/** Names every file that a build of a site made, so that the next one removes what is no longer part of it, and nothing else. */
export const SITE_MANIFEST = '.cop-site';

/** Why a file was not read; with the system's own word for it where it was the system that refused. */
interface Unread {
  readonly problem: string;
  readonly code?: string;
}

export type BytesRead = { readonly bytes: Buffer } | Unread;
export type TextRead = { readonly text: string } | Unread;

const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1024)} KB`;

const SPECIAL = 'Unexpected special file, expected a regular file';

const ERRORS: Readonly<Record<string, string>> = {
  ENXIO: SPECIAL,
  ENOENT: 'Unexpected absence, expected a file',
  EACCES: 'Unexpected refusal by the system (no permission), expected a readable file',
  EPERM: 'Unexpected refusal by the system (no permission), expected a readable file',
  ELOOP: 'Unexpected symbolic link, expected a regular file',
};

/** Refuses to follow a link at the end of a path. Windows does not know it, and is asked beforehand. */
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;
const READING = constants.O_RDONLY | NO_FOLLOW | (constants.O_NONBLOCK ?? 0);

const READ = new Set<string>();

/** Every path that was looked at since {@link forgetRead}, be there a file or not. */
export const filesRead = (): ReadonlySet<string> => READ;

/** Begins anew: what was read before the command began is not what it read. */
export const forgetRead = (): void => READ.clear();

/** What most texts fit into: read here, they are gone before the next one comes. */
const scratch = once(() => Buffer.allocUnsafe(64 * 1024));

/**
 * Reads a regular file and nothing else: links are input too, and one to a device never ends. The size is that of the
 * opened file, so that a file swapped meanwhile cannot slip past the limit.
 *
 * @param room Where the bytes are put; what `use` makes of them is all that is kept.
 */
function reading<T>(
  path: string,
  limit: number,
  room: (size: number) => Buffer,
  use: (bytes: Buffer) => T,
): T | Unread {
  return during('reading', () => opened(path, limit, room, use));
}

function opened<T>(path: string, limit: number, room: (size: number) => Buffer, use: (bytes: Buffer) => T): T | Unread {
  let handle: number | null = null;
  READ.add(path);
  try {
    if (NO_FOLLOW === 0 && lstatSync(path).isSymbolicLink()) return { problem: ERRORS['ELOOP'] as string };
    handle = openSync(path, READING);
    const entry = fstatSync(handle);
    if (!entry.isFile()) return { problem: SPECIAL };
    const { size } = entry;
    if (size > limit) return tooLarge(size, limit);
    const bytes = room(size);
    let filled = 0;
    while (filled < size) {
      const read = readSync(handle, bytes, filled, size - filled, filled);
      if (read === 0) break;
      filled += read;
    }
    count('file');
    return use(bytes.subarray(0, filled));
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    // These say what stands there; the system refused nothing.
    if (code === 'ELOOP' || code === 'ENXIO') return { problem: ERRORS[code] as string };
    return { problem: ERRORS[code] ?? `Unexpected error ${code} of the system, expected a readable file`, code };
  } finally {
    if (handle !== null) closeSync(handle);
  }
}

/** The bytes of a regular file; see {@link reading}. */
export const readRegular = (path: string, limit: number): BytesRead =>
  reading(
    path,
    limit,
    (size) => Buffer.alloc(size),
    (bytes) => ({ bytes }),
  );

const tooLarge = (size: number, limit: number): { problem: string } => ({
  problem: `Unexpected size of ${kilobytes(size)}, expected at most ${kilobytes(limit)}`,
});

/** A long number in hexadecimal that stands for a text, and that no other text has. */
export const fingerprint = (text: string): string => sha256(text).toString('hex');

/** Reads a picture or attachment as {@link readRegular} does; an SVG that could run something is not read. */
export function readAttachment(path: string): BytesRead {
  const read = readRegular(path, LARGEST_ATTACHMENT);
  if ('problem' in read || !/\.svgz?$/i.test(path)) return read;
  const text = decodeText(read.bytes, LARGEST_ATTACHMENT);
  if ('problem' in text) return text;
  return isActiveSvg(text.text) ? { problem: 'Unexpected script in an SVG, expected a picture' } : read;
}

/** Bytes as text, under the same rules wherever they come from. */
export function decodeText(bytes: Uint8Array, limit = LARGEST_TEXT): TextRead {
  return bytes.length > limit ? tooLarge(bytes.length, limit) : decode(bytes);
}

export const readText = (path: string, limit = LARGEST_TEXT): TextRead =>
  reading(
    path,
    limit,
    (size) => (size > scratch().length ? Buffer.allocUnsafe(size) : scratch()),
    (bytes) => decodeText(bytes, limit),
  );

/** The name that git gives a file's bytes; its length says by which of the two hashes. */
export function blobOf(text: string, like: string): string {
  const bytes = Buffer.from(text, 'utf8');
  const hash = crypto().createHash(like.length === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
