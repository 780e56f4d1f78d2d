import type { Kind } from '../model/kind.ts';
import { folded } from '../text/terms.ts';

/** Headings under which others write what a section of ours asks for, folded and without signs. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  'failure/What was intended': [
    'background',
    'context',
    'expected behavior',
    'expected behaviour',
    'goal',
    'goals',
    'intended',
    'intention',
    'introduction',
    'what should have happened',
    'what was meant to happen',
    'what was planned',
    'what was supposed to happen',
  ],
  'failure/What happened': [
    'actual behavior',
    'actual behaviour',
    'customer impact',
    'description',
    'detection',
    'duration',
    'executive summary',
    'follow up timeline',
    'impact',
    'impact on users',
    'incident',
    'incident summary',
    'incident timeline',
    'mitigation',
    'overview',
    'problem',
    'recovery',
    'resolution',
    'response',
    'summary',
    'symptoms',
    'the incident',
    'time line',
    'timeline',
    'timeline of events',
    'tl dr',
    'trigger',
    'user impact',
  ],
  'failure/Why it made sense': [
    'analysis',
    'cause',
    'causes',
    'contributing factors',
    'five whys',
    'reason',
    'reasons',
    'root cause',
    'root cause analysis',
    'root causes',
    'why',
    'why did it happen',
    'why it happened',
  ],
  'failure/What we learned': [
    'learning',
    'learnings',
    'lessons',
    'lessons learned',
    'lessons learnt',
    'retrospective',
    'takeaways',
    'what did we learn',
    'what didnt go so well',
    'what didnt go well',
    'what went badly',
    'what went poorly',
    'what went well',
    'what went wrong',
    'what we have learned',
    'what we have learnt',
    'what we learnt',
    'where we got lucky',
    'where we were lucky',
  ],
  'case/Situation': [
    'background',
    'challenge',
    'context',
    'context and problem statement',
    'decision drivers',
    'problem',
    'problem statement',
    'the problem',
    'the situation',
  ],
  'case/What was done': [
    'approach',
    'considered options',
    'decision',
    'decision outcome',
    'options considered',
    'our approach',
    'pros and cons of the options',
    'solution',
    'the decision',
    'the solution',
    'what we did',
  ],
  'case/How it turned out': [
    'confirmation',
    'consequences',
    'impact',
    'negative consequences',
    'outcome',
    'outcomes',
    'positive consequences',
    'result',
    'results',
    'validation',
    'what came of it',
  ],
  'case/What others can use': [
    'conclusion',
    'conclusions',
    'learnings',
    'lessons',
    'lessons learned',
    'lessons learnt',
    'recommendations',
    'takeaways',
  ],
  'insight/The insight': [
    'insight',
    'key insight',
    'overview',
    'summary',
    'tl dr',
    'what we learned',
    'what we learnt',
  ],
  'insight/Where it comes from': ['background', 'evidence', 'origin', 'references', 'source', 'sources'],
  'insight/When it holds': ['caveats', 'limitations', 'limits', 'when it applies', 'when to use', 'when to use it'],
  'summary/Highlights': ['highlight', 'overview', 'summary'],
  'summary/Key points': ['agenda', 'decisions', 'discussion', 'key messages', 'minutes', 'notes', 'takeaways'],
  'summary/Open questions': ['open issues', 'questions', 'unresolved questions'],
  'faq/Answer': ['answer', 'solution', 'the answer'],
  'issue/Challenge': [
    'describe the bug',
    'description',
    'problem',
    'question',
    'summary',
    'the problem',
    'what happened',
  ],
  'issue/Context': ['additional context', 'background', 'environment', 'version', 'versions', 'your environment'],
  'issue/Already tried': ['what i tried', 'what have you tried', 'what i have tried', 'what we tried', 'workaround'],
  'issue/Help wanted': ['expected behavior', 'expected behaviour', 'help needed', 'request', 'what i need'],
};

/** Headings of what was agreed to be done. A tutorial has next steps as well: those count in incident reports alone. */
const AGREED = ['action item', 'action items', 'action points', 'actions', 'agreed actions'];
const TO_CHANGE = new Set([
  ...AGREED,
  'corrective actions',
  'follow up',
  'follow up actions',
  'follow up improvements',
  'follow up items',
  'follow up tasks',
  'follow up work',
  'follow ups',
  'followup',
  'followups',
  'improvements',
  'mitigations',
  'next steps',
  'prevention',
  'preventive actions',
  'preventative actions',
  'preventative measures',
  'preventive measures',
  'remediation',
  'remediation items',
  'to do',
  'todo',
  'todos',
  'what we change',
  'what we will change',
]);

const CHANGE = 'What we change';

/** A heading as the tables have it: without case, accents, numbers before it, brackets behind it and signs. */
export const plainHeading = (heading: string): string =>
  folded(heading.slice(0, 200))
    .replaceAll(/\([^()]{0,100}\)/g, ' ')
    .replaceAll(/['’]/g, '')
    .replace(/^\W{0,3}\d{1,2}(?:\.\d{1,2})?[.):]? /, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Where somebody wants headings to go, by the plain heading: a section’s title, or `body` to leave it where it is. */
export type OwnSections = ReadonlyMap<string, string>;

/** Stands for “in the body, under a heading of its own”. */
export const BODY = 'body';

/** The title of the section of a kind that a heading stands for; null where it stands for none. */
export function sectionFor(kind: Kind, heading: string, own: OwnSections): string | null {
  const plain = plainHeading(heading);
  const wished = own.get(plain);
  const titles = kind.sections.map(({ title }) => title);
  if (wished === BODY) return null;
  // A mapping speaks of several kinds at once: what it names of another one says nothing of this.
  if (wished !== undefined && titles.includes(wished)) return wished;
  const same = titles.find((title) => plainHeading(title) === plain);
  if (same !== undefined) return same;
  if (kind.name === 'failure' && TO_CHANGE.has(plain)) return CHANGE;
  return titles.find((title) => CALLED[`${kind.name}/${title}`]?.includes(plain)) ?? null;
}

/** Whether what stands under a heading was agreed to be done. */
export function isAgreed(kind: Kind, heading: string, own: OwnSections): boolean {
  return AGREED.includes(plainHeading(heading)) || sectionFor(kind, heading, own) === CHANGE;
}

/** Words under several of which only incidents are told. */
export const OF_INCIDENTS: readonly string[] = [
  ...(CALLED['failure/What we learned'] ?? []),
  'action items',
  'contributing factors',
  'corrective actions',
  'customer impact',
  'detection',
  'five whys',
  'follow up actions',
  'follow up improvements',
  'impact',
  'impact on users',
  'incident summary',
  'incident timeline',
  'resolution',
  'root cause',
  'root cause analysis',
  'root causes',
  'timeline',
  'user impact',
  'what happened',
];

/** The section that what stands above every heading belongs to. */
export const leadSection = (kind: Kind): string =>
  kind.name === 'failure' ? 'What happened' : (kind.sections[0]?.title ?? '');
