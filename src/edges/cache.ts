import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from './build.ts';
import { SEAL, sealed, sha256, unsealed } from './crypto.ts';
import { beside, discard } from './temporary.ts';

/**
 * What was worked out before, under names that say what it was worked out from. It can be deleted at any time; what is
 * damaged is as if it were not there, and what cannot be kept is not.
 */
export interface Store {
  readonly get: (key: string) => Buffer | null;
  readonly put: (key: string, bytes: Buffer) => void;
}

/** More is not kept of one sort of thing: the oldest of it goes. */
const MOST = 64 * 1024 * 1024;
const LARGEST = 16 * 1024 * 1024;

/**
 * The user's own folder for what can be made anew; null where there is none, or `COP_CACHE=off` says not to keep anything. It is
 * never in a repository, which a stranger may have filled.
 */
function cacheFolder(env: NodeJS.ProcessEnv): string | null {
  if (env['COP_CACHE'] === 'off') return null;
  const [own, home] = [env['XDG_CACHE_HOME'] ?? '', env['LOCALAPPDATA'] ?? env['HOME'] ?? ''];
  // As the XDG specification has it, a relative path counts for nothing.
  if (own !== '' && resolve(own) === own) return join(own, 'cop');
  // A home that is not there is not made.
  if (home === '' || resolve(home) !== home || !existsSync(home)) return null;
  return env['LOCALAPPDATA'] === undefined ? join(home, '.cache', 'cop') : join(home, 'cop', 'cache');
}

/** A file of the store; null where there is none, or nobody could have put it there. */
function whole(path: string): Buffer | null {
  try {
    const { size } = statSync(path);
    return size < SEAL || size > LARGEST ? null : readFileSync(path);
  } catch {
    return null;
  }
}

/** Words with numbers behind them, as what a store keeps. */
export function packed(head: unknown, numbers: Float64Array, ...rest: readonly Buffer[]): Buffer {
  const words = Buffer.from(JSON.stringify(head));
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32LE(words.length);
  lengths.writeUInt32LE(numbers.byteLength, 4);
  return Buffer.concat([lengths, words, Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength), ...rest]);
}

/** What {@link packed} put together. @throws where the bytes are nothing of that sort. */
export function unpacked(bytes: Buffer): {
  readonly head: unknown;
  readonly numbers: Float64Array;
  readonly rest: Buffer;
} {
  const [words, size] = [bytes.readUInt32LE(0), bytes.readUInt32LE(4)];
  const numbers = new Float64Array(size / Float64Array.BYTES_PER_ELEMENT);
  const first = 8 + words;
  bytes.copy(Buffer.from(numbers.buffer), 0, first, first + size);
  return { head: JSON.parse(bytes.toString('utf8', 8, first)) as unknown, numbers, rest: bytes.subarray(first + size) };
}

/** Lets the oldest files go where a folder has grown too large. */
function tidy(folder: string): void {
  const files = readdirSync(folder).map((name) => {
    const { size, mtimeMs } = statSync(join(folder, name));
    return { path: join(folder, name), size, mtimeMs };
  });
  let left = files.reduce((sum, { size }) => sum + size, 0);
  for (const { path, size } of files.sort((a, b) => a.mtimeMs - b.mtimeMs)) {
    if (left <= MOST) return;
    discard(path);
    left -= size;
  }
}

/** The store of one sort of thing; null where nothing is kept. */
export function openStore(sort: string, env: NodeJS.ProcessEnv): Store | null {
  const home = cacheFolder(env);
  if (home === null || build === null) return null;
  const folder = join(home, sort);
  // No other program's words are taken for ours, nor those of another node: what is a letter is its affair.
  const pathOf = (key: string): string => join(folder, sha256(`${build}\n${process.version}\n${key}`).toString('hex'));
  return {
    get: (key) => {
      const kept = whole(pathOf(key));
      return kept && unsealed(kept);
    },
    put: (key, bytes) => {
      if (bytes.length + SEAL > LARGEST) return;
      const path = pathOf(key);
      const temporary = beside(path);
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileSync(temporary, sealed(bytes), { flag: 'wx', mode: 0o600 });
        renameSync(temporary, path);
        tidy(folder);
      } catch {
        // A full or locked disk costs time later, and nothing else.
        discard(temporary);
      }
    },
  };
}
