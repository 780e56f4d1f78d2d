import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { spawnSync } from 'node:child_process';

/** Calls that change something on a disk, by the name that the system has for them. */
const MUTATING = {
  openSync: 'open',
  writeSync: 'write',
  writeFileSync: 'write',
  fsyncSync: 'fsync',
  fchmodSync: 'fchmod',
  linkSync: 'link',
  renameSync: 'rename',
  mkdirSync: 'mkdir',
  rmSync: 'unlink',
  unlinkSync: 'unlink',
  rmdirSync: 'rmdir',
} as const;

export type Call = (typeof MUTATING)[keyof typeof MUTATING];

export type Fault =
  /** The process ends at the n-th call; a write is cut in half. Whatever it calls from then on never happens. */
  | { readonly way: 'kill'; readonly at: number }
  /** The n-th call fails, once. */
  | { readonly way: 'once'; readonly at: number; readonly code: string }
  /** Right before the n-th call somebody else does something. */
  | { readonly way: 'meanwhile'; readonly at: number; readonly act: () => void }
  /** Every call of a name fails, as on a disk that is full. */
  | { readonly way: 'always'; readonly call: Call; readonly code: string };

class Killed extends Error {}

type Any = (...args: unknown[]) => unknown;

const isReading = (flags: unknown): boolean =>
  typeof flags === 'number' ? (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) === 0 : (flags ?? 'r') === 'r';

const half = (data: unknown): unknown =>
  typeof data === 'string' || Buffer.isBuffer(data) ? data.slice(0, data.length >> 1) : data;

/** The number of a process that has ended: what a killed run leaves behind is nobody's. */
const ended = spawnSync('true').pid;

/** Does some work with a fault in it, in this process. @returns The calls that were made up to the end or the fault. */
export async function withFault<T>(
  fault: Fault | null,
  work: () => Promise<T>,
): Promise<{ readonly ended: T | null; readonly calls: readonly Call[]; readonly struck: boolean }> {
  const calls: Call[] = [];
  const table = fs as unknown as Record<string, Any>;
  const before = new Map<string, Any>();
  const pid = process.pid;
  let dead = false;
  let struck = false;
  let isActing = false;
  for (const [name, call] of Object.entries(MUTATING)) {
    const real = table[name] as Any;
    before.set(name, real);
    table[name] = (...args) => {
      if (dead) throw new Killed();
      if (isActing || (name === 'openSync' && isReading(args[1]))) return real(...args);
      calls.push(call);
      const isHit = fault !== null && (fault.way === 'always' ? fault.call === call : fault.at === calls.length);
      if (!isHit) return real(...args);
      struck = true;
      if (fault.way === 'meanwhile') {
        isActing = true;
        fault.act();
        isActing = false;
        return real(...args);
      }
      if (fault.way !== 'kill') {
        const path = typeof args[0] === 'string' ? { path: args[0] } : {};
        throw Object.assign(new Error(`${fault.code}: injected, ${call}`), {
          code: fault.code,
          syscall: call,
          ...path,
        });
      }
      dead = true;
      if (name === 'writeFileSync') real(args[0], half(args[1]), args[2]);
      if (name === 'writeSync') real(args[0], half(args[1]));
      throw new Killed();
    };
  }
  if (fault?.way === 'kill') Object.defineProperty(process, 'pid', { value: ended, configurable: true });
  syncBuiltinESMExports();
  try {
    return { ended: await work(), calls, struck };
  } finally {
    for (const [name, real] of before) table[name] = real;
    Object.defineProperty(process, 'pid', { value: pid, configurable: true });
    syncBuiltinESMExports();
  }
}
