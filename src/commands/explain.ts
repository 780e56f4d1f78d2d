import * as v from 'valibot';
import { CHECKS, RULE_NAMES } from '../checks/index.ts';
import { SEVERITIES } from '../model/finding.ts';
import { columns, faint, ink, name, strong, wrapped } from '../text/ink.ts';
import type { Command } from './command.ts';
import { unknown } from './unknown.ts';

const RuleJson = v.strictObject({
  name: v.string(),
  severity: v.picklist(SEVERITIES),
  sentence: v.string(),
  manual: v.string(),
});

export const command: Command = {
  arguments: [
    {
      name: '[rule]',
      completes: RULE_NAMES,
      sentence: 'the rule that a finding names in brackets; without one, all of them',
    },
  ],
  options: [],
  answer: v.strictObject({ rules: v.array(RuleJson) }),
  async run(context, [word]) {
    const rules = CHECKS.filter((check) => word === undefined || check.name === word);
    if (rules.length === 0) throw unknown('rule', word ?? '', RULE_NAMES);
    if (context.json) {
      context.out.answer('explain', {
        rules: rules.map(({ name: rule, severity, sentence, manual }) => ({ name: rule, severity, sentence, manual })),
      });
    } else if (word === undefined) {
      const rows = rules.map(({ name: rule, severity, sentence }) => [name(rule), faint(severity), ink`${sentence}`]);
      context.out.lines(columns(rows));
    } else {
      for (const { name: rule, severity, sentence, manual } of rules) {
        context.out.line(ink`${name(rule)} ${faint(`(${severity})`)}`);
        context.out.line(strong(sentence));
        context.out.lines(wrapped(manual.replaceAll('\n', ' '), Math.min(context.width, 92)));
      }
    }
    return 0;
  },
};
