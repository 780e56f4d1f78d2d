import type * as Crypto from 'node:crypto';

/** Node's cryptography. Making it ready takes a while, in which git can be at work already. */
export const crypto = (): typeof Crypto => process.getBuiltinModule('node:crypto');

/** The SHA-256 of texts and bytes, one behind the other. */
export function sha256(...parts: readonly (string | NodeJS.ArrayBufferView)[]): Buffer {
  const hash = crypto().createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** By how many bytes a seal makes them longer. */
export const SEAL = 32;

/** Bytes with what tells whether they are whole before them. */
export const sealed = (bytes: Buffer): Buffer => Buffer.concat([sha256(bytes), bytes]);

/** What {@link sealed} was given; null where anything of it is damaged. */
export function unsealed(kept: Buffer): Buffer | null {
  const bytes = kept.subarray(SEAL);
  return sha256(bytes).equals(kept.subarray(0, SEAL)) ? bytes : null;
}
