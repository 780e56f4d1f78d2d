import { parse } from 'csv-parse/sync';

/** Rows of cells, or why there are none. */
export type Rows = { readonly rows: readonly (readonly string[])[] } | { readonly problem: string };

/**
 * Reads comma-separated values as RFC 4180 has them; rows may differ in length, and blank ones are none. A text whose
 * first line has semicolons or tabs and no comma is separated by those, as spreadsheets write it in half of the world.
 */
export function readCsv(text: string): Rows {
  const first = text.split('\n', 1)[0] ?? '';
  const delimiter = first.includes(',') ? ',' : ([';', '\t'].find((sign) => first.includes(sign)) ?? ',');
  try {
    const rows = parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    });
    return { rows };
  } catch (error) {
    return { problem: `Unexpected CSV, expected quotes that close: ${(error as Error).message.slice(0, 120)}` };
  }
}
