import { capture, suitableKind } from '../compile/capture.ts';
import type { Capture, CaptureKind } from '../compile/capture.ts';
import { nameless } from '../compile/nameless.ts';
import { handles } from '../compile/reference.ts';
import { kindNamed } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import type { Kind } from '../model/kind.ts';
import { Refusal } from '../model/refusal.ts';
import type { Given, GivenValue } from '../plans/scaffold.ts';
import { folderOf } from '../read/placement.ts';
import { passagesFor } from '../render/passages.ts';
import { deriveStates } from '../states/index.ts';
import { care, ink, name } from '../text/ink.ts';
import { root } from '../text/markdown/build.ts';
import { printMarkdown } from '../text/markdown/parse.ts';
import { listed } from '../text/words.ts';
import type { Context, Options } from './command.ts';
import { gather, write } from './scaffolding.ts';
import type { Written } from './scaffolding.ts';

/** A closed loop in the words of its documents, without those who said them. */
export interface Anonymous {
  readonly kind: Kind;
  readonly title: string;
  readonly from: readonly string[];
  readonly topics: readonly string[];
  readonly alsoAsked: readonly string[];
  /** Markdown under the titles of the note's sections. */
  readonly sections: ReadonlyMap<string, string>;
  /** Names that were taken out, and words that may still be some. */
  readonly taken: readonly string[];
  readonly left: readonly string[];
}

/** The loop of an issue as it stands. @throws Refusal where it is not closed. */
export function closedLoop(context: Context, issue: DocumentOf<'issue'>, wish: CaptureKind | null): Anonymous {
  const community = context.community();
  const states = deriveStates(community, context.today);
  const found = capture(issue, wish ?? suitableKind(issue, states), community, states);
  if (found) return anonymous(found, context);
  const instead = states.issue(issue).withdrawn
    ? 'It was withdrawn before anybody did.'
    : `\`cop followup ${handles(community)(issue)}\` tells it; then there is something to write down.`;
  throw new Refusal(`Nobody has said yet how “${issue.title}” turned out.`, instead);
}

function anonymous(loop: Capture, context: Context): Anonymous {
  const community = context.community();
  const kind = kindNamed(loop.kind) as Kind;
  const writers = loop.from
    .flatMap(({ fields }) => [fields['by'], fields['thanks']].flat())
    .filter((id) => typeof id === 'string');
  const without = nameless(community, writers);
  // Where in its folder it will lie makes no difference to its links.
  const at = `${folderOf(kind, community.config)}/note.md`;
  const sections = new Map(
    [...loop.sections].map(([title, passages]) => [
      title,
      printMarkdown(root(without.nodes(passagesFor(passages, community, at), at))).trim(),
    ]),
  );
  const title = without.text(loop.title);
  const alsoAsked = loop.alsoAsked.map(without.text);
  return {
    kind,
    title,
    alsoAsked,
    from: loop.from.map(({ id }) => id),
    topics: loop.topics,
    sections,
    taken: without.taken(),
    left: without.left([title, ...alsoAsked, ...sections.values()].join('\n')),
  };
}

export interface Captured {
  readonly loop: Anonymous;
  readonly given: Given;
  readonly written: Written;
}

/** Writes a closed loop down as a draft of a note. */
export async function writeDown(
  context: Context,
  loop: Anonymous,
  title: string | null,
  options: Options,
): Promise<Captured> {
  const { kind } = loop;
  const known: [string, string | readonly string[]][] = [
    ['from', loop.from],
    ['topics', loop.topics],
    ['also_asked', loop.alsoAsked],
    ['draft', 'true'],
  ];
  const settled = new Map<string, GivenValue>(
    known.filter(([field, value]) => field in kind.fields && value.length > 0),
  );
  const given = await gather(context, {
    command: 'cop capture',
    kind,
    title: title ?? loop.title,
    options,
    settled,
    sections: loop.sections,
  });
  return { loop, given, written: await write(context, given, kind.name) };
}

/** Says which names went, and which words may be some still. */
export function tellNames(context: Context, { taken, left }: Anonymous): void {
  if (taken.length > 0) context.say(care(`Names taken out: ${listed([...taken])}. Read whether it still makes sense.`));
  if (left.length > 0) context.say(care(`Perhaps names, still there: ${listed([...left])}.`));
}

/** What only a person can do about a draft. */
export function tellDraft(context: Context, { loop, given, written }: Captured): void {
  tellNames(context, loop);
  if (!written.written) return;
  const reviewed = given.kind.role === 'faq' ? ink`, and ${name(`cop reviewed ${written.id}`)}` : ink``;
  context.say(
    ink`These are the words of the issue, the advice and the follow-up: tell it in yours, then take out \`draft: true\`${reviewed}.`,
  );
}
