/** Words for what there should be less of, and what there is when it is not there. */
const INSTEAD: readonly (readonly [RegExp, string])[] = [
  [/\b(?:delays?|delayed|overdue|waiting|too late|too slow)\b/i, 'times when it was there when it was needed'],
  [
    /\b(?:outages?|incidents?|(?<!from )failures?|failing|fails?|broken|crash(?:es|ed)?|alarms?|night calls?)\b/i,
    'days and nights that ran through',
  ],
  [/\b(?:errors?|(?<!from )mistakes?|bugs?|wrong|defects?|rework|bad|poor)\b/i, 'work that was right the first time'],
  [/\b(?:conflicts?|disputes?|blame|blaming|silos?)\b/i, 'times when we carried something together'],
  [/\b(?:complaints?|complain(?:s|ed|ing)?|unhappy|dissatisf\w+)\b/i, 'what people came back to thank us for'],
  [
    /\b(?:turnover|burn-?out|overload(?:ed)?|stress(?:ful|ed)?|understaff\w+|absences?|low morale)\b/i,
    'what made us want to stay',
  ],
  [/\b(?:ignored|unanswered|nobody (?:answers|listens))\b/i, 'times when somebody answered at once'],
  [/\b(?:unclear|confus(?:ed|ing|ion)|chaos|chaotic|messy)\b/i, 'times when everybody knew what to do'],
];

/** Words by which something is to go away, or is missing. */
const AWAY =
  /\b(?:less|fewer|reduc(?:e|es|ed|ing|tion)|avoid(?:s|ed|ing)?|prevent(?:s|ed|ing)?|stop(?:s|ped|ping)?|eliminat(?:e|es|ing)|get(?:ting)? rid of|cut(?:s|ting)? (?:down|costs?|back)|decreas(?:e|es|ing)|no more|lack(?:s|ing)?(?: of)?|problems?|trouble with|solv(?:e|es|ing)|why (?:do|does|is|are|can['’]t|don['’]t|we never)|not enough|too (?:many|much|few|little|long)|never(?!-)|cannot|can['’]t|don['’]t|fix(?:es|ing)?)\b/i;

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
