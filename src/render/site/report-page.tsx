import type { Root } from 'mdast';
import { measureAll } from '../../metrics/index.ts';
import { sliders } from '../../metrics/sliders.ts';
import { reportTree } from '../report-markdown.ts';
import type { Building, Drawn } from './building.tsx';
import { treePage } from './tree-page.tsx';

export function reportPage(building: Building): Drawn {
  const { community, states } = building;
  const tree = (): Root => reportTree(measureAll(community, states), sliders(community), community, states.today);
  return treePage(building, 'report.html', `Maturity of ${community.config.name}`, tree, 'report');
}
