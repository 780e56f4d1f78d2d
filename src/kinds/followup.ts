import { choice, day, list, optional, reference, required } from '../model/field.ts';
import { defineKind, section } from '../model/kind.ts';

export const OUTCOMES = ['worked', 'partly', 'did-not-work', 'not-tried', 'unknown'] as const;

export const followup = defineKind({
  name: 'followup',
  plural: 'followups',
  role: 'thread',
  sentence: 'How it turned out: what was tried, what worked and what did not.',
  folder: 'followups',
  id: 'event',
  title: { field: 'title', otherwise: 'Follow-up on “{issue}”' },
  fields: {
    issue: required(reference(['issue']), 'the issue it reports on'),
    by: required(reference(['member']), 'who reports'),
    date: required(day(), 'when it was reported'),
    outcome: required(choice(...OUTCOMES), 'how it turned out'),
    tried: list(reference(['advice']), 'the advice that was tried'),
    thanks: list(reference(['member']), 'whom to thank'),
    next: optional(day(), 'when to look again'),
  },
  asked: ['tried', 'thanks', 'next'],
  silent: { field: 'outcome', values: ['not-tried'] },
  sections: [
    section('What we did', 'What did you do, and in what situation?', { asked: true }),
    section('What worked', 'What turned out well?', { asked: true, optional: true }),
    section('What did not', 'What did not, or not yet?', { asked: true, optional: true }),
    section('What we learned', 'What would you tell somebody with the same problem?', { asked: true }),
  ],
});
