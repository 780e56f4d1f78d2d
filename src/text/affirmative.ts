/** Words for what there should be less of, and what there is when it is not there. */
const INSTEAD: readonly (readonly [RegExp, string])[] = [
  [/\b(?:late|delays?|delayed|slow|waiting|overdue)\b/i, 'times when it was there when it was needed'],
  [
    /\b(?:outages?|incidents?|failures?|failing|fails?|broken|breaks?|crash\w*|alarms?|night calls?)\b/i,
    'days and nights that ran through',
  ],
  [/\b(?:errors?|mistakes?|bugs?|wrong|defects?|rework)\b/i, 'work that was right the first time'],
  [/\b(?:conflicts?|disputes?|blame|blaming|silos?)\b/i, 'times when we carried something together'],
  [/\b(?:complaints?|complain\w*|unhappy|dissatisf\w*)\b/i, 'what people came back to thank us for'],
  [/\b(?:turnover|leaving|quit\w*|burn-?out|overload\w*|stress\w*)\b/i, 'what made us want to stay'],
  [/\b(?:ignored|unanswered|silence|silent|alone)\b/i, 'times when somebody answered at once'],
  [/\b(?:unclear|confus\w*|chaos|chaotic|mess\w*)\b/i, 'times when everybody knew what to do'],
];

/** Words by which something is to go away, or is missing. */
const AWAY =
  /\b(?:less|fewer|reduc\w+|avoid\w*|prevent\w*|stop(?:ping)?|eliminat\w+|no more|without|lack(?:ing)? of|lack|problems? (?:with|of)|trouble with|why (?:do|does|is|are|can't|don't|we never)|not enough|too (?:many|much|few|little|late|slow|long)|never|cannot|can't|don't|fix(?:ing)?)\b/i;

/**
 * A hint how to say the topic of an appreciative inquiry as something to grow; null where it is said so, as far as its words
 * tell. English only, and by its words: “nights without alarms” is taken for a problem, too, and may stay.
 */
export function reframed(topic: string): string | null {
  const instead = INSTEAD.find(([word]) => word.test(topic))?.[1];
  if (instead === undefined && !AWAY.test(topic)) return null;
  return instead === undefined
    ? 'Ask for what there is when it goes well: “When was it at its best, and what made it so?”'
    : `Ask for its other side: “${instead}”.`;
}
