import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { decode } from '../text/decode.ts';
import { isActiveSvg } from '../text/svg.ts';
import { count, during } from '../text/work.ts';

/** Larger Markdown is data, not a note, and takes a parser seconds. */
export const LARGEST_TEXT = 512 * 1024;
/** Larger images and attachments are not copied into a site. */
export const LARGEST_ATTACHMENT = 20 * 1024 * 1024;

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

const ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'Unexpected absence, expected a file',
  EACCES: 'Unexpected refusal by the system (no permission), expected a readable file',
  EPERM: 'Unexpected refusal by the system (no permission), expected a readable file',
  ELOOP: 'Unexpected symbolic link, expected a regular file',
};

/**
 * Reads a regular file and nothing else: links are input too, and one to a device never ends. The size is that of the
 * opened file, so that a file swapped meanwhile cannot slip past the limit.
 */
export function readRegular(path: string, limit: number): BytesRead {
  return during('reading', () => readOpened(path, limit));
}

function readOpened(path: string, limit: number): BytesRead {
  let handle: number | null = null;
  try {
    const entry = lstatSync(path);
    if (entry.isSymbolicLink()) return { problem: 'Unexpected symbolic link, expected a regular file' };
    if (!entry.isFile()) return { problem: 'Unexpected special file, expected a regular file' };
    handle = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const { size } = fstatSync(handle);
    if (size > limit) return tooLarge(size, limit);
    const bytes = Buffer.alloc(size);
    let filled = 0;
    while (filled < size) {
      const count = readSync(handle, bytes, filled, size - filled, filled);
      if (count === 0) break;
      filled += count;
    }
    count('file');
    return { bytes: bytes.subarray(0, filled) };
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return { problem: ERRORS[code] ?? `Unexpected error ${code} of the system, expected a readable file`, code };
  } finally {
    if (handle !== null) closeSync(handle);
  }
}

const tooLarge = (size: number, limit: number): { problem: string } => ({
  problem: `Unexpected size of ${kilobytes(size)}, expected at most ${kilobytes(limit)}`,
});

/** A long number in hexadecimal that stands for a text, and that no other text has. */
export const fingerprint = (text: string): string => createHash('sha256').update(text).digest('hex');

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

export function readText(path: string, limit = LARGEST_TEXT): TextRead {
  const read = readRegular(path, limit);
  return 'problem' in read ? read : decodeText(read.bytes, limit);
}

/** The name that git gives a file's bytes; its length says by which of the two hashes. */
export function blobOf(text: string, like: string): string {
  const bytes = Buffer.from(text, 'utf8');
  const hash = createHash(like.length === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
