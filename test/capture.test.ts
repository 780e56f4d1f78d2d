import { describe, expect, test } from 'vitest';
import { agendaMarkdown } from '../src/render/session.ts';
import { nameless } from '../src/render/nameless.ts';
import { readSheet } from '../src/read/sheet.ts';
import { PROTOCOLS, lengthOf } from '../src/compile/protocols.ts';
import { cast } from '../src/compile/session.ts';
import { every } from '../src/kinds/index.ts';
import { communityOf, demoCommunity, fileOf, today } from './community.ts';

const people = communityOf({
  'members/zoe-lindqvist.md': fileOf({ name: 'Zoë Lindqvist', aliases: '[zl]' }),
  'members/bo.md': fileOf({ name: 'Bo Li' }),
  'members/may.md': fileOf({ name: 'May O’Hara (ops)' }),
});

describe('names are taken out of what is learned', () => {
  test.each([
    ['Zoë told me. Then Lindqvist left.', 'A colleague told me. Then a colleague left.'],
    ['Ask Zoë Lindqvist’s team', 'Ask a colleague’s team'],
    ['@zoe-lindqvist and zl', 'A colleague and a colleague'],
    ['Zoëlle and Bolivia stay, so does both', 'Zoëlle and Bolivia stay, so does both'],
    ['Bo Li said. Bo is two letters and stays', 'A colleague said. Bo is two letters and stays'],
    ['write to zoe@example.org!', 'write to an address!'],
    ['$& (ops) stays', '$& (ops) stays'],
  ])('%s', (text, expected) => expect(nameless(people).text(text)).toBe(expected));

  test('and told, so that somebody reads it again', () => {
    const without = nameless(people);
    without.text('Zoë, Zoë and @bo');
    expect(without.taken()).toEqual(['Zoë', 'bo']);
  });

  test('and nothing is taken where there is nobody', () => {
    expect(nameless(communityOf({})).text('Zoë stays')).toBe('Zoë stays');
  });
});

const community = demoCommunity();

describe('a session', () => {
  test.each(PROTOCOLS.map((protocol) => [protocol.name, protocol] as const))(
    '%s has its parts filled and its sheet read back',
    (_, protocol) => {
      for (const issue of every(community, 'issue')) {
        const filled = cast(issue, protocol, community, [], today());
        const all = [filled.asker, filled.facilitator, ...filled.advisers].filter((one) => one !== null);
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
        expect(filled.advisers.length).toBeLessThanOrEqual(protocol.most);
        expect(filled.advisers.some(({ fields }) => fields.left !== null && fields.left <= today())).toBe(false);
        const sheet = agendaMarkdown(
          { issue, protocol, people: filled, begins: 840, askAgain: today('2027-01-04') },
          community,
        );
        // As printed, nobody has said anything yet.
        expect(readSheet(sheet)).toEqual({ noted: [], askAgain: '2027-01-04' });
        const said = filled.advisers.reduce(
          (text, { title }) => text.replace(`### ${title}:`, `### ${title}: Do *this*\n\nAnd that.`),
          sheet,
        );
        expect(readSheet(said).noted.map(({ who, title, advice }) => [who, title, advice])).toEqual(
          filled.advisers.map(({ title }) => [title, 'Do *this*', 'And that.']),
        );
      }
    },
  );

  test('lasts as long as its steps', () => {
    expect(PROTOCOLS.map((protocol) => [protocol.name, lengthOf(protocol)])).toEqual([
      ['case-clinic', 60],
      ['peer-assist', 90],
      ['troika', 15],
    ]);
  });

  test('says how many are missing', () => {
    const [issue] = every(community, 'issue');
    const [clinic] = PROTOCOLS;
    if (!issue || !clinic) throw new Error('nothing to try it on');
    expect(cast(issue, clinic, community, ['zoe-lindqvist'], today())).toMatchObject({ missing: 1, facilitator: null });
  });
});
