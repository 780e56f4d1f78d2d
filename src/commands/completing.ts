import { KINDS } from '../kinds/index.ts';
import type { CompletionTable, Offer, Place } from '../render/completion/table.ts';
import type { Command, Completed, OptionSpec } from './command.ts';
import { GLOBAL, WRITING } from './globals.ts';
import { COMMANDS } from './index.ts';

/** Placeholders of values that are files or folders. */
const FILES = /^(?:file|dir|path|report|program)\b/;

/** `--since <day...>`, `-h, --help`, `--take [file]` taken apart. */
function flagOf({ flags }: OptionSpec): { names: string[]; value: string | null } {
  const [written = '', value = null] = flags.split(/ (?=[<[])/);
  return { names: written.split(', '), value: value?.replaceAll(/[<>[\].]/g, '') ?? null };
}

const words = (of: readonly string[]): Offer => ({ of: 'words', words: of });

function offerOf(spec: Completed & { readonly choices?: readonly string[] }, placeholder: string): Offer {
  const known = spec.choices ?? spec.completes;
  if (known) return words(known);
  if (spec.names === 'any') return { of: 'ids', kinds: KINDS.map(({ name }) => name) };
  if (spec.names) return { of: 'ids', kinds: spec.names };
  return { of: FILES.test(placeholder) ? 'files' : 'nothing' };
}

function placeOf(path: string, options: readonly OptionSpec[], operands: readonly Offer[], again: boolean): Place {
  const all = [...options, ...GLOBAL, { flags: '-h, --help', sentence: '' }];
  return {
    path,
    flags: all.flatMap((option) => flagOf(option).names),
    values: all.flatMap((option) => {
      const { names, value } = flagOf(option);
      return value === null ? [] : names.map((name) => [name, offerOf(option, value)] as const);
    }),
    operands,
    again,
  };
}

/** A command's place, and one for each first word on which its options depend: `new case`. */
function placesOf(name: string, { arguments: of, options, writes }: Command): Place[] {
  const operands = of.map((argument) => offerOf(argument, argument.name.replaceAll(/[<>[\].]/g, '')));
  const again = of.at(-1)?.name.includes('...') ?? false;
  const all = (first: readonly string[]): readonly OptionSpec[] => [
    ...(typeof options === 'function' ? options(first) : options),
    ...(writes ? WRITING : []),
  ];
  const [first] = of;
  const depending = typeof options === 'function' ? (first?.completes ?? []) : [];
  return [
    placeOf(name, all([]), operands, again),
    ...depending.map((word) => placeOf(`${name} ${word}`, all([word]), operands.slice(1), again)),
  ];
}

/** All that a shell may complete: every command with its options, and those of `cop` itself. */
export async function completionTable(): Promise<CompletionTable> {
  const loaded = await Promise.all(COMMANDS.map(async ({ name, load }) => ({ name, ...(await load()) })));
  const names = COMMANDS.map(({ name }) => name.split(' '));
  const firsts = [...new Set(names.map(([first = '']) => first))];
  const groups = [...new Set(names.flatMap(([first = '', second]) => (second === undefined ? [] : [first])))];
  return {
    places: [
      placeOf('', [{ flags: '-V, --version', sentence: '' }], [words([...firsts, 'help'])], false),
      placeOf('help', [], [words(firsts)], false),
      ...groups.map((group) => {
        const seconds = names.flatMap(([first, second]) => (first === group && second !== undefined ? [second] : []));
        return placeOf(group, [], [words(seconds)], false);
      }),
      ...loaded.flatMap(({ name, command }) => placesOf(name, command)),
    ],
    folders: KINDS.map(({ name, folder }) => [name, folder] as const),
  };
}
