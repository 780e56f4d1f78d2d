import { join } from 'node:path';
import * as v from 'valibot';
import { remembered } from '../checks/known.ts';
import type { Remembered } from '../checks/known.ts';
import { readText } from '../edges/files.ts';
import type { Finding } from '../model/finding.ts';
import type { Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { printableJson } from '../text/printable.ts';
import { counted } from '../text/words.ts';

const USUAL = '.cop/baseline.json';

const Baseline = v.object({
  schemaVersion: v.literal(1),
  findings: v.array(v.strictObject({ rule: v.string(), path: v.string(), message: v.string() })),
});

/** Findings that are known and not to be told again. */
export interface KnownFindings {
  readonly path: string;
  /** Its text; null where there is none yet. */
  readonly text: string | null;
  readonly findings: readonly Remembered[];
}

/** The baseline of a community. @throws Refusal where there is one that cannot be used. */
export function readBaseline(root: string, setting: string | null): KnownFindings {
  const path = setting ?? USUAL;
  const read = readText(join(root, path));
  if (!('text' in read)) {
    const isAbsent = read.code === 'ENOENT' || read.code === 'ENOTDIR';
    if (isAbsent) return { path, text: null, findings: [] };
    throw new Refusal(`${path} cannot be used: ${read.problem}.`);
  }
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(read.text) as unknown;
  } catch {
    // What is no JSON is no baseline either.
  }
  const held = v.safeParse(Baseline, parsed);
  if (!held.success) {
    throw new Refusal(`${path} is no baseline.`, 'Delete it, and `cop check --write-baseline` makes it anew.');
  }
  return { path, text: read.text, findings: held.output.findings };
}

/**
 * The baseline that remembers what is found now. One that is there already only shrinks: what is new is not put into it.
 *
 * @param gone Those of its own findings that nobody finds any more.
 */
export function baselinePlan(known: KnownFindings, found: readonly Finding[], gone: readonly Remembered[]): Plan {
  const lost = new Set(gone);
  const kept = known.findings.filter((one) => !lost.has(one));
  const findings = known.text === null ? found.map(remembered) : kept;
  const text = `${printableJson({ schemaVersion: 1, findings })}\n`;
  const { path } = known;
  const summary = `Remember ${counted(findings.length, 'finding')} in ${path}`;
  if (known.text === null) return { summary, changes: [{ type: 'create', path, text }] };
  return { summary, changes: text === known.text ? [] : [{ type: 'edit', path, before: known.text, after: text }] };
}
