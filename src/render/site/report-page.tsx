import type { Report } from '../../metrics/report.ts';
import type { Piece } from '../pieces.ts';
import { reportPieces } from '../report/report.ts';
import type { Building, Drawn } from './building.tsx';
import { compiledPage } from './compiled-page.tsx';

export function reportPage(building: Building, report: () => Report): Drawn {
  const { community } = building;
  // The nodes of a page are fitted to it in place: each drawing has its own.
  const pieces = (): Piece[] => reportPieces(report());
  return compiledPage(building, 'report.html', `Maturity of ${community.config.name}`, pieces, 'report');
}
