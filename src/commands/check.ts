import * as v from 'valibot';
import { RULE_NAMES } from '../checks/index.ts';
import { compared } from '../checks/known.ts';
import { fingerprint } from '../edges/files.ts';
import { gitPrefix } from '../edges/git.ts';
import { packageVersion } from '../edges/package-files.ts';
import { openSince } from '../edges/revision.ts';
import { insideRoot } from '../edges/workspace.ts';
import { SEVERITIES } from '../model/finding.ts';
import type { Finding } from '../model/finding.ts';
import { Refusal } from '../model/refusal.ts';
import { fix } from '../plans/fix.ts';
import { planLines } from '../render/plan.ts';
import { findingLines, findingsCount } from '../render/findings.ts';
import { annotation, findingsMarkdown, gitlabReport, sarif } from '../render/findings-forge.ts';
import { LeftOutList, leftOutJson } from '../render/json.ts';
import { ignoredText } from '../render/record.ts';
import { care, faint, ink } from '../text/ink.ts';
import { printableJson } from '../text/printable.ts';
import { counted } from '../text/words.ts';
import { baselinePlan, readBaseline } from './baseline.ts';
import type { Command, Context, Options } from './command.ts';
import { judged, judgedAgain } from './judged.ts';
import type { Overview } from './judged.ts';
import { caused } from './judging.ts';
import { KNOWN } from './known.ts';
import { noneOf } from './manners.ts';
import { unknown } from './unknown.ts';

export const FindingJson = v.strictObject({
  rule: v.string(),
  severity: v.picklist(SEVERITIES),
  path: v.string(),
  line: v.number(),
  column: v.number(),
  message: v.string(),
  hint: v.nullable(v.string()),
});

const FORMATS = ['text', 'json', 'github', 'gitlab', 'sarif', 'md'] as const;
type Format = (typeof FORMATS)[number];

function withinPaths(
  context: Context,
  words: readonly string[],
  files: ReadonlySet<string>,
): (path: string) => boolean {
  if (words.length === 0) return () => true;
  const paths = words.map((word) => {
    const path = insideRoot(context.root(), context.folder, word);
    if (path === null) throw new Refusal(`${word} lies outside the community.`);
    const known = path === '' || [...files].some((file) => file === path || file.startsWith(`${path}/`));
    if (!known) throw new Refusal(`${word} is no file of the community.`, 'Paths are taken from the current folder.');
    return path;
  });
  return (file) => paths.some((path) => path === '' || file === path || file.startsWith(`${path}/`));
}

/** The form that was asked for; where a runner of GitHub reads along, it gets annotations. */
function formatOf(context: Context, options: Options): Format {
  const wanted = FORMATS.find((format) => format === options['format']);
  if (context.json && wanted !== undefined && wanted !== 'json')
    throw new Refusal('Only one form at a time.', `Choose one of --json and --format ${wanted}.`);
  if (context.json) return 'json';
  return wanted ?? (context.env['GITHUB_ACTIONS'] === 'true' && !context.isTerminal ? 'github' : 'text');
}

interface Told {
  readonly found: readonly Finding[];
  readonly overview: Overview;
  /** What of it concerns the paths that were named. */
  readonly leftOut: Overview['leftOut'];
  /** Documents that were looked at. */
  readonly looked: number;
  /** Findings of the baseline, which are not told again. */
  readonly held: number;
  /** Findings of the baseline that are gone. */
  readonly gone: number;
}

function talk(context: Context, { found, overview, leftOut, looked, held, gone }: Told): void {
  context.say(ink`${findingsCount(found)} in ${counted(looked, 'document')}.`);
  if (held > 0)
    context.say(faint(`${counted(held, 'finding')} of the baseline ${held === 1 ? 'is' : 'are'} not told again.`));
  if (gone > 0)
    context.say(
      faint(
        `${counted(gone, 'finding')} of the baseline ${gone === 1 ? 'is' : 'are'} gone: --write-baseline takes them out.`,
      ),
    );
  const { untold } = overview;
  if (leftOut.length > 0) {
    const lost = leftOut.map(({ path, reason }) => `${path} (${reason})`).join(', ');
    context.say(care(`Left out of lists, pages and figures: ${lost}.`));
  }
  if (untold !== null) {
    context.say(care(`What rests on a purpose, vision or objective that changed cannot be told: ${untold}.`));
  }
  const ignored = ignoredText(overview);
  if (ignored !== null) context.say(faint(ignored));
}

function print(context: Context, format: Format, told: Told): void {
  const { found, overview, looked, held, gone } = told;
  const prefix = (): string => gitPrefix(context.root(), context.env);
  if (format === 'json') {
    context.out.answer('check', {
      findings: found.map(({ place, ...rest }) => ({ ...rest, ...place })),
      documents: looked,
      known: held,
      gone,
      leftOut: leftOutJson(overview),
      ignored: overview.ignored,
    });
    return;
  }
  if (format === 'gitlab') context.out.bytes(printableJson(gitlabReport(found, prefix(), fingerprint)));
  else if (format === 'sarif') {
    context.out.bytes(printableJson(sarif(found, prefix(), { version: packageVersion(), fingerprint })));
  } else if (format === 'md') context.out.text(findingsMarkdown(found));
  else if (format === 'github') {
    const at = prefix();
    for (const finding of found) context.out.bytes(annotation(finding, at));
  } else context.out.lines(findingLines(found));
  talk(context, told);
}

/** Repairs what is safe, and shows it first. */
async function repair(context: Context, words: readonly string[], isDry: boolean): Promise<void> {
  const { documents, incomplete, files } = context.everything();
  const within = withinPaths(context, words, files);
  const plan = fix([...documents, ...incomplete].filter(({ path }) => within(path)));
  if (plan.changes.length === 0) {
    context.say(faint('Nothing can be repaired safely.'));
    return;
  }
  // With --dry-run the diff is what is asked for, and whoever carries it out prints it.
  if (!isDry) planLines(plan).forEach(context.say);
  const { written } = await context.carryOut(plan);
  if (!written) return;
  context.say(ink`${plan.summary.replace('Repair', 'Repaired')}.`);
  context.readAgain();
}

export const command: Command = {
  arguments: [{ name: '[path...]', sentence: 'only what is found in these files or folders' }],
  options: [
    {
      flags: '--since <ref>',
      sentence: 'only what was not found where this branch left that revision, such as origin/main',
    },
    {
      flags: '--rule <name>',
      completes: RULE_NAMES,
      sentence: 'only what this rule finds (again for another)',
      many: true,
    },
    { flags: '--strict', sentence: 'exit 1 on warnings too' },
    {
      flags: `--format <${FORMATS.join('|')}>`,
      sentence: 'how to print it; `github` inside GitHub Actions, else `text`, unless given',
      choices: FORMATS,
    },
    {
      flags: '--fix',
      sentence: 'repair what is safe to repair, and show it as a diff; with --dry-run only show it',
    },
    {
      flags: '--write-baseline',
      sentence: 'remember what is found now, and tell only what is new from then on; a baseline only shrinks',
    },
  ],
  writes: true,
  answer: v.strictObject({
    findings: v.array(FindingJson),
    documents: v.number(),
    /** Findings of the baseline, which are not told again, and those that are gone. */
    known: v.number(),
    gone: v.number(),
    leftOut: LeftOutList,
    ignored: v.array(v.strictObject({ path: v.string(), reason: v.string() })),
  }),
  examples: [
    'cop check',
    'cop check notes/ --strict',
    'cop check --since origin/main --format github',
    'cop check --fix --dry-run',
    'cop check --format sarif > cop.sarif',
    'cop explain reference',
  ],
  async run(context, words, options) {
    const rules = (options['rule'] ?? []) as string[];
    for (const rule of rules) if (!RULE_NAMES.includes(rule)) throw unknown('rule', rule, RULE_NAMES);
    const format = formatOf(context, options);
    // Of a part nobody knows whether the rest is gone.
    const isWhole = rules.length === 0 && words.length === 0;
    if (options['fix'] === true) await repair(context, words, options['dryRun'] === true);
    const since =
      typeof options['since'] === 'string' ? openSince(context.root(), context.env, KNOWN, options['since']) : null;
    // What depends on other documents is only asked again where they show something else.
    const known = rules.length === 0 ? judgedAgain(context) : null;
    const { found: all, overview, documents, files, config } = known ?? judged(context, rules);
    const within = withinPaths(context, words, files);
    const baseline = readBaseline(context.root(), config.baseline);
    const { fresh, gone } = compared(all, baseline.findings);
    if (options['writeBaseline'] === true) {
      noneOf(options, ['since', 'rule'], '--write-baseline');
      if (!isWhole) throw new Refusal('A baseline is of everything.', 'Leave out the paths.');
      const plan = baselinePlan(baseline, all, gone);
      const { written } = plan.changes.length === 0 ? { written: false } : await context.carryOut(plan);
      if (written) context.out.line(ink`${context.shownPath(baseline.path)}`);
      const fewer = baseline.text === null ? [] : fresh;
      if (fewer.length > 0)
        context.say(care(`${counted(fewer.length, 'finding is', 'findings are')} new, and not put into it.`));
      context.say(faint(`${plan.summary}.`));
      return 0;
    }
    const mine = since === null ? fresh : caused(context, fresh, since, rules);
    const found = mine.filter(({ place }) => within(place.path));
    const leftOut = overview.leftOut.filter(({ path }) => within(path));
    print(context, format, {
      found,
      overview,
      leftOut,
      looked: documents.filter(within).length + leftOut.length,
      held: all.length - fresh.length,
      gone: isWhole ? gone.length : 0,
    });
    const serious = options['strict'] === true ? ['error', 'warn'] : ['error'];
    return found.some(({ severity }) => serious.includes(severity)) ? 1 : 0;
  },
};
