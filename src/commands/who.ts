import { meant } from '../compile/reference.ts';
import { gitUser } from '../edges/git.ts';
import { every } from '../kinds/index.ts';
import type { Community } from '../model/community.ts';
import { Refusal } from '../model/refusal.ts';
import { slug } from '../text/slug.ts';
import type { Context } from './command.ts';

/** What to do where it is not known who is asking. */
export const SAY_WHO =
  'git’s user.name is no member here: give --by, set COP_MEMBER, or start with `cop new member "Your Name"`.';

/** @throws Refusal that says where the name came from. */
function memberBy(said: string, community: Community): string {
  try {
    return meant(community, said, ['member']).id;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(`COP_MEMBER: ${error.message}`, error.instead);
  }
}

/** The member that git's user is, by name; COP_MEMBER says it outright. */
export function me(context: Context, community: Community): string | null {
  const said = context.env['COP_MEMBER'];
  if (said) return memberBy(said, community);
  const members = every(community, 'member');
  const name = gitUser(context.root(), context.env);
  if (name === null) return null;
  const found = members.find(({ title }) => title.toLowerCase() === name.toLowerCase());
  return (found ?? members.find(({ id }) => id === slug(name)))?.id ?? null;
}
