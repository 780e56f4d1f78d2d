import { CHECKS } from '../checks/index.ts';
import type { Finding } from '../model/finding.ts';
import { placeText } from '../model/place.ts';
import { encodedPath } from '../text/links.ts';
import { bullets, heading, paragraph, prose, root, strong, uncalled } from '../text/markdown/build.ts';
import type { Words } from '../text/markdown/build.ts';
import { printable, unbracketed } from '../text/printable.ts';
import type { MarkdownText, WorkflowCommand } from '../text/written.ts';
import { printMarkdown } from '../text/markdown/parse.ts';
import { findingsCount } from './findings.ts';

/** What a finding says in one text, its hint with it. */
const whole = ({ message, hint }: Finding): string => (hint === null ? message : `${message}. ${hint}`);

const ANNOTATIONS = { error: 'error', warn: 'warning', info: 'notice' } as const;

/**
 * A text within a command of GitHub's runner, as its toolkit writes it (`command.ts`); what the runner of old would read as a
 * command anywhere in a line is broken up.
 */
const data = (text: string): string =>
  unbracketed(printable(text)).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/**
 * A finding as an annotation of GitHub Actions.
 *
 * @param prefix The community's folder below the top of the repository, with a slash at its end; '' at the top.
 */
export function annotation(finding: Finding, prefix: string): WorkflowCommand {
  const { path, line, column } = finding.place;
  const at = `file=${property(prefix + path)},line=${line},col=${column},title=${property(`cop: ${finding.rule}`)}`;
  return `::${ANNOTATIONS[finding.severity]} ${at}::${data(whole(finding))}` as WorkflowCommand;
}

const GITLAB = { error: 'major', warn: 'minor', info: 'info' } as const;

/** Findings as GitLab's code quality report: the same finding has the same fingerprint wherever its line went. */
export function gitlabReport(
  findings: readonly Finding[],
  prefix: string,
  fingerprint: (text: string) => string,
): Record<string, unknown>[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { rule, severity, place, message } = finding;
    const key = JSON.stringify([rule, place.path, message]);
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return {
      description: whole(finding),
      check_name: rule,
      fingerprint: fingerprint(`${key} ${count}`),
      severity: GITLAB[severity],
      location: { path: prefix + place.path, lines: { begin: place.line } },
    };
  });
}

const SARIF = { error: 'error', warn: 'warning', info: 'note' } as const;

/** Findings as SARIF 2.1.0, with the rules that can be found (OASIS, "Static Analysis Results Interchange Format"). */
export function sarif(
  findings: readonly Finding[],
  prefix: string,
  { version, fingerprint }: { readonly version: string; readonly fingerprint: (text: string) => string },
): Record<string, unknown> {
  const rules = CHECKS.map(({ name, severity, sentence, manual }) => ({
    id: name,
    shortDescription: { text: sentence },
    fullDescription: { text: manual.replaceAll('\n', ' ') },
    defaultConfiguration: { level: SARIF[severity] },
  }));
  const index = new Map(CHECKS.map(({ name }, at) => [name, at]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cop', semanticVersion: version, rules } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => ({
          ruleId: finding.rule,
          ruleIndex: index.get(finding.rule) ?? -1,
          level: SARIF[finding.severity],
          message: { text: whole(finding) },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: encodedPath(prefix + finding.place.path) },
                region: { startLine: finding.place.line, startColumn: finding.place.column },
              },
            },
          ],
          partialFingerprints: {
            'copFinding/v1': fingerprint(JSON.stringify([finding.rule, finding.place.path, finding.message])),
          },
        })),
      },
    ],
  };
}

/** What a finding says, with what it quotes as code; nobody is called by what stands outside. */
export const messageWords = (message: string): Words[] =>
  prose(message).flatMap((piece) => (typeof piece === 'string' ? uncalled(piece) : [piece]));

/** A finding as an item of a list. */
export const findingWords = (finding: Finding): Words[] => [
  strong(finding.severity),
  ' ',
  { type: 'inlineCode', value: placeText(finding.place) },
  ': ',
  ...messageWords(finding.message),
  ' (',
  { type: 'inlineCode', value: finding.rule },
  ')',
  ...(finding.hint === null ? [] : ['. ', ...messageWords(finding.hint)]),
];

/** Findings as a summary of a job or a comment: nobody is called, and nothing in it is a stranger's Markdown. */
export function findingsMarkdown(findings: readonly Finding[], title = 'cop check'): MarkdownText {
  const items = findings.map(findingWords);
  return printMarkdown(
    root([
      heading(2, title),
      paragraph(`${findingsCount(findings)}.`),
      ...(items.length === 0 ? [] : [bullets(items)]),
    ]),
  );
}
