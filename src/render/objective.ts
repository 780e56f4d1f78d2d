import type { ObjectivePart } from '../compile/charter.ts';
import type { DocumentOf } from '../kinds/index.ts';
import type { Document } from '../model/document.ts';
import type { ObjectiveEvidence } from '../states/objective-evidence.ts';
import { isServed } from '../states/objective-evidence.ts';
import { between } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { counted } from '../text/words.ts';

/** From how many characters on a part of an aim is a sentence of its own. */
const LONG = 24;

/** What an objective is to reach and by when, as far as it says. */
export function aimText({ fields: { measure, baseline, now, target, due } }: DocumentOf<'objective'>): string {
  const way = [
    baseline === null ? '' : `from ${baseline}`,
    target === null ? '' : `to ${target}`,
    now === null ? '' : `now ${now}`,
  ].filter((one) => one !== '');
  // Short ones read as a sentence, long ones need their pauses.
  const isShort = way.every((one) => one.length < LONG);
  return [
    measure ?? 'nothing is measured',
    ...(way.length > 0 ? [isShort ? way.join(', ').replace(', to', ' to') : way.join('; ')] : []),
    ...(due === null ? [] : [`by ${due}`]),
  ].join(isShort ? ', ' : '; ');
}

/** How far an objective has come, where that can be said. */
export function goneText({ gone, past }: Pick<ObjectivePart, 'gone' | 'past'>): string | null {
  const way =
    gone === null
      ? null
      : gone < 0
        ? 'further away than at the start'
        : `${gone < 1 ? Math.min(99, Math.round(gone * 100)) : 100} % of the way`;
  if (!past) return way;
  return way === null ? 'its day has gone by' : `${way}, and its day has gone by`;
}

/** How many documents of a sort are named before the others are only counted. */
const MOST_NAMED = 3;

function named(documents: readonly Document[], cite: (document: Document) => Words, most: number): Words[] {
  const more = documents.length - most;
  return [
    ...between(
      documents.slice(0, most).map((one) => cite(one)),
      ', ',
    ),
    ...(more > 0 ? [` and ${counted(more, 'other')}`] : []),
  ];
}

/** What serves an objective, in words: its closed loops, notes and open issues. */
export function evidenceWords(
  evidence: ObjectiveEvidence,
  cite: (document: Document) => Words,
  most = MOST_NAMED,
): Words[] {
  const { closed, notes, open } = evidence;
  return [
    ...(closed.length > 0 ? [' Loops closed: ', ...named(closed, cite, most), '.'] : []),
    ...(notes.length > 0 ? [' Notes: ', ...named(notes, cite, most), '.'] : []),
    ...(isServed(evidence) ? [] : [' No evidence yet.']),
    ...(open.length > 0 ? [` ${counted(open.length, 'issue is', 'issues are')} still open.`] : []),
  ];
}
