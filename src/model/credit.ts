/** Somebody who wrote what others commit. */
export interface Credited {
  readonly name: string;
  readonly mail: string;
}

const LONGEST_NAME = 100;

/** An address that can stand between `<` and `>` and be nothing else. */
const MAIL = /^[A-Za-z0-9._%+'[\]-]{1,100}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,200}[A-Za-z0-9])?$/;

/** Whether a mail address can be put on a commit. */
export const isMail = (text: string): boolean => MAIL.test(text);

/** A stranger's name as it can stand in a line of a commit: no line break, no bracket, no control, not without end. */
export function plainName(text: string): string {
  return text
    .slice(0, 4 * LONGEST_NAME)
    .normalize('NFC')
    .replaceAll(/[<>\p{C}\p{Zl}\p{Zp}]/gu, ' ')
    .split(/\s{1,400}/)
    .filter((word) => word !== '')
    .join(' ')
    .slice(0, LONGEST_NAME)
    .trim();
}

/** The line by which git and forges credit a second author; null where the address is none. */
export function coAuthored({ name, mail }: Credited): string | null {
  const plain = plainName(name);
  return plain === '' || !isMail(mail) ? null : `Co-authored-by: ${plain} <${mail}>`;
}

/** Who is meant by `Name <mail>`; null where it is not written so. */
export function creditedFrom(text: string): Credited | null {
  const [, name = '', mail = ''] = /^([^<>\n\r]{1,200})<([^<>\s]{1,300})>$/.exec(text.trim()) ?? [];
  return plainName(name) !== '' && isMail(mail) ? { name: plainName(name), mail } : null;
}
