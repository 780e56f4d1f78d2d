import * as v from 'valibot';
import { findings } from '../checks/index.ts';
import { review } from '../compile/review.ts';
import type { Review } from '../compile/review.ts';
import { unknownChanges } from '../edges/history.ts';
import { openSince } from '../edges/revision.ts';
import type { Document } from '../model/document.ts';
import { Refusal } from '../model/refusal.ts';
import { CitedJson, LeftOutList, citedJson, leftOutJson } from '../render/json.ts';
import { reviewComment, reviewTree } from '../render/review.ts';
import { deriveStates } from '../states/index.ts';
import { FindingJson } from './check.ts';
import type { Command } from './command.ts';
import { caused, circumstances } from './judging.ts';
import { KNOWN } from './known.ts';

const Cited = v.array(CitedJson);
const cited = (documents: readonly Document[]) => documents.map(citedJson);

const answer = v.strictObject({
  since: v.string(),
  added: Cited,
  changed: Cited,
  removed: Cited,
  notes: v.array(
    v.strictObject({
      note: CitedJson,
      points: v.array(v.strictObject({ what: v.string(), open: v.nullable(v.string()) })),
    }),
  ),
  turns: v.array(v.strictObject({ document: CitedJson, before: v.string(), now: v.string() })),
  closed: Cited,
  kept: v.array(v.strictObject({ promise: v.string(), document: CitedJson })),
  suspects: Cited,
  findings: v.array(FindingJson),
  /** In the order of their names: nobody is ranked. */
  suggested: v.array(v.strictObject({ member: v.string(), because: v.string() })),
  leftOut: LeftOutList,
});

function json(told: Review): Omit<v.InferOutput<typeof answer>, 'since' | 'leftOut'> {
  return {
    added: cited(told.added),
    changed: cited(told.changed),
    removed: cited(told.removed),
    notes: told.notes.map(({ note, points }) => ({
      note: citedJson(note),
      points: points.map(({ what, open }) => ({ what, open })),
    })),
    turns: told.turns.map(({ document, before, now }) => ({ document: citedJson(document), before, now })),
    closed: cited(told.closed),
    kept: told.kept.map(({ promise, document }) => ({ promise, document: citedJson(document) })),
    suspects: cited(told.suspects),
    findings: told.findings.map(({ place, ...rest }) => ({ ...rest, ...place })),
    suggested: told.suggested.map(({ member, because }) => ({ member: member.id, because })),
  };
}

export const command: Command = {
  arguments: [],
  options: [
    { flags: '--since <ref>', sentence: 'the revision that the branch is to be merged into, such as origin/main' },
  ],
  answer,
  examples: ['cop review --since origin/main', 'cop review --since origin/main | gh pr comment --body-file -'],
  async run(context, _words, options) {
    const ref = options['since'];
    if (typeof ref !== 'string') {
      throw new Refusal('Since when?', '`cop review --since origin/main` tells what the branch changes.');
    }
    const since = openSince(context.root(), context.env, KNOWN, ref);
    const community = context.everything();
    const now = { community, states: deriveStates(community, context.today) };
    const before = since.community && {
      community: since.community,
      states: deriveStates(since.community, context.today),
    };
    const untold = unknownChanges(context.root(), context.env);
    const found = caused(context, findings(community, circumstances(context, untold)), since);
    const former = new Map(since.renames.map(({ before: was, path }) => [path, was]));
    const told = review(now, before, former, found);
    const commit = since.commit.slice(0, 10);
    if (context.json) {
      context.out.answer('review', { since: since.commit, ...json(told), leftOut: leftOutJson(community) });
    } else {
      context.out.text(reviewComment(reviewTree(told, community, { today: context.today, since: commit })));
    }
    return 0;
  },
};
