import type { Day } from '../text/day.ts';
import { printableJson } from '../text/printable.ts';
import type { JsonText } from '../text/written.ts';

/** One JSON document as `--json` prints it, wherever it goes. */
export const answerText = (kind: string, today: Day, body: Readonly<Record<string, unknown>>): JsonText =>
  `${printableJson({ schemaVersion: 1, kind, asOf: today, ...body })}\n` as JsonText;
