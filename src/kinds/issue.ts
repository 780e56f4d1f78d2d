import { choice, day, list, optional, reference, required, text, url, word } from '../model/field.ts';
import { defineKind, section } from '../model/kind.ts';

export const issue = defineKind({
  name: 'issue',
  plural: 'issues',
  role: 'thread',
  sentence: 'A problem of practice that a member brings to the others.',
  folder: 'issues',
  id: 'event',
  title: { field: 'title' },
  fields: {
    by: required(reference(['member']), 'who asks'),
    opened: required(day(), 'when it was asked'),
    topics: list(word(), 'what it is about'),
    project: optional(text(), 'the work it came up in'),
    help: optional(choice('ideas', 'experience', 'challenge', 'decision-check'), 'what kind of help is wanted'),
    needed_by: optional(day(), 'when an answer is of no more use'),
    objective: optional(reference(['objective']), 'the objective it has to do with'),
    repeats: optional(reference(['issue']), 'an earlier issue that asked the same'),
    forge: optional(url(), 'where it is discussed on GitHub, GitLab or the like'),
    withdrawn: optional(text(), 'why it is no longer asked'),
  },
  asked: ['topics', 'help'],
  sections: [
    section('Challenge', 'What are you trying to do, and where does it stick?', { asked: true }),
    section('Context', 'What must somebody know who has never seen your project?'),
    section('Already tried', 'What did you try, and what happened?', { optional: true }),
    section('Help wanted', 'What would help most: ideas, experience, a challenge, a check of a decision?', {
      optional: true,
    }),
  ],
});
