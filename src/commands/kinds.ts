import * as v from 'valibot';
import { COMMON, KINDS, KIND_NAMES, kindNamed } from '../kinds/index.ts';
import type { Kind } from '../model/kind.ts';
import { kindsManual } from '../render/manual.ts';
import type { Command } from './command.ts';
import { unknown } from './unknown.ts';

export const command: Command = {
  arguments: [{ name: '[kind]', completes: KIND_NAMES, sentence: 'the kind; without one, all of them' }],
  options: [],
  answer: v.strictObject({
    kinds: v.array(
      v.strictObject({
        name: v.string(),
        folder: v.string(),
        sentence: v.string(),
        fields: v.array(
          v.strictObject({
            name: v.string(),
            required: v.boolean(),
            list: v.boolean(),
            sentence: v.string(),
            expected: v.string(),
          }),
        ),
        sections: v.array(v.strictObject({ title: v.string(), question: v.string() })),
      }),
    ),
  }),
  async run(context, [word]) {
    const named = word === undefined ? null : kindNamed(word);
    if (word !== undefined && !named) throw unknown('kind', word, KIND_NAMES);
    const kinds: readonly Kind[] = named ? [named] : KINDS;
    if (!context.json) {
      context.out.text(kindsManual(kinds, COMMON));
      return 0;
    }
    context.out.answer('kinds', {
      kinds: kinds.map(({ name, folder, sentence, fields, sections }) => ({
        name,
        folder,
        sentence,
        fields: Object.entries(fields).map(([field, { required, list, sentence: says, expected }]) => ({
          name: field,
          required,
          list,
          sentence: says,
          expected,
        })),
        sections: sections.map(({ title, question }) => ({ title, question })),
      })),
    });
    return 0;
  },
};
