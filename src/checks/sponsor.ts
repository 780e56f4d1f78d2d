import { every } from '../kinds/index.ts';
import { isPresent } from '../kinds/member.ts';
import { lastByDay } from '../model/document.ts';
import { aboutField, defineCheck } from './check.ts';

export const sponsor = defineCheck(
  'sponsor',
  'warn',
  'Who sponsors the community is a member, has that role, and is still there.',
  `The sponsor says why the community exists and answers for it to the organisation: without one it lives on goodwill. The
sponsor has a document in members/ with \`roles: [sponsor]\`. Where another person took over, change \`sponsor\` and read the
vision again with them, or write purpose and vision anew: the last of each is looked at.`,
  'faces',
  function* find(community, { today }) {
    const purpose = lastByDay(every(community, 'purpose'));
    const vision = lastByDay(every(community, 'vision'));
    const heard = vision?.fields.co_created_with.sponsor ?? null;
    const named = [
      ...(purpose ? [{ document: purpose, id: purpose.fields.sponsor, path: ['sponsor'] }] : []),
      ...(vision && heard !== null ? [{ document: vision, id: heard, path: ['co_created_with', 'sponsor'] }] : []),
    ];
    const members = new Map(every(community, 'member').map((member) => [member.id, member]));
    for (const { document, id, path } of named) {
      const member = members.get(id);
      // That nobody has that id is a finding of \`reference\`.
      if (!member) continue;
      if (!isPresent(member.fields, today)) {
        const message = `Unexpected \`${id}\` as the sponsor, who left on ${member.fields.left}, expected one who is there`;
        yield aboutField('sponsor', document, path, message);
      } else if (!member.fields.roles.includes('sponsor')) {
        const message = `Unexpected \`${id}\` as the sponsor, expected a member with \`roles: [sponsor]\``;
        yield aboutField('sponsor', document, path, message, `${member.path} says which roles it is.`);
      }
    }
  },
);
