// What other people wrote and dist/ holds: their licence notices, and a bill of materials (CycloneDX 1.6). Both are told
// from what esbuild says that it bundled, so that a package cannot be forgotten, and neither holds a day, a path of this
// machine or anything else that would differ between two builds of the same sources.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Packages that name their licence in prose only, or keep no text of it: by whom, and where it is said. */
const SAID_ELSEWHERE = {
  'format@0.2.2': {
    licence: 'MIT',
    notice: 'Copyright 2010 - 2014 Sami Samhuri sami@samhuri.net (MIT; from its Readme.md)',
  },
};

const NOTICE = /^(?:licen[cs]e|copying|notice|copyright)/i;
export const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** `node_modules/a/node_modules/@b/c` of a file inside it, or null of a file of our own. */
function folderOf(input) {
  const at = input.lastIndexOf('node_modules/');
  if (at < 0) return null;
  const [scope, name] = input.slice(at + 'node_modules/'.length).split('/');
  return `${input.slice(0, at)}node_modules/${scope.startsWith('@') ? `${scope}/${name}` : scope}`;
}

/** The folders of packages of which something came into an output. */
export function bundledFolders(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs)),
  );
  return [...new Set(inputs.map(folderOf).filter((folder) => folder !== null))].sort(byText);
}

/** What is known of a bundled package: from its own files, and its hash from the lock. */
function read(root, folder, lock) {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const locked = lock.packages[folder];
  if (locked === undefined || locked.version !== manifest.version || !locked.integrity?.startsWith('sha512-'))
    throw new Error(`${folder} is not what package-lock.json says: run npm ci`);
  const elsewhere = SAID_ELSEWHERE[`${manifest.name}@${manifest.version}`];
  const licence = elsewhere?.licence ?? manifest.license;
  const texts = readdirSync(join(root, folder))
    .filter((name) => NOTICE.test(name))
    .sort(byText)
    .map((name) =>
      readFileSync(join(root, folder, name), 'utf8')
        .replaceAll('\r\n', '\n')
        .trim(),
    );
  if (elsewhere !== undefined) texts.push(elsewhere.notice);
  if (typeof licence !== 'string' || texts.length === 0)
    throw new Error(`${folder} says no licence, or has no text of it: look it up, and say so in .ci/third-party.mjs`);
  return {
    folder,
    name: manifest.name,
    version: manifest.version,
    licence,
    texts,
    sha512: Buffer.from(locked.integrity.slice('sha512-'.length), 'base64').toString('hex'),
    needs: Object.keys({ ...locked.dependencies, ...locked.peerDependencies, ...locked.optionalDependencies }),
  };
}

export function bundledPackages(root, metafiles) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return bundledFolders(metafiles).map((folder) => read(root, folder, lock));
}

/** What is not bundled, and used where it is installed: its own package and not what that brings for each system. */
function optionalPackages(root) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const { optionalDependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.keys(optionalDependencies).map((name) => read(root, `node_modules/${name}`, lock));
}

/** The notices that licences ask to be kept, one package after another. */
export function notices(packages) {
  const parts = packages.map(
    ({ name, version, licence, texts }) => `${name} ${version} (${licence})\n\n${texts.join('\n\n')}\n`,
  );
  const line = `\n${'-'.repeat(80)}\n\n`;
  return `cop holds code of these ${packages.length} packages, whose notices follow.\n${line}${parts.join(line)}`;
}

const purl = ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** The folder that Node finds a package in when the one in `folder` asks for it. */
function found(folder, name, folders) {
  for (let at = folder; ; at = at.slice(0, at.lastIndexOf('/node_modules/'))) {
    const inside = `${at}/node_modules/${name}`;
    if (folders.has(inside)) return inside;
    if (!at.includes('/node_modules/')) break;
  }
  const top = `node_modules/${name}`;
  return folders.has(top) ? top : null;
}

/** A package's place in the bill; two places may hold the same version, which is one component. */
function component(one, need = 'required') {
  const [scope, name] = one.name.startsWith('@') ? one.name.split('/') : [null, one.name];
  return {
    type: 'library',
    'bom-ref': purl(one),
    ...(scope === null ? {} : { group: scope }),
    name,
    version: one.version,
    scope: need,
    hashes: [{ alg: 'SHA-512', content: one.sha512 }],
    licenses: [/[ ()]/.test(one.licence) ? { expression: one.licence } : { license: { id: one.licence } }],
    purl: purl(one),
  };
}

/** A name for the bill that is the same for the same content, in the form of a UUID (version 8: of our own making). */
function serial(text) {
  const hex = createHash('sha256').update(text).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The bill of materials, as CycloneDX 1.6 has it. */
export function bill(root, packages) {
  const { name, version, description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const ours = purl({ name, version });
  const folders = new Map(packages.map((one) => [one.folder, one]));
  const needs = new Map();
  for (const one of packages) {
    const refs = one.needs.map((needed) => found(one.folder, needed, folders)).filter((folder) => folder !== null);
    const own = needs.get(purl(one)) ?? new Set();
    for (const folder of refs) own.add(purl(folders.get(folder)));
    needs.set(purl(one), own);
  }
  const optional = optionalPackages(root);
  const components = [
    ...new Map([
      ...packages.map((one) => [purl(one), component(one)]),
      ...optional.map((one) => [purl(one), component(one, 'optional')]),
    ]).values(),
  ].sort((a, b) => byText(a['bom-ref'], b['bom-ref']));
  const held = {
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: { type: 'application', 'bom-ref': ours, name, version, description, purl: ours },
    },
    components,
    dependencies: [
      { ref: ours, dependsOn: components.map((one) => one['bom-ref']) },
      ...components.map((one) => ({
        ref: one['bom-ref'],
        dependsOn: [...(needs.get(one['bom-ref']) ?? [])].sort(byText),
      })),
    ],
    // The binaries of what is optional differ from system to system.
    compositions: [{ aggregate: optional.length === 0 ? 'complete' : 'incomplete', assemblies: [ours] }],
  };
  const serialNumber = serial(JSON.stringify(held));
  return `${JSON.stringify({ $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json', bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber, ...held }, null, 2)}\n`;
}
