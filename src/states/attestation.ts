import type { Community } from '../model/community.ts';

/** Whether somebody who follows what an attestation points to gets to see something: an id, a path or a web address. */
export function leadsSomewhere(link: string, community: Community): boolean {
  return /^https?:\/\//i.test(link) || community.byId.has(link) || community.files.has(link);
}
