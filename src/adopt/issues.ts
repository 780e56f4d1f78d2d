import { kindNamed } from '../kinds/index.ts';
import type { Kind } from '../model/kind.ts';
import { parseDay } from '../text/day.ts';
import { counted } from '../text/words.ts';
import { FROM_ORIGINAL, asSection, composePage } from './compose.ts';
import type { Dated } from './days.ts';
import { LONGEST_TITLE, NO_ACTIONS, PLAIN, defineFormat } from './format.ts';
import type { Found, Wishes } from './format.ts';
import { fenced } from './keys.ts';
import { plainLines, readPage } from './page.ts';
import type { Page } from './page.ts';

type Json = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The issues of an export: a list of them, or one. */
function issuesIn(text: string): Json[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const list = Array.isArray(value)
    ? (value as unknown[])
    : isMap(value)
      ? (value['items'] ?? value['issues'] ?? [value])
      : [];
  const issues = (Array.isArray(list) ? (list as unknown[]) : []).filter(isMap);
  return issues.every((issue) => typeof issue['title'] === 'string' && typeof issue['number'] === 'number')
    ? issues
    : null;
}

const loginOf = (value: unknown): string =>
  isMap(value) ? textOf(value['login']) || textOf(value['name']) : textOf(value);

/** What a person is called, where the export says so. */
const nameOf = (value: unknown): string => (isMap(value) ? textOf(value['name']) : '') || loginOf(value);

/** Why nobody is asked any more about an issue that was closed there; null for one that is open. */
function closing(issue: Json): string | null {
  if (textOf(issue['state']).toLowerCase() !== 'closed') return null;
  const day = datedOf(issue['closedAt'] ?? issue['closed_at'])?.day;
  const reason = textOf(issue['stateReason'] ?? issue['state_reason'])
    .toLowerCase()
    .replaceAll('_', ' ');
  return `Closed${day === undefined ? '' : ` on ${day}`}${reason === '' ? '' : ` (${reason})`}, before it came here.`;
}

/** `2026-03-14T09:26:53Z` is a day in the zone of Greenwich, the only one that exports know. */
function datedOf(value: unknown): Dated | null {
  const day = parseDay(textOf(value).replace(/(\d{2}:\d{2}):.*$/, '$1'));
  return day === null ? null : { day, from: 'the record' };
}

/** Keys that fields take; and what an interface says of itself, which is nothing that anybody wrote. */
const TAKEN = new Set(['title', 'body', 'author', 'user', 'labels', 'comments', 'url', 'html_url']);
const NOISE =
  /(?:_url|^node_id|^reactions|^reactionGroups|^performed_via_github_app|^id|^repository|^score|^sub_issues_summary|^issue_dependencies_summary)$/;

/** A value as a person reads it: the login, name or title of what has one. */
function told(value: unknown): string {
  if (Array.isArray(value)) return (value as unknown[]).map(told).join(', ');
  if (!isMap(value)) return String(value);
  return loginOf(value) || textOf(value['title']) || JSON.stringify(value);
}

function leftover(issue: Json): string {
  return Object.entries(issue)
    .filter(([key]) => !TAKEN.has(key) && !NOISE.test(key))
    .filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0))
    .map(([key, value]) => `${key}: ${told(value)}`)
    .join('\n');
}

const labelsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? (value as unknown[]) : [])
    .map((label) => (isMap(label) ? textOf(label['name']) : textOf(label)))
    .filter((label) => label !== '');

function advice(comment: Json, issue: string, index: number): Found {
  const words = plainLines(textOf(comment['body']));
  const url = textOf(comment['html_url']) || textOf(comment['url']);
  const where = /^https?:\/\/\S+$/.test(url) ? ` (<${url}>)` : '';
  return {
    ...PLAIN,
    kind: 'advice',
    key: `${issue}-comment-${index + 1}`,
    title: null,
    authors: [nameOf(comment['author'] ?? comment['user'])].filter((login) => login !== ''),
    dated: datedOf(comment['createdAt'] ?? comment['created_at']),
    refers: new Map([['issue', issue]]),
    body: `## Advice\n\n${asSection(words)}\n\n## When it applies\n\nSaid in a comment${where}; under which conditions, nobody wrote down.`,
  };
}

function readIssue(path: string, issue: Json, wishes: Wishes): Found[] | string {
  const as = wishes.kind ?? 'issue';
  const kind = kindNamed(as) as Kind;
  const title = textOf(issue['title']).trim();
  const body = plainLines(textOf(issue['body'])).trim();
  const page = readPage({ path, text: `\n${body === '' ? title : body}` });
  if ('problem' in page) return `#${String(issue['number'])}: ${page.problem}`;
  const url = textOf(issue['html_url']) || textOf(issue['url']);
  const isWeb = /^https?:\/\/\S+$/i.test(url);
  const key = String(issue['number']);
  const asker = loginOf(issue['author'] ?? issue['user']);
  const comments = (Array.isArray(issue['comments']) ? (issue['comments'] as unknown[]) : [])
    .filter(isMap)
    .filter((comment) => textOf(comment['body']).trim() !== '');
  const own = comments.filter((comment) => as !== 'issue' || loginOf(comment['author'] ?? comment['user']) === asker);
  const said = own.map((comment) => {
    const day = datedOf(comment['createdAt'] ?? comment['created_at'])?.day ?? '';
    return `### ${loginOf(comment['author'] ?? comment['user'])}, ${day}\n\n${asSection(plainLines(textOf(comment['body'])))}`;
  });
  const left = [...(title.length > LONGEST_TITLE ? [`title: ${title}`] : []), leftover(issue)]
    .filter((one) => one !== '')
    .join('\n');
  const behind = [
    ...(said.length === 0 ? [] : [{ title: 'Said later', text: said.join('\n\n') }]),
    ...(left === '' ? [] : [{ title: FROM_ORIGINAL, text: fenced(left, '') }]),
  ];
  const added = new Map(as === 'issue' ? [['Context', `Asked as ${isWeb ? `[#${key}](<${url}>)` : `#${key}`}.`]] : []);
  // Its first heading is one of several, and not what it is called.
  const whole: Page = { ...page, title: null, headings: [...(page.title ? [page.title] : []), ...page.headings] };
  const { text, missing } = composePage(kind, whole, wishes.sections, { added, behind });
  const fields = new Map<string, string>(as === 'issue' && isWeb ? [['forge', url]] : []);
  const closed = as === 'issue' ? closing(issue) : null;
  if (closed !== null) fields.set('withdrawn', closed);
  const asked: Found = {
    ...PLAIN,
    kind: as,
    key,
    title: (title === '' ? `#${key}` : title).replaceAll(/\s+/g, ' ').slice(0, LONGEST_TITLE),
    authors: asker === '' ? [] : [nameOf(issue['author'] ?? issue['user'])],
    dated: datedOf(issue['createdAt'] ?? issue['created_at']),
    topics: labelsOf(issue['labels']),
    fields,
    refers: as === 'faq' ? new Map([['from', 'questions']]) : new Map(),
    body: text,
    missing,
  };
  const others = comments.filter((comment) => !own.includes(comment));
  return [asked, ...others.map((comment) => advice(comment, key, comments.indexOf(comment)))];
}

export const issues = defineFormat({
  name: 'issues',
  sentence: 'issues of GitHub as JSON: `gh issue list --state all --json …`, or as the REST interface gives them',
  recognises: ({ path, text }) => /\.json$/i.test(path) && issuesIn(plainLines(text)) !== null,
  read: (original, _, wishes) => {
    const all = issuesIn(plainLines(original.text));
    if (all === null) return 'it is no list of issues, each with a number and a title';
    if (wishes.kind === 'faq')
      return 'issues have no answer of their own: bring them along as issues, and `cop capture` them';
    const read = all
      .filter((issue) => !('pull_request' in issue))
      .map((issue) => readIssue(original.path, issue, wishes));
    const requests = all.length - read.length;
    return {
      found: read.flatMap((one) => (typeof one === 'string' ? [] : one)),
      keys: new Map(),
      headings: [],
      actions: NO_ACTIONS,
      leftOut: [
        ...read.flatMap((one) => (typeof one === 'string' ? [one] : [])),
        ...(requests === 0 ? [] : [`${counted(requests, 'pull request')}: not an issue`]),
      ],
    };
  },
});
