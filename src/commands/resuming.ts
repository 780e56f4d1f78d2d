import type { Field } from '../model/field.ts';
import type { Kind } from '../model/kind.ts';
import { Refusal, Stopped } from '../model/refusal.ts';
import type { Given, GivenValue } from '../plans/scaffold.ts';
import { shellWord } from '../text/shell-word.ts';
import { kebab } from '../text/words.ts';
import { flagOf } from './fields.ts';

/** What a command has been told, by whatever way. */
export interface Told {
  /** As it is typed: `cop new case`. */
  readonly command: string;
  readonly kind: Kind;
  /** Fields that the command has settled; the issue among them is its first word. */
  readonly settled: ReadonlyMap<string, GivenValue>;
  readonly title: string | null;
  readonly fields: ReadonlyMap<string, GivenValue>;
  readonly sections: ReadonlyMap<string, string>;
}

function* flags(kind: Kind, name: string, field: Field | undefined, value: GivenValue): Generator<string> {
  const { entering } = field ?? {};
  const flag = `--${flagOf(kind, name)}`;
  if (value instanceof Map) {
    for (const [part, item] of value as ReadonlyMap<string, GivenValue>) {
      if (entering?.by === 'parts') yield* flags(kind, part, entering.of[part], item);
    }
  } else if (entering?.by === 'flag') yield flag;
  else
    for (const one of typeof value === 'string' ? [value] : (value as readonly string[]))
      yield `${flag} ${shellWord(one)}`;
}

/** A command line that says again what has been told. */
export function toldAgain({ command, kind, settled, title, fields, sections }: Told): string {
  const issue = settled.get('issue');
  const given = new Map([...settled, ...fields]);
  if (issue !== undefined) given.delete('issue');
  return [
    command,
    ...(typeof issue === 'string' ? [shellWord(issue)] : []),
    ...(title === null ? [] : [shellWord(title)]),
    ...[...given].flatMap(([name, value]) => [...flags(kind, name, kind.fields[name], value)]),
    ...[...sections].map(([section, text]) => `--${kebab(section)} ${shellWord(text)}`),
  ].join(' ');
}

const again = (line: string): string => `What was answered is not lost; this goes on from there:\n${line}`;

/** Leaving a prompt, with what was answered before. */
export const stopped = (error: Stopped, told: Told): Stopped => new Stopped(error.signal, again(toldAgain(told)));

/** The same, where as much was to be done for others: before it, and not yet. */
export const stoppedAmong = (error: Stopped, before: readonly Given[], others: readonly string[]): Stopped =>
  new Stopped(
    error.signal,
    [error.instead ?? '', ...before.flatMap((given) => ANSWERED.get(given) ?? []).map(toldAgain), ...others]
      .filter((line) => line !== '')
      .join('\n'),
  );

const ANSWERED = new WeakMap<Given, Told>();

/** Remembers that somebody answered questions, until they are written. */
export function remember(given: Given, told: Told): Given {
  ANSWERED.set(given, told);
  return given;
}

/** Does what may be refused with what was answered; a refusal tells it again, so that nobody has to type it twice. */
export async function keeping<T>(answers: readonly Given[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const told = answers.flatMap((given) => ANSWERED.get(given) ?? []);
    if (told.length === 0 || !(error instanceof Error)) throw error;
    const lines = told.map(toldAgain).join('\n');
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof Refusal)
      throw new Refusal(error.message, [error.instead, again(lines)].filter(Boolean).join('\n'));
    if (code !== undefined) throw new Refusal(`The system refused (${code}).`, again(lines));
    throw error;
  }
}
