import { capture, suitableKind } from '../compile/capture.ts';
import type { Capture, CaptureKind } from '../compile/capture.ts';
import { kindNamed } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import type { Kind } from '../model/kind.ts';
import { Refusal } from '../model/refusal.ts';
import type { Given, GivenValue } from '../plans/scaffold.ts';
import { folderOf } from '../read/placement.ts';
import { nameless } from '../render/nameless.ts';
import type { Nameless } from '../render/nameless.ts';
import { passagesFor } from '../render/passages.ts';
import { deriveStates } from '../states/index.ts';
import { care, ink } from '../text/ink.ts';
import { root } from '../text/markdown/build.ts';
import { printMarkdown } from '../text/markdown/parse.ts';
import { listed } from '../text/words.ts';
import type { Context, Options } from './command.ts';
import { gather, write } from './scaffolding.ts';
import type { Written } from './scaffolding.ts';

/** The words of a loop under the headings of a note, without those who said them. */
function sectionTexts({ sections }: Capture, kind: Kind, context: Context, without: Nameless): Map<string, string> {
  const community = context.community();
  // Where in its folder it will lie makes no difference to its links.
  const at = `${folderOf(kind, community.config)}/note.md`;
  return new Map(
    [...sections].map(([title, passages]) => [
      title,
      printMarkdown(root(without.tree(passagesFor(passages, community, at), at))).trim(),
    ]),
  );
}

export interface Captured {
  readonly given: Given;
  readonly written: Written;
  /** Names that were taken out of the loop's words. */
  readonly taken: readonly string[];
}

/** The loop of an issue as it stands, refusing where it is not closed. */
export function closedLoop(context: Context, issue: DocumentOf<'issue'>, wish: CaptureKind | null): Capture {
  const community = context.community();
  const states = deriveStates(community, context.today);
  const found = capture(issue, wish ?? suitableKind(issue, states), community, states);
  if (found) return found;
  throw new Refusal(
    `Nobody has said yet how “${issue.title}” turned out.`,
    `\`cop followup ${issue.id}\` tells it; then there is something to write down.`,
  );
}

/** Writes a closed loop down as a draft of a note. */
export async function writeDown(
  context: Context,
  loop: Capture,
  title: string | null,
  options: Options,
): Promise<Captured> {
  const kind = kindNamed(loop.kind) as Kind;
  const without = nameless(context.community());
  const known: [string, string | readonly string[]][] = [
    ['from', loop.from.map(({ id }) => id)],
    ['topics', [...loop.topics]],
    ['also_asked', loop.alsoAsked.map(without.text)],
    ['draft', 'true'],
    // An entry has no date: it is read by whoever writes it, today.
    ...(kind.role === 'faq' ? [['reviewed', context.today] satisfies [string, string]] : []),
  ];
  const settled = new Map<string, GivenValue>(known.filter(([name, value]) => name in kind.fields && value.length > 0));
  const sections = sectionTexts(loop, kind, context, without);
  const given = await gather(context, {
    command: 'cop capture',
    kind,
    title: title ?? without.text(loop.title),
    options,
    settled,
    sections,
  });
  const written = await write(context, given, loop.kind);
  return { given, written, taken: without.taken() };
}

/** What only a person can do about a draft. */
export function tellDraft(context: Context, { given, written, taken }: Captured): void {
  if (!written.written) return;
  if (taken.length > 0) context.say(care(`Names taken out: ${listed([...taken])}. Read whether it still makes sense.`));
  const isDraft = given.fields.has('draft');
  context.say(
    ink`These are the words of the issue, the advice and the follow-up: tell it in yours${isDraft ? ', then take out `draft: true`' : ''}.`,
  );
}
