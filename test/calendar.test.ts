import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { promises } from '../src/compile/due.ts';
import { deriveStates } from '../src/states/index.ts';
import { communityOf, demoCommunity, fileOf, today } from './community.ts';
import { calendar } from '../src/render/calendar.ts';
import type { Community } from '../src/model/community.ts';

function written(community: Community, day = today()): string {
  const dated = promises(community, deriveStates(community, day)).filter(({ promise }) => promise !== 'note');
  return calendar(dated, community, day);
}

/** What an independent parser of calendars reads. */
function events(text: string): { uid: string; day: string; summary: string; description: string; sequence: number }[] {
  const root = new ICAL.Component(ICAL.parse(text) as ConstructorParameters<typeof ICAL.Component>[0]);
  return root.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      day: event.startDate.toString(),
      summary: event.summary,
      description: event.description,
      sequence: event.sequence,
    };
  });
}

const strange =
  'A; B, "C" \\ D: 寿司 🍣, so long that it has to be folded more than once, since it goes on and on and on';

const issue = (fields: Readonly<Record<string, string>> = {}): string =>
  fileOf({ title: JSON.stringify(strange), by: 'ada', opened: '2026-11-02', ...fields });

const files = {
  'cop.yml': 'name: "Cooks; bakers, \\\\ and others"\n',
  'members/ada.md': fileOf({ name: '"Ada\\nEND:VEVENT"' }),
  'members/bo.md': fileOf({ name: 'Bo' }),
  'issues/q-k7q2.md': issue(),
};
const advised = {
  ...files,
  'advice/a-m3xp.md': fileOf({ issue: 'q-k7q2', by: 'bo', date: '2026-11-03', follow_up: '2027-01-08' }),
};

describe('the calendar, read back by another’s parser', () => {
  test('has one event for each promise, on its day', () => {
    const community = demoCommunity();
    const open = promises(community, deriveStates(community, today())).filter(({ promise }) => promise !== 'note');
    const found = events(written(community));
    expect(found.map(({ day }) => day)).toEqual(open.map(({ day }) => day));
    expect(new Set(found.map(({ uid }) => uid)).size).toBe(open.length);
    expect(
      found.map(({ summary }) => summary).every((text, index) => text.endsWith(open[index]?.document.title ?? '?')),
    ).toBe(true);
    expect(found.length).toBeGreaterThan(10);
  });

  test('keeps any words, and no word becomes an order', () => {
    const [event, ...others] = events(written(communityOf(files)));
    expect(others).toEqual([]);
    expect(event?.summary).toBe(`Answer awaited: ${strange}`);
    // The parser knows no calendar names, and leaves them as they are written.
    expect(written(communityOf(files))).toContain('\r\nX-WR-CALNAME:Cooks\\; bakers\\, \\\\ and others\r\n');
    const [later] = events(written(communityOf(advised)));
    expect(later?.description).toBe('Ada\\u{a}END:VEVENT: cop followup k7q2');
  });

  test('moves an event and does not double it', () => {
    const moved = {
      ...advised,
      'followups/f-b5nb.md': fileOf({
        issue: 'q-k7q2',
        by: 'ada',
        date: '2026-11-19',
        outcome: 'not-tried',
        next: '2027-02-01',
      }),
    };
    const [before] = events(written(communityOf(advised), today('2026-11-18')));
    const [after] = events(written(communityOf(moved), today('2026-11-20')));
    expect(before).toMatchObject({ uid: 'followup.q-k7q2@cop', day: '2027-01-08' });
    expect(after).toMatchObject({ uid: before?.uid, day: '2027-02-01' });
    expect(after?.sequence).toBeGreaterThan(before?.sequence ?? Infinity);
  });

  test('has lines of 75 octets at most, ended by CRLF', () => {
    const text = written(communityOf(advised));
    const lines = text.split('\r\n');
    expect(lines.at(-1)).toBe('');
    expect(lines.filter((line) => line.includes('\n') || line.includes('\r'))).toEqual([]);
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  });

  test('is a calendar though nothing is promised', () => {
    expect(events(written(communityOf({})))).toEqual([]);
  });
});
