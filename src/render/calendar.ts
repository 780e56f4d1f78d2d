import ical from 'ical-generator';
import type { Due } from '../compile/due.ts';
import type { Community } from '../model/community.ts';
import type { Day } from '../text/day.ts';
import { foldedLines } from '../text/folded-lines.ts';
import { printable, unbracketed } from '../text/printable.ts';
import type { CalendarText } from '../text/written.ts';
import { addressOf } from './address.ts';
import { promiseWords, whoText } from './promise.ts';

/** An instant of the day, the same in every zone. */
const midnight = (day: Day): string => `${day}T00:00:00Z`;

/**
 * The open promises as an iCalendar file (RFC 5545): one all-day event each, under an identifier that stays the same
 * however often its day moves, so that whoever takes the calendar again has no event twice. A later day has a higher
 * SEQUENCE; the same day and promises give the same bytes.
 */
export function calendar(promises: readonly Due[], community: Community, today: Day): CalendarText {
  const { config } = community;
  // The library escapes every text but this one.
  const name = printable(config.name).replaceAll(/[\\;,]/g, String.raw`\$&`);
  const file = ical({ name, prodId: { company: 'cop', product: 'due', language: 'EN' }, method: 'PUBLISH' as never });
  const end = 'END:VCALENDAR';
  const frame = file.toString().slice(0, -end.length);
  // The library folds a calendar letter by letter, which of thousands of events takes seconds.
  const events = promises.map((one) => {
    const { promise, document, day, command } = one;
    const description = `${whoText(one, community)}: ${command}`;
    const event = file.createEvent({
      id: `${promise}.${printable(document.id)}@cop`,
      start: midnight(day),
      allDay: true,
      stamp: midnight(today),
      sequence: Number(today.replaceAll('-', '')),
      summary: printable(`${promiseWords(one).event}: ${document.title}`),
      description: printable(description),
      transparency: 'TRANSPARENT' as never,
    });
    if (config.site.repositoryUrl !== null) event.url(addressOf(document, config));
    return foldedLines(event.toString());
  });
  return `${unordered(frame + events.join('') + end)}\r\n` as CalendarText;
}

/**
 * The file without what a runner that prints it would take for an order, and the same to whoever reads it as a calendar: a
 * line is folded there, which they undo.
 */
function unordered(file: string): string {
  return unbracketed(file, '\r\n ').replace(
    /(\r\n[^\S\r\n]+)(:{2,})/g,
    (_, start: string, colons: string) => start + colons.split('').join('\r\n '),
  );
}
