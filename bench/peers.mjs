// Other programs on the same documents, where they are installed: none of them is a dependency. Those of Node are found in a
// folder of their own (`npm install --prefix /tmp/peers @11ty/eleventy markdownlint-cli2`, then COP_BENCH_PEERS=/tmp/peers)
// or on the PATH.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { said } from './process.mjs';

const found = (name) => {
  const own = join(process.env.COP_BENCH_PEERS ?? '/tmp/peers', 'node_modules/.bin', name);
  return existsSync(own) ? own : name;
};

/** The programs that are there, with what each calls its version. */
export async function peersHere() {
  const asked = { hugo: 'version', eleventy: '--version', 'markdownlint-cli2': '--help' };
  const entries = await Promise.all(
    Object.entries(asked).map(async ([name, word]) => {
      const command = found(name);
      const told = await said(command, word);
      const version = told === null ? null : (/v?\d+\.\d+\.\d+/.exec(told)?.[0] ?? told.split('\n', 1)[0]);
      return [name, told === null ? null : { command, version }];
    }),
  );
  return Object.fromEntries(entries);
}

const HUGO = `title = "Bench"
baseURL = "/"
disableKinds = ["RSS"]
[markup.highlight]
noClasses = false
[outputs]
home = ["HTML", "JSON"]
[taxonomies]
topic = "topics"
`;
const FRAME = (main) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body><nav><a href="/">Home</a></nav><main>${main}</main></body></html>\n`;

/** What Hugo puts pages into: a page with its text, lists of pages, and all words of all pages as JSON, to be searched. */
const LAYOUTS = {
  'single.html': FRAME('<h1>{{ .Title }}</h1>{{ .Content }}'),
  'list.html': FRAME(
    '<h1>{{ .Title }}</h1>{{ range .Pages }}<p><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>{{ end }}',
  ),
  'index.json':
    '[{{ range $index, $page := .Site.RegularPages }}{{ if $index }},{{ end }}{{ dict "title" .Title "url" .RelPermalink "text" .Plain | jsonify }}{{ end }}]',
};

const ELEVENTY = `module.exports = () => ({ dir: { input: 'content', output: 'public' }, templateFormats: ['md'], markdownTemplateEngine: false });\n`;

/** The bodies of a community with front matter that any generator can read, laid out for one of them. */
export function makePeerSite(name, root, to) {
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.md') || path.startsWith('.git') || path.startsWith('_site')) continue;
    const text = readFileSync(join(root, path), 'utf8');
    const end = text.startsWith('---\n') ? text.indexOf('\n---\n', 4) : -1;
    const front = text.slice(0, Math.max(0, end));
    const title = /^(?:title|name): (.*)$/m.exec(front)?.[1] ?? path;
    const topics = /^topics: \[(.*)\]$/m.exec(front)?.[1]?.split(', ') ?? [];
    const target = join(to, 'content', path);
    mkdirSync(dirname(target), { recursive: true });
    const fields = `title: ${JSON.stringify(title)}\ntopics: ${JSON.stringify(topics)}\n`;
    writeFileSync(target, `---\n${fields}---\n${end < 0 ? text.replace(/^---\n/, '') : text.slice(end + 5)}`);
  }
  if (name === 'hugo') {
    writeFileSync(join(to, 'hugo.toml'), HUGO);
    mkdirSync(join(to, 'layouts/_default'), { recursive: true });
    for (const [file, layout] of Object.entries(LAYOUTS)) writeFileSync(join(to, 'layouts/_default', file), layout);
  } else writeFileSync(join(to, '.eleventy.js'), ELEVENTY);
}
