import type { Answered, Draft, Drafts } from '../edges/drafts.ts';
import type { Asker, Option } from '../edges/prompts.ts';
import type { Kind } from '../model/kind.ts';
import { withArticle } from '../model/field.ts';
import { Stopped } from '../model/refusal.ts';
import { clipped } from '../text/ink.ts';
import type { Context } from './command.ts';

/** What is being written: by it a draft is known again. */
export interface Begun {
  /** The command, and what it is about: an issue that advice is for. */
  readonly sort: string;
  readonly kind: Kind;
  /** As it was given; '' where it is yet to be asked for. */
  readonly title: string;
}

const namesOf = <T>(options: readonly Option<T>[], values: readonly T[]): string[] =>
  options.flatMap(({ value, name }) => (values.includes(value) ? [name] : []));

const valuesOf = <T>(options: readonly Option<T>[], names: unknown): T[] =>
  Array.isArray(names) ? options.flatMap(({ value, name }) => (names.includes(name) ? [value] : [])) : [];

/** Asks with what was answered before to begin with, and tells `keep` of each answer, and of what stands in a line that is being typed. */
function remembering(asker: Asker, before: readonly Answered[], keep: (answers: readonly Answered[]) => void): Asker {
  const waiting = [...before];
  const done: Answered[] = [];
  /** What was answered to a question, once: the same may be asked again, of the next. */
  const earlier = (question: string): Answered['answer'] | undefined => {
    const at = waiting.findIndex((one) => one.question === question);
    return at === -1 ? undefined : waiting.splice(at, 1)[0]?.answer;
  };
  const held = (one: Answered): readonly Answered[] => (one.answer === '' ? [] : [one]);
  const answered = (question: string, answer: Answered['answer']): void => {
    done.push(...held({ question, answer }));
    keep([...done, ...waiting]);
  };
  return {
    input: async (question, options = {}) => {
      const was = earlier(question);
      const begins = typeof was === 'string' && was !== '' ? { initial: was, isTyped: true } : {};
      const text = await asker.input(question, {
        ...options,
        ...begins,
        // A terminal that is closed, or a process that is killed, has no time left to say what stood in the line.
        typing: (answer) => keep([...done, ...held({ question, answer }), ...waiting]),
      });
      answered(question, text);
      return text;
    },
    select: async (question, options, initial) => {
      const [was] = valuesOf(options, earlier(question));
      const choice = await asker.select(question, options, was ?? initial);
      answered(question, namesOf(options, [choice]));
      return choice;
    },
    checkbox: async (question, options, rules) => {
      const checked = valuesOf(options, earlier(question));
      const chosen = await asker.checkbox(question, options, { required: false, ...rules, checked });
      answered(question, namesOf(options, chosen));
      return chosen;
    },
    confirm: async (question, initial) => {
      const was = earlier(question);
      const is = await asker.confirm(question, typeof was === 'boolean' ? was : initial);
      answered(question, is);
      return is;
    },
    slider: async (question, from, most) => {
      const was = earlier(question);
      const to = await asker.slider(question, typeof was === 'object' && 'now' in was ? was : from, most);
      answered(question, to);
      return to;
    },
  };
}

/** What a draft is called: a title is given with the command, or asked for first; '' where nothing was typed yet. */
function calledIn({ title, answers }: Draft): string {
  if (title !== '') return title;
  // A day alone tells nobody anything.
  const first = answers.find(({ answer }) => typeof answer === 'string' && /\p{L}/u.test(answer))?.answer;
  return typeof first === 'string' ? first.trim() : '';
}

/** The same in brackets, for whoever left it to know it again. */
function about(draft: Draft): string {
  const called = calledIn(draft);
  return called === '' ? '' : ` (“${clipped(called, 60)}”)`;
}

/** The draft to go on with, if there is one and whoever is asked wants to; one that is not wanted is forgotten. */
async function resumed(ask: Asker, drafts: Drafts, { sort, kind, title }: Begun): Promise<Draft | null> {
  const all = drafts.all();
  // Whoever gives another title writes something else.
  const draft = all.find((one) => one.sort === sort && (title === '' || ['', title.trim()].includes(calledIn(one))));
  if (!draft) return null;
  if (await ask.confirm(`Go on with the draft of ${withArticle(kind.name)} from ${draft.day}${about(draft)}?`, true))
    return draft;
  drafts.keep(all.filter((one) => one !== draft));
  return null;
}

const KEPT = 'What was typed is kept as a draft; the same command offers to go on with it.';

/**
 * Does what asks questions, and keeps each answer until all is written: whoever leaves, or whose terminal is closed, may go
 * on with the same command. Where nobody is asked, nothing is kept.
 */
export async function drafting<T extends boolean | number>(
  context: Context,
  begun: Begun,
  work: (context: Context, title: string) => Promise<T>,
): Promise<T> {
  const { ask } = context;
  if (!ask) return work(context, begun.title);
  const drafts = context.drafts();
  const former = await resumed(ask, drafts, begun);
  const title = begun.title === '' ? (former?.title ?? '') : begun.title;
  let current: Draft | null = former;
  let isOver = false;
  const replace = (draft: Draft | null): void => {
    // What others began meanwhile stays.
    const others = drafts.all().filter((one) => JSON.stringify(one) !== JSON.stringify(current));
    if (draft === null && current === null) return;
    drafts.keep(draft === null ? others : [draft, ...others]);
    current = draft;
  };
  const keep = (answers: readonly Answered[]): void => {
    if (isOver || answers.length === 0) return;
    replace({ sort: begun.sort, title, day: context.today, answers: [...answers] });
  };
  let isShown = false;
  try {
    const ended = await work(
      {
        ...context,
        ask: remembering(ask, former?.answers ?? [], keep),
        carryOut: async (...given) => {
          const { written } = await context.carryOut(...given);
          if (written) {
            replace(null);
            isOver = true;
          } else isShown = true;
          return { written };
        },
      },
      title,
    );
    if (!isShown) replace(null);
    return ended;
  } catch (error) {
    const isKept = error instanceof Stopped && !isOver && drafts.all().some(({ sort }) => sort === begun.sort);
    throw isKept ? new Stopped(error.signal, [KEPT, error.instead].filter(Boolean).join('\n')) : error;
  }
}
