import { defineCheck } from './check.ts';

export const staleIgnore = defineCheck(
  'stale-ignore',
  'warn',
  'A comment that hides a finding has a reason, and something to hide.',
  `Where a finding is right as it is, a comment says so, with the reason: \`<!-- cop-ignore link: written next week -->\` in
the text, \`# cop-ignore dates: the clock was wrong\` in front matter. It is about its own line and the next one that is not
blank; \`cop-ignore-file\` is about the whole file. Where nothing is found there any more the comment is stale, and reports
itself. Comments in cop.yml count for nothing: there \`check: {rules: {RULE: off}}\` does it.`,
  'faces',
  // What is found depends on all other rules, so that whoever runs them finds it.
  () => [],
);
