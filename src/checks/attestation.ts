import { CONFIG_FILE } from '../model/config-file.ts';
import type { Complaint } from '../model/finding.ts';
import { every } from '../kinds/index.ts';
import { leadsSomewhere } from '../states/attestation.ts';
import { nearest } from '../text/nearest.ts';
import { defineCheck } from './check.ts';

export const attestation = defineCheck(
  'attestation',
  'error',
  'Who attests something is a member, and shows where it can be seen.',
  `Trust, usefulness and identity cannot be computed. Where a level rests on them, a member stands for it in cop.yml:

    report:
      attested:
        risky-problem: {on: 2026-06-01, by: ada, link: backfill-starves-nightly-run-cn2j}

\`on\`, \`by\` and \`link\` belong together: a day, the id of a member, and an id, a path or a web address. It counts for a
year.`,
  'faces',
  function* find(community) {
    const members = every(community, 'member').map(({ id }) => id);
    for (const [id, { on, by, link }] of community.config.report.attested) {
      const complain = (key: string, message: string, hint: string | null): Complaint => ({
        rule: 'attestation',
        place: { path: CONFIG_FILE, ...community.settingAt(['report', 'attested', id, key]) },
        message,
        hint,
      });
      const given = [on, by, link].filter((part) => part !== null).length;
      if (given > 0 && given < 3) {
        const lack = Object.entries({ on, by, link }).flatMap(([key, part]) => (part === null ? [`\`${key}\``] : []));
        yield complain('', `Unexpected half of an attestation, \`${id}\` lacks ${lack.join(' and ')}`, null);
      }
      if (by !== null && !members.includes(by)) {
        const guess = nearest(by, members);
        yield complain(
          'by',
          `Unexpected \`${by}\` as \`by\`, expected the id of a member`,
          guess && `Did you mean \`${guess}\`?`,
        );
      }
      if (link !== null && !leadsSomewhere(link, community))
        yield complain('link', `Unexpected \`${link}\` as \`link\`, expected an id, a path or a web address`, null);
    }
  },
);
