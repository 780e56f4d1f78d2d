import { defineFormat } from './format.ts';
import { broughtAs } from './note.ts';

export const markdown = defineFormat({
  name: 'markdown',
  sentence: 'Markdown, plain or with the front matter of Jekyll, MkDocs, Docusaurus and the like',
  recognises: (_, page) => page !== null,
  read: (_, page, wishes) => {
    if (page === null) return 'it is no Markdown';
    if (page.body.trim() === '' && page.data.size === 0) return 'nothing stands in it';
    return broughtAs(page, wishes.kind ?? 'insight', wishes);
  },
});
