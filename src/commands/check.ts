import * as v from 'valibot';
import { RULE_NAMES, findings } from '../checks/index.ts';
import { contentChanges, unknownChanges } from '../edges/history.ts';
import { insideRoot } from '../edges/workspace.ts';
import { CHARTER_KINDS } from '../kinds/index.ts';
import type { Document } from '../model/document.ts';
import { SEVERITIES } from '../model/finding.ts';
import { Refusal } from '../model/refusal.ts';
import { findingLines, findingsCount } from '../render/findings.ts';
import { ignoredText } from '../render/record.ts';
import { LeftOutList, leftOutJson } from '../render/json.ts';
import { care, faint, ink } from '../text/ink.ts';
import { remembered } from '../text/once.ts';
import { counted } from '../text/words.ts';
import type { Command, Context } from './command.ts';
import { unknown } from './unknown.ts';

const FindingJson = v.strictObject({
  rule: v.string(),
  severity: v.picklist(SEVERITIES),
  path: v.string(),
  line: v.number(),
  column: v.number(),
  message: v.string(),
  hint: v.nullable(v.string()),
});

function withinPaths(context: Context, words: readonly string[]): (path: string) => boolean {
  if (words.length === 0) return () => true;
  const { files } = context.everything();
  const paths = words.map((word) => {
    const path = insideRoot(context.root(), context.folder, word);
    if (path === null) throw new Refusal(`${word} lies outside the community.`);
    const known = path === '' || [...files].some((file) => file === path || file.startsWith(`${path}/`));
    if (!known) throw new Refusal(`${word} is no file of the community.`, 'Paths are taken from the current folder.');
    return path;
  });
  return (file) => paths.some((path) => path === '' || file === path || file.startsWith(`${path}/`));
}

export const command: Command = {
  arguments: [{ name: '[path...]', sentence: 'only what is found in these files or folders' }],
  options: [
    { flags: '--rule <name>', sentence: 'only what this rule finds (again for another)', many: true },
    { flags: '--strict', sentence: 'exit 1 on warnings too' },
  ],
  answer: v.strictObject({
    findings: v.array(FindingJson),
    documents: v.number(),
    leftOut: LeftOutList,
    ignored: v.array(v.strictObject({ path: v.string(), reason: v.string() })),
  }),
  examples: ['cop check', 'cop check notes/ --strict', 'cop explain reference'],
  async run(context, words, options) {
    const rules = (options['rule'] ?? []) as string[];
    for (const rule of rules) if (!RULE_NAMES.includes(rule)) throw unknown('rule', rule, RULE_NAMES);
    const community = context.everything();
    const within = withinPaths(context, words);
    const untold = unknownChanges(context.root(), context.env);
    const changes = contentChanges(context.root(), context.env, context.today);
    const circumstances = {
      today: context.today,
      changedOn: remembered(({ source }: Document) => (untold === null ? changes(source) : null)),
    };
    const found = findings(community, circumstances, rules).filter(({ place }) => within(place.path));
    const looked = [...community.documents, ...community.leftOut].filter(({ path }) => within(path)).length;
    if (context.json) {
      context.out.answer('check', {
        findings: found.map(({ place, ...rest }) => ({ ...rest, ...place })),
        documents: looked,
        leftOut: leftOutJson(community),
        ignored: community.ignored,
      });
    } else {
      findingLines(found).forEach(context.out.line);
      context.say(ink`${findingsCount(found)} in ${counted(looked, 'document')}.`);
      const leftOut = community.leftOut.filter(({ path }) => within(path));
      if (leftOut.length > 0) {
        context.say(
          care(
            `Left out of lists, pages and figures: ${leftOut.map(({ path, reason }) => `${path} (${reason})`).join(', ')}.`,
          ),
        );
      }
      if (untold !== null && CHARTER_KINDS.some((kind) => community.byKind.has(kind))) {
        context.say(care(`What rests on a purpose, vision or objective that changed cannot be told: ${untold}.`));
      }
      const ignored = ignoredText(community);
      if (ignored !== null) context.say(faint(ignored));
    }
    const serious = options['strict'] === true ? ['error', 'warn'] : ['error'];
    return found.some(({ severity }) => serious.includes(severity)) ? 1 : 0;
  },
};
