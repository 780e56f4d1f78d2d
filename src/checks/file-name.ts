import type { Complaint } from '../model/finding.ts';
import { grouped } from '../text/grouped.ts';
import { defineCheck } from './check.ts';

/** Names that Windows keeps for devices, whatever their ending. */
const DEVICES = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?$/i;
// oxlint-disable-next-line no-control-regex -- these are the characters that Windows refuses
const REFUSED = /[<>:"|?*\\\u0000-\u001f]/;
/** Windows opens paths of 260 characters, of which the folder above takes some. */
const LONGEST = 200;

function problemWith(path: string): string | null {
  const steps = path.split('/');
  const device = steps.find((step) => DEVICES.test(step));
  if (device !== undefined) return `name \`${device}\`, which Windows keeps for a device`;
  const refused = steps.find((step) => REFUSED.test(step));
  if (refused !== undefined) return `character in \`${refused}\` that Windows refuses`;
  const cut = steps.find((step) => /[. ]$/.test(step));
  if (cut !== undefined) return `name \`${cut}\` with a dot or space at its end, which Windows cuts off`;
  return path.length > LONGEST ? `path of ${path.length} characters` : null;
}

export const fileName = defineCheck(
  'file-name',
  'error',
  'Every file can be checked out on every system.',
  `Members have Macs, Linux and Windows. A file whose name is a device there, holds a character that is refused, or differs
from another only by case or by how an accent is written, cannot be checked out by some of them, or replaces the other.`,
  'faces',
  function* find(community) {
    const complain = (path: string, message: string): Complaint => ({
      rule: 'file-name',
      place: { path, line: 1, column: 1 },
      message,
      hint: null,
    });
    for (const path of community.files) {
      const problem = problemWith(path);
      if (problem !== null) yield complain(path, `Unexpected ${problem}, expected one that every system takes`);
    }
    for (const same of grouped([...community.files], (path) => [path.normalize('NFC').toLowerCase()]).values()) {
      const [first, ...others] = [...same].sort();
      for (const other of others) {
        yield complain(other, `Unexpected name that some systems take for ${first}, expected one that differs by more`);
      }
    }
  },
);
