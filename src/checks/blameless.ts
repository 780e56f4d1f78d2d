import { every } from '../kinds/index.ts';
import { aboutText, defineCheck } from './check.ts';

/** Words that ask who, where a failure note asks what. English only. */
const WHO =
  /\b(?:(?:whose|his|her|their|\w+[’']s) (?:fault|carelessness|negligence|incompetence|sloppiness)|fault of|to blame|blame(?:d|s)? (?:on|for)|should have known|careless(?:ly|ness)?|negligen(?:t|tly|ce)|incompeten(?:t|ce)|sloppy|stupid(?:ly|ity)?|lazy|failed to do (?:his|her|their) job|human error|forgot to|did ?n[’']t bother)\b/i;

export const blameless = defineCheck(
  'blameless',
  'info',
  'A failure note asks what, and not who.',
  `People tell of failures where they are not judged by them. What was done made sense to whoever did it: say what they saw
and what the tools and rules made likely. Instead of “forgot to restart it”: “nothing showed that it had stopped”. This is a
hint about words; whether they fit is for the writer to say.`,
  'text',
  function* find(community) {
    for (const note of every(community, 'failure')) {
      for (const { line, text } of aboutText(note)) {
        const found = WHO.exec(text);
        if (!found) continue;
        yield {
          rule: 'blameless',
          place: { path: note.path, line, column: found.index + 1 },
          message: `Unexpected “${found[0]}”, expected what happened and why it made sense`,
          hint: null,
        };
      }
    }
  },
);
