// What rows are measured beside: what says what the machine can do.
import { node, program } from './process.mjs';
import { READ_ALL } from './read-all.mjs';

/** With nothing kept from before. */
export const COLD = { env: { COP_CACHE: 'off' } };
export const NOTHING = { name: 'node -e 0', steps: [node('-e', '0')] };
export const READING = { name: 'node reading all', steps: [node('-e', READ_ALL)] };
export const STATUS = {
  name: 'node -e 0, git status',
  steps: [node('-e', '0'), program('git', 'status', '--porcelain')],
};
export const LOG = {
  name: 'node -e 0, git log',
  steps: [node('-e', '0'), program('git', 'log', '--name-status', '--format=%H')],
};

/** Hugo on the same documents, into a folder that is not there. */
export function hugo(home, size, peer) {
  let to = '';
  return {
    name: 'hugo',
    steps: [],
    before() {
      to = home.fresh(`hugo-public-${size}`);
      this.steps = [program(peer.command, '--quiet', '--source', home.peer('hugo', size), '--destination', to)];
    },
  };
}
