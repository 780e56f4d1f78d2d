import { fromReading } from './check.ts';

export const singleValue = fromReading(
  'single-value',
  'info',
  'A list is written as a list.',
  `\`topics: gtfs\` is read as \`topics: [gtfs]\`. It is told because \`topics: gtfs, delays\` would be one topic with a
comma in it, which is hardly ever what was meant.`,
);
