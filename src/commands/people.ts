import { nameOnly } from '../adopt/keys.ts';
import { every } from '../kinds/index.ts';
import { member } from '../kinds/member.ts';
import type { Community } from '../model/community.ts';
import type { Creation } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import { sameName } from '../plans/init.ts';
import { documentText } from '../plans/scaffold.ts';
import { folderOf } from '../read/placement.ts';
import { slug } from '../text/slug.ts';

/** Members by what they are called elsewhere; those that are missing are made. */
export class People {
  private readonly ids = new Map<string, string>();
  private readonly fresh = new Map<string, { readonly name: string; readonly about: string }>();
  private readonly community: Community;

  /**
   * @param said Ids of members by names, as a mapping has them.
   * @throws Refusal where one of those is no member.
   */
  constructor(community: Community, said: ReadonlyMap<string, string>) {
    this.community = community;
    for (const { id, title, aliases } of every(community, 'member')) {
      for (const called of [title, id, ...aliases]) {
        if (!this.ids.has(sameName(called))) this.ids.set(sameName(called), id);
      }
    }
    for (const [name, words] of said) {
      const known = community.byId.get(words);
      if (known?.kind !== 'member') {
        throw new Refusal(
          `The mapping takes ${name} for \`${words}\`, which is no member.`,
          `\`cop new member\` makes one.`,
        );
      }
      this.ids.set(sameName(name), known.id);
    }
  }

  /** The id of whoever is called that; made a member where nobody is. */
  idOf(written: string, about = 'Came with what was brought along from elsewhere.'): string {
    const name = nameOnly(written).replace(/^@/, '') || written;
    const known = this.ids.get(sameName(name) || name) ?? this.begun(name);
    if (known !== undefined) return known;
    const stem = slug(name);
    let id = stem;
    for (let count = 2; this.isTaken(id); count += 1) id = `${stem}-${count}`;
    this.ids.set(sameName(name) || name, id);
    this.fresh.set(id, { name: name.slice(0, 120), about });
    return id;
  }

  /** The one member whose name begins with a word alone, as everywhere a beginning will do. */
  private begun(name: string): string | undefined {
    if (/\s/.test(name.trim())) return undefined;
    const found = every(this.community, 'member').filter(({ id }) => id.startsWith(`${slug(name)}-`));
    return found.length === 1 ? found[0]?.id : undefined;
  }

  private isTaken(id: string): boolean {
    return this.fresh.has(id) || this.community.byId.has(id) || this.community.leftOut.some((one) => one.id === id);
  }

  /** The files of those who are not members yet, but are named. */
  files(isWanted: (id: string) => boolean): Creation[] {
    const folder = folderOf(member, this.community.config);
    return [...this.fresh].flatMap(([id, { name, about }]): Creation[] => {
      if (!isWanted(id)) return [];
      const given = { kind: member, title: name, fields: new Map(), sections: new Map(), body: `## About\n\n${about}` };
      return [{ type: 'create', path: `${folder}/${id}.md`, text: documentText(given) }];
    });
  }
}
