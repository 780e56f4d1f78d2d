import { reportOf } from '../../metrics/report.ts';
import type { Past, Report } from '../../metrics/report.ts';
import { once } from '../../text/once.ts';
import type { Piece } from '../pieces.ts';
import { reportPieces } from '../report/report.ts';
import type { Building, Drawn } from './building.tsx';
import { compiledPage } from './compiled-page.tsx';

export function reportPage(building: Building, past: () => readonly Past[]): Drawn {
  const { community, states } = building;
  const report = once((): Report => reportOf(community, states, { past: past() }));
  // The nodes of a page are fitted to it in place: each drawing has its own.
  const pieces = (): Piece[] => reportPieces(report());
  return compiledPage(building, 'report.html', `Maturity of ${community.config.name}`, pieces, 'report');
}
