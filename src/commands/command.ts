import type * as v from 'valibot';
import type { Ink } from '../text/ink.ts';
import type { CalendarText, HtmlPage, JsonText, MarkdownText, WorkflowCommand, ShellScript } from '../text/written.ts';
import type { Day } from '../text/day.ts';
import type { Community } from '../model/community.ts';
import type { Config } from '../model/config.ts';
import type { Targets } from '../model/field.ts';
import type { Kind } from '../model/kind.ts';
import type { Plan } from '../model/plan.ts';
import type { FileRead, Standing } from '../edges/standing.ts';
import type { Drafts } from '../edges/drafts.ts';
import type { Asker } from '../edges/prompts.ts';

/** What a value may be, for a shell that completes it. */
export interface Completed {
  /** Words, of which it need not be one. */
  readonly completes?: readonly string[];
  /** It is the id of a document of one of these kinds, or of any. */
  readonly names?: Targets;
}

/** An option of a command, in commander's notation. */
export interface OptionSpec extends Completed {
  /** `--since <day>`, `-y, --yes`, `--topics <words...>`. */
  readonly flags: string;
  readonly sentence: string;
  /** Given again, its values add up. */
  readonly many?: boolean;
  readonly choices?: readonly string[];
}

export interface ArgumentSpec extends Completed {
  /** `<issue>`, `[title...]`. */
  readonly name: string;
  readonly sentence: string;
}

/** 0: done. 1: something was found. 2 is what a refusal ends with. */
export type Exit = 0 | 1;

export type Options = Readonly<Record<string, unknown>>;

/** The options that every command has, and those of commands that write. */
export interface Globals {
  readonly C?: string;
  readonly asOf?: string;
  readonly json?: boolean;
  readonly input: boolean;
  readonly color?: 'auto' | 'always' | 'never';
  readonly dryRun?: boolean;
  readonly commit?: boolean;
  readonly branch?: string;
  /** Tells where the time went. */
  readonly verbose?: boolean;
}

/** A command: what it takes, and what it does. Its name and summary stand in the list of commands. */
export interface Command {
  readonly arguments: readonly ArgumentSpec[];
  /** May depend on the words behind the command: `new case` takes a case's fields. */
  readonly options: readonly OptionSpec[] | ((words: readonly string[]) => readonly OptionSpec[]);
  /** Whether it writes: such commands also take --dry-run, --commit and --branch. */
  readonly writes?: boolean;
  /** What `--json` prints beside `schemaVersion`, `kind` and `asOf`. */
  readonly answer?: v.GenericSchema;
  /** The same where an option makes it another answer, under the word that its `kind` has behind the command's name. */
  readonly otherAnswers?: Readonly<Record<string, v.GenericSchema>>;
  /** Shown under the help: a few lines to try. */
  readonly examples?: readonly string[];
  readonly run: (context: Context, words: readonly string[], options: Options) => Promise<Exit>;
}

/** Every door a command may go through, and everything that varies. */
export interface Context {
  /** The folder that the command is about: where it was started, or `-C`. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly today: Day;
  readonly random: () => number;
  /** Whether somebody reads the output as it comes. */
  readonly isTerminal: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  readonly json: boolean;
  /** Somebody to ask, or null where nobody answers. */
  readonly ask: Asker | null;
  /** What was answered before, and not written yet. */
  readonly drafts: () => Drafts;
  /** Data, to stdout. */
  readonly out: {
    readonly line: (ink: Ink) => void;
    /** The same of several, in one piece. */
    readonly lines: (inks: readonly Ink[]) => void;
    /** A document; control characters in it are shown, not obeyed. */
    readonly text: (text: MarkdownText | HtmlPage | ShellScript) => void;
    /** A file of a format with its own escapes, whose line ends are part of it; every text in it is printable. */
    readonly bytes: (text: CalendarText | JsonText | WorkflowCommand) => void;
    readonly answer: (kind: string, body: Readonly<Record<string, unknown>>) => void;
  };
  /** Talk, to stderr. */
  readonly say: (ink: Ink) => void;
  /** Standard input, to its end. */
  readonly stdin: () => Promise<Uint8Array>;
  /** Resolves when whoever runs it wants it to end. */
  readonly interrupted: () => Promise<void>;
  /** Every file that git would keep, where that was asked before the command began; null where not. */
  readonly listed: readonly string[] | null;
  /** What is known of the files from the runs before; null where nothing is, or nothing may be kept. */
  readonly standing: Standing | null;
  /** The documents as they were read; null where not all of them were. */
  readonly files: () => Iterable<FileRead> | null;
  /** Has something kept for the next run, once it is certain that nothing has changed while this one ran. */
  readonly afterwards: (keep: (now: Standing) => void) => void;
  readonly root: () => string;
  /** The community as of today. Read once. */
  readonly community: () => Community;
  /** The community as it was known on a day: what is dated later is left out. */
  readonly asOf: (day: Day) => Community;
  /** The community with what is dated later as well, for commands that must see every document. */
  readonly everything: () => Community;
  /** The same with no more Markdown read than is wanted; the others are there by their names alone. */
  readonly few: (wanted: (path: string, config: Config) => boolean) => (until: Day | null) => Community;
  /** The template of a kind's body: the community's own, or the one that ships. */
  readonly template: (kind: Kind) => { readonly name: string; readonly text: string };
  /** Shows a plan with --dry-run, else carries it out, and commits it where that was asked for. `base` is the root, unless given. */
  readonly carryOut: (plan: Plan, base?: string) => Promise<{ readonly written: boolean }>;
  /**
   * Reads the community again, after something was written.
   *
   * @param sameFiles Whether no file came or went, so that git need not be asked which there are.
   */
  readonly readAgain: (sameFiles?: boolean) => Community;
  /** A path of the community as somebody in the current folder would write it. */
  readonly shownPath: (path: string, base?: string) => string;
}
