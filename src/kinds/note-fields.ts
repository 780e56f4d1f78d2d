import { choice, day, flag, list, optional, reference, required, span, word } from '../model/field.ts';

/** The fields that everything has which is kept, reviewed and cited. */
export const kept = {
  draft: optional(flag(), 'whether it is still being written'),
  topics: list(word(), 'what it is about'),
  owner: optional(reference(['member']), 'who keeps it true'),
  audience: optional(choice('community', 'public'), 'who may read it; the community, unless said otherwise'),
  reviewed: optional(day(), 'when it was last read again and found true'),
  review_in: optional(span(), 'how long it may go without being read again'),
};

/** The fields that cases, failures, insights and summaries share. */
export const noteFields = {
  by: required(reference(['member']), 'who wrote it down'),
  date: required(day(), 'when it was written'),
  from: list(reference('any'), 'the issues, advice, follow-ups or notes it rests on'),
  supersedes: optional(reference(['case', 'failure', 'insight', 'summary']), 'the note that it takes the place of'),
  ...kept,
};
