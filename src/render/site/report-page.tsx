import { measureAll } from '../../metrics/index.ts';
import { sliders } from '../../metrics/sliders.ts';
import { reportTree } from '../report-markdown.ts';
import type { Building, Drawn } from './building.tsx';
import { Prose } from './parts.tsx';

export function reportPage(building: Building): Drawn {
  const { community, states, show } = building;
  const path = 'report.html';
  const tree = reportTree(measureAll(community, states), sliders(community), community, states.today);
  // The report's links are relative to the root, as those of a page there would be.
  const from = { path: 'REPORT.md' };
  return { path, title: `Maturity of ${community.config.name}`, content: <Prose html={show.html(tree, from, path)} /> };
}
