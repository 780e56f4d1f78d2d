import type { ForgeIssue } from '../model/forge-issue.ts';
import { parseDay } from '../text/day.ts';
import type { Day } from '../text/day.ts';
import type { ForgeAddress } from './forge-address.ts';
import { ForgeDoor, PATIENCE, secretFrom } from './forge-door.ts';
import type { Patience, Secret } from './forge-door.ts';

/** A forge, as far as its issues go. Every call may throw a Refusal that says what to do. */
export interface Forge {
  /** One issue by its number; of GitLab, the number within its project. */
  readonly issue: (number: number) => Promise<ForgeIssue>;
  /** Every open issue with a label, all pages of them. */
  readonly issues: (label: string) => Promise<readonly ForgeIssue[]>;
}

/** What a forge is built on. */
export interface ForgeParts {
  readonly address: ForgeAddress;
  readonly door: ForgeDoor;
  readonly secret: Secret | null;
  readonly patience: Patience;
}

/** More pages than this, of a hundred issues each, are no answer that anybody wants. */
export const MOST_PAGES = 100;

/** The variables that may hold a token, by the forge that gets it. */
const VARIABLES = { github: ['GITHUB_TOKEN', 'GH_TOKEN'], gitlab: ['GITLAB_TOKEN', 'CI_JOB_TOKEN'] } as const;

/** The day of a moment as forges write it, in UTC; null where it is none. */
export function dayOfMoment(moment: string): Day | null {
  const time = Date.parse(moment);
  return Number.isNaN(time) ? null : parseDay(new Date(time).toISOString().slice(0, 10));
}

interface Opening {
  readonly patience?: Patience;
  readonly waiting?: (seconds: number, host: string) => void;
}

/** The door to the forge at an address, with the token that the environment holds for it. */
export function openDoor(
  address: ForgeAddress,
  env: NodeJS.ProcessEnv,
  { patience = PATIENCE, waiting = () => {} }: Opening = {},
): ForgeParts {
  const variables = VARIABLES[address.forge];
  const secret = secretFrom(env, variables);
  const door = new ForgeDoor({ api: address.api, secret, variable: variables[0], patience, waiting });
  return { address, door, secret, patience };
}

/** A client of the forge at an address, with the token that the environment holds for it. */
export async function openForge(address: ForgeAddress, env: NodeJS.ProcessEnv, opening: Opening = {}): Promise<Forge> {
  const parts = openDoor(address, env, opening);
  if (address.forge === 'github') {
    const { github } = await import('./github.ts');
    return github(parts);
  }
  const { gitlab } = await import('./gitlab.ts');
  return gitlab(parts);
}
