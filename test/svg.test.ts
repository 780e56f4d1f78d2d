import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isActiveSvg } from '../src/text/svg.ts';
import { folderWith, repository, run } from './world.ts';

const svg = (inside: string, attributes = ''): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`;

describe('an SVG', () => {
  test.each([
    svg('<script>alert(1)</script>'),
    svg('<svg:script xmlns:svg="http://www.w3.org/2000/svg">x</svg:script>'),
    svg('', 'onload="alert(1)"'),
    svg('<rect\nonclick = "x"/>'),
    svg('<a href="javascript:alert(1)"><text>x</text></a>'),
    svg('<a xlink:href="&#106;avascript:alert(1)"/>'),
    svg('<set attributeName="onclick" to="x"/>'),
    svg('<animate attributeName="href" values="x"/>'),
    svg('<foreignObject><iframe src="x"/></foreignObject>'),
    svg('<use href="data:text/html,x"/>'),
    '<!DOCTYPE svg [<!ENTITY x "y">]><svg/>',
    '<?xml-stylesheet href="x.xsl"?><svg/>',
  ])('that could run something is told: %s', (text) => {
    expect(isActiveSvg(text)).toBe(true);
  });

  test.each([
    svg('<circle r="4"/><text>Come on = go; an onion</text>'),
    svg('<style>.a{fill:red}</style><g class="a" id="on"><title>Script of a play</title></g>'),
    svg('<a href="https://example.org/x?a=1&amp;b=2"><text>a</text></a>'),
  ])('that only shows something is not: %s', (text) => {
    expect(isActiveSvg(text)).toBe(false);
  });

  test('that could run something is not copied into a site, and whoever builds it is told', async () => {
    const root = repository(
      folderWith({
        'cop.yml': 'name: X\n',
        'a.md': '# A\n\n![evil](evil.svg) ![good](good.svg)\n',
        'evil.svg': svg('<script>alert(1)</script>'),
        'good.svg': svg('<circle r="4"/>'),
      }),
    );
    const { err } = await run(['site', 'build'], { cwd: root });
    expect(err).toContain('Not copied: evil.svg: Unexpected script in an SVG, expected a picture.');
    expect(readFileSync(join(root, '_site/files/good.svg'), 'utf8')).toContain('circle');
    expect(() => readFileSync(join(root, '_site/files/evil.svg'))).toThrow(/ENOENT/);
  });
});
