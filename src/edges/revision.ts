import type { Community } from '../model/community.ts';
import type { Known } from '../model/config.ts';
import { CONFIG_FILE } from '../model/config-file.ts';
import { Refusal } from '../model/refusal.ts';
import { assemble, readConfigFile } from '../read/community.ts';
import { decodeText } from './files.ts';
import type { Renamed } from './git.ts';
import { gitBlobs, gitRenames, gitContents, gitMergeBase, isRevision, isShallow } from './git.ts';
import { filesOf } from './workspace.ts';

/** A community as it was where a branch began, and what has another name since. */
export interface Since {
  readonly commit: string;
  /** Null where there was none yet. */
  readonly community: Community | null;
  readonly renames: readonly Renamed[];
}

/**
 * The community as it was where the work on it left a revision, such as `origin/main`.
 *
 * @throws Refusal where git knows no such revision or cannot tell where they parted, with what to fetch.
 */
export function openSince(root: string, env: NodeJS.ProcessEnv, known: Known, ref: string): Since {
  if (!isRevision(root, env, ref)) {
    throw new Refusal(
      `git knows no revision \`${ref}\` here.`,
      `\`git fetch origin ${ref.replace(/^origin\//, '')}\` may get it.`,
    );
  }
  const commit = gitMergeBase(root, env, ref);
  if (commit === null) {
    const shallow = isShallow(root, env);
    throw new Refusal(
      `Where this branch left \`${ref}\` cannot be told${shallow ? ': the clone is shallow' : ''}.`,
      shallow ? '`git fetch --unshallow` gets the rest; in GitHub Actions, `fetch-depth: 0` for the checkout.' : null,
    );
  }
  const blobs = gitBlobs(root, env, commit) ?? new Map<string, string>();
  const renames = gitRenames(root, env, commit);
  const settings = blobs.get(CONFIG_FILE);
  if (settings === undefined) return { commit, community: null, renames };
  const wanted = [...blobs].filter(([path]) => path === CONFIG_FILE || /\.(?:md|markdown)$/i.test(path));
  const contents = gitContents(root, env, [...new Set(wanted.map(([, hash]) => hash))]);
  const read = (path: string): ReturnType<typeof decodeText> => {
    const bytes = contents.get(blobs.get(path) ?? '');
    return bytes ? decodeText(bytes) : { problem: 'git does not have it', code: 'ENOENT' };
  };
  const config = read(CONFIG_FILE);
  if ('problem' in config) return { commit, community: null, renames };
  const reading = settingsOf(config.text, known);
  if (reading === null) return { commit, community: null, renames };
  const files = filesOf([...blobs.keys()].sort(), reading, read);
  return { commit, community: assemble(files, reading, null), renames };
}

/** Settings that could not be used then are as if there were none. */
function settingsOf(text: string, known: Known): ReturnType<typeof readConfigFile> | null {
  try {
    return readConfigFile({ path: CONFIG_FILE, text }, known);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
