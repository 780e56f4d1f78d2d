import * as v from 'valibot';
import { KIND_NAMES, kindNamed } from '../kinds/index.ts';
import { PAGE } from '../model/document.ts';
import { documentLines, footer } from '../render/documents.ts';
import { DocumentJson, LeftOutList, documentJson, leftOutJson } from '../render/json.ts';
import { deriveStates } from '../states/index.ts';
import { ink, strong } from '../text/ink.ts';
import { counted } from '../text/words.ts';
import type { Command } from './command.ts';
import { SELECTION, selected } from './selecting.ts';

export const command: Command = {
  arguments: [
    { name: '[kind]', completes: [...KIND_NAMES, PAGE], sentence: `one of ${KIND_NAMES.join(', ')}; or page` },
  ],
  options: SELECTION,
  answer: v.strictObject({ documents: v.array(DocumentJson), leftOut: LeftOutList }),
  examples: ['cop list issues --state overdue', 'cop list --where topics=gtfs --since 2026-01-01'],
  async run(context, [word], options) {
    const community = context.community();
    const states = deriveStates(community, context.today);
    const found = selected(community, states, word, options);
    if (context.json) {
      const documents = found.map((document) => documentJson(document, states));
      context.out.answer('list', { documents, leftOut: leftOutJson(community) });
      return 0;
    }
    const kinds = [...new Set(found.map(({ kind }) => kind))].sort((a, b) => order(a) - order(b));
    for (const kind of kinds) {
      if (kinds.length > 1) context.out.line(strong(ink`${kindNamed(kind)?.plural ?? 'pages'}`));
      context.out.lines(
        documentLines(
          found.filter((document) => document.kind === kind),
          states,
          context.width,
        ),
      );
    }
    const pages = community.byKind.get(PAGE)?.length ?? 0;
    const besides = word === undefined && pages > 0 ? ` (and ${counted(pages, 'page')}: cop list pages)` : '';
    footer(`${counted(found.length, 'document')}${besides}`, community, states).forEach(context.say);
    return 0;
  },
};

function order(kind: string): number {
  const index = (KIND_NAMES as readonly string[]).indexOf(kind);
  return index < 0 ? KIND_NAMES.length : index;
}
