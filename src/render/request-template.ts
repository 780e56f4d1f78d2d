import { KINDS } from '../kinds/index.ts';
import { withArticle } from '../model/field.ts';
import type { Kind } from '../model/kind.ts';
import { capitalised, listed } from '../text/words.ts';

/** What a reviewer looks for in a note, by its kind. */
function noteLine({ name, sections }: Kind): string {
  const wanted = sections.filter(({ optional }) => !optional).map(({ title }) => title.toLowerCase());
  return `- [ ] ${capitalised(withArticle(name))} says ${listed(wanted)}`;
}

/** What a pull request or merge request is to say, with what `cop review` then looks at, read off the kinds. `branch` is what it is to be merged into. */
export function requestTemplate(branch: string): string {
  const notes = (KINDS as readonly Kind[]).filter(({ role }) => role === 'note');
  return `## What this brings

<!-- Which problem, loop or learning is it about? Name documents by their ids: a reviewer finds them with \`cop show\`. -->

## Before it is merged

<!-- \`cop check\` and \`cop review --since ${branch}\` say most of this; strike out what does not apply. -->

- [ ] \`cop check\` finds nothing new
${notes.map(noteLine).join('\n')}
- [ ] Each note says in \`from\` what it rests on
- [ ] A failure asks what happened, and not who did it
- [ ] What is for everybody (\`audience: public\`) names nobody
`;
}
