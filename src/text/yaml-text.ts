/** Words that some YAML reader takes for something other than text. */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;
const PLAIN = /^\p{L}[\p{L}\p{N}\p{M} _./()'"“”‘’–—…,?!;+=%&-]*$/u;
// oxlint-disable-next-line no-control-regex -- these are the characters to escape
const HIDDEN = /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;

/** A text as a YAML scalar that YAML 1.1 and 1.2 readers read back as that text, quoted only where it must be. */
export function yamlText(text: string): string {
  if (PLAIN.test(text) && text === text.trim() && !RESERVED.test(text)) return text;
  return JSON.stringify(text).replace(
    HIDDEN,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
