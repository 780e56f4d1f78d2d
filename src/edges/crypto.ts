import type * as Crypto from 'node:crypto';

/** Node's cryptography. Making it ready takes a while, in which git can be at work already. */
export const crypto = (): typeof Crypto => process.getBuiltinModule('node:crypto');
