import { join, relative, resolve } from 'node:path';
import type { Known, Read } from '../edges/answers.ts';
import { apply } from '../edges/apply.ts';
import { openDrafts } from '../edges/drafts.ts';
import { readText } from '../edges/files.ts';
import { packageFile } from '../edges/package-files.ts';
import type { Io } from '../edges/process.ts';
import type { FileRead, Standing } from '../edges/standing.ts';
import { clearLeftovers, isLeftover } from '../edges/temporary.ts';
import { colourLevel, painter } from '../edges/terminal.ts';
import { requireRoot } from '../edges/root.ts';
import { folderState, openCommunity } from '../edges/workspace.ts';
import { LOCK, unfinished } from '../edges/writing-lock.ts';
import type { Community } from '../model/community.ts';
import type { Kind } from '../model/kind.ts';
import { pathsOf } from '../model/plan.ts';
import type { Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { Readings } from '../read/document.ts';
import { faceOf, sortOf } from '../read/face.ts';
import { planLines } from '../render/plan.ts';
import type { Day } from '../text/day.ts';
import { care, faint, ink } from '../text/ink.ts';
import type { Ink } from '../text/ink.ts';
import { safeLines, unordered } from '../text/printable.ts';
import { during } from '../text/work.ts';
import { answerText } from './answering.ts';
import type { Context, Globals } from './command.ts';
import { dayFrom } from './days.ts';
import { KNOWN } from './known.ts';

function todayFrom(wish: string | undefined, io: Io): Day {
  return dayFrom(wish ?? (io.env['COP_AS_OF'] || io.clock()));
}

const isFolder = (path: string): boolean => !['absent', 'file'].includes(folderState(path));

function mayAsk(globals: Globals, env: NodeJS.ProcessEnv): boolean {
  return globals.json !== true && globals.input && (env['CI'] ?? '') === '';
}

/** A kind's template: the community's own in `.cop/templates`, or the one that ships. */
function templateOf(kind: Kind, root: string): { name: string; text: string } {
  const own = `.cop/templates/${kind.name}.md`;
  const read = readText(join(root, own));
  if ('text' in read) return { name: own, text: read.text };
  if (read.code !== 'ENOENT') throw new Refusal(`${own} cannot be used: ${read.problem}.`);
  const shipped = `templates/documents/${kind.name}.md`;
  return { name: shipped, text: packageFile(shipped) };
}

/** Documents as they were read, with what others can see of them. */
function* filesIn(readings: Readings): Generator<FileRead> {
  for (const [path, { text, reading }] of readings.all()) {
    const read = reading.document ?? reading.incomplete;
    const sort = sortOf(reading, text);
    yield { path, text, sort, face: faceOf(text, sort, () => read?.outline() ?? null) };
  }
}

/** Says what an earlier run that was cut off left behind, in one sentence. @returns The files that are nobody's now. */
function tellUnfinished(root: string, leftovers: readonly string[], say: (text: Ink) => void): readonly string[] {
  const lock = unfinished(root);
  const named = [...(lock ? [LOCK] : []), ...leftovers].join(', ');
  if (lock !== null) {
    say(
      care(
        `An earlier command was cut off (${lock.summary}): look whether ${lock.paths.join(', ')} are as they should be; the next command that writes clears away ${named}.`,
      ),
    );
  } else if (leftovers.length > 0) {
    say(
      care(`An earlier command was cut off before it wrote anything; the next one that writes clears away ${named}.`),
    );
  }
  return leftovers;
}

/**
 * Joins the doors to what a command asks for. Each is opened when it is first used.
 *
 * @param known What is known of the files from the runs before.
 */
export async function openContext(io: Io, globals: Globals, known?: Known): Promise<Context & Pick<Read, 'keeping'>> {
  const paint = painter(colourLevel(globals.color ?? 'auto', io.env, io.stdoutIsTerminal));
  const today = todayFrom(globals.asOf, io);
  const folder = resolve(io.cwd, globals.C ?? '.');
  if (globals.C !== undefined && !isFolder(folder)) throw new Refusal(`${globals.C} is no folder.`);
  let found: string | null = null;
  const root = (): string => (found ??= requireRoot(folder));
  const readings = new Readings();
  // Until something is written.
  let listed = known?.listed ?? undefined;
  const keeping: ((now: Standing) => void)[] = [];
  const open = (): ((until: Day | null) => Community) =>
    openCommunity(root(), io.env, KNOWN, readings, undefined, listed);
  let opened: ReturnType<typeof open> | null = null;
  let leftovers: readonly string[] | null = null;
  const told = (community: Community): Community => {
    // Files that git would keep are listed, untracked ones as well: whatever a run left behind is among them.
    leftovers ??= tellUnfinished(root(), [...community.files].filter(isLeftover), say);
    return community;
  };
  const read = (until: Day | null): Community => told(during('assembling', () => (opened ??= open())(until)));
  let now: Community | null = null;
  let all: Community | null = null;
  let onBranch = false;
  const written = (text: Ink): string => `${unordered(paint(text))}\n`;
  const line = (text: Ink): void => io.stdout(written(text));
  const lines = (texts: readonly Ink[]): void => {
    if (texts.length > 0) io.stdout(texts.map(written).join(''));
  };
  const say = (text: Ink): void => io.stderr(written(text));
  const carryOut = async (plan: Plan, base = root()): Promise<{ written: boolean }> => {
    if (globals.dryRun) {
      if (globals.json !== true) planLines(plan).forEach(line);
      return { written: false };
    }
    const away = plan.changes.flatMap(pathsOf).find((path) => (all ?? now)?.staged.includes(path));
    if (away !== undefined && base === root())
      throw new Refusal(
        `${away} is not checked out, and is not changed.`,
        '`git sparse-checkout add` with its folder puts it on the disk.',
      );
    const commits = globals.commit === true || globals.branch !== undefined;
    // A command that writes several times makes its branch once.
    const branch = onBranch ? null : (globals.branch ?? null);
    if (commits) {
      const { mayCommit } = await import('../edges/commit.ts');
      await mayCommit(base, branch);
    }
    clearLeftovers((leftovers ?? []).map((path) => join(root(), path)));
    apply(base, plan);
    if (commits) {
      const { commitFiles } = await import('../edges/commit.ts');
      const paths = plan.changes.flatMap(pathsOf);
      const commit = await commitFiles(base, paths, { subject: plan.summary, trailers: plan.trailers ?? [] }, branch);
      onBranch = true;
      say(faint(ink`Committed ${commit}: ${plan.summary}`));
    }
    return { written: true };
  };
  return {
    folder,
    env: io.env,
    today,
    random: io.random,
    isTerminal: io.stdoutIsTerminal,
    width: io.width,
    json: globals.json === true,
    ask: mayAsk(globals, io.env) ? await io.asker() : null,
    drafts: () => openDrafts(root(), io.env),
    out: {
      line,
      lines,
      text: (text) => io.stdout(safeLines(text)),
      bytes: (text) => io.stdout(text.endsWith('\n') ? text : `${text}\n`),
      answer: (kind, body) => io.stdout(answerText(kind, today, body)),
    },
    say,
    stdin: io.stdin,
    interrupted: io.interrupted,
    listed: known?.listed ?? null,
    standing: known?.standing ?? null,
    afterwards: (keep) => keeping.push(keep),
    keeping,
    files: () => (opened === null ? null : filesIn(readings)),
    root,
    community: () => (now ??= read(today)),
    asOf: (day) => read(day),
    everything: () => (all ??= read(null)),
    few: (wanted) => {
      const some = openCommunity(root(), io.env, KNOWN, new Readings(), wanted, listed);
      return (until) => told(some(until));
    },
    readAgain: (sameFiles = false) => {
      opened = null;
      listed = sameFiles && now !== null ? [...now.files] : undefined;
      all = null;
      return (now = read(today));
    },
    template: (kind) => templateOf(kind, root()),
    carryOut,
    shownPath: (path, base = root()) => relative(io.cwd, join(base, path)) || '.',
  };
}
