import { adr } from './adr.ts';
import { csv } from './csv.ts';
import { faq } from './faq.ts';
import type { Format } from './format.ts';
import { incident } from './incident.ts';
import { issues } from './issues.ts';
import { markdown } from './markdown.ts';

/** Every format that can be brought along. The first that recognises a file reads it. */
export const FORMATS: readonly Format[] = [issues, csv, adr, faq, incident, markdown];

export const FORMAT_NAMES: readonly string[] = FORMATS.map(({ name }) => name);
