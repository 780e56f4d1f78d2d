import type { Finding } from '../model/finding.ts';
import { placeText } from '../model/place.ts';
import { bad, care, faint, ink, name } from '../text/ink.ts';
import type { Ink } from '../text/ink.ts';
import { counted } from '../text/words.ts';

const TONES = { error: bad, warn: care, info: faint } as const;

/** One line a finding, in the form that editors and terminals make clickable, and its hint below it. */
export function findingLines(findings: readonly Finding[]): Ink[] {
  return findings.flatMap(({ place, severity, message, rule, hint }) => [
    ink`${name(placeText(place))}: ${TONES[severity](severity)}: ${message} ${faint(`[${rule}]`)}`,
    ...(hint === null ? [] : [ink`    ${hint}`]),
  ]);
}

export function findingsCount(findings: readonly Finding[]): string {
  const count = (severity: Finding['severity']): number => findings.filter((one) => one.severity === severity).length;
  if (findings.length === 0) return 'Nothing found';
  return `${counted(count('error'), 'error')}, ${counted(count('warn'), 'warning')}, ${count('info')} for your information`;
}
