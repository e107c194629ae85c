import {execFile} from 'node:child_process';
import {readFileSync, readdirSync} from 'node:fs';
import {mkdir, mkdtemp, readFile, rm} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {dirname, join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Anything that has a name and should have a sentence. */
export interface Entry {
  name: string;
  description?: string;
  type?: {text: string};
  default?: string;
  inheritedFrom?: {name: string; module: string};
}

/** An attribute; `fieldName` is its property, where it has one. */
export interface Attribute extends Entry {
  fieldName?: string;
}

/** A public property or method. */
export interface Member extends Entry {
  kind: 'field' | 'method';
  readonly?: boolean;
  parameters?: {name: string; type?: {text: string}}[];
  return?: {type: {text: string}};
  attribute?: string;
}

/** A class; an element has a `tagName`. */
export interface Declaration {
  kind: string;
  name: string;
  tagName?: string;
  summary?: string;
  members?: Member[];
  attributes?: Attribute[];
  events?: Entry[];
  slots?: Entry[];
  cssParts?: Entry[];
  cssProperties?: Entry[];
}

/** An element as the manifest describes it. */
export type ElementDeclaration = Declaration & {tagName: string};

/** What of a custom elements manifest, version 1, is read here. */
export interface Manifest {
  modules: {path: string; declarations: Declaration[]; exports: {kind: string; name: string}[]}[];
}

/** The text of custom-elements.json, as `custom-elements-manifest.config.mjs` says. Rejects where the analyzer fails. */
export async function createManifest(): Promise<string> {
  // A process of its own, because the analyzer brings a compiler of its own; a folder of its own, because it may run
  // twice at a time. The folder is inside of the project: the analyzer takes it relative to that.
  const cache = join(root, 'node_modules', '.cache', 'billing-elements');
  await mkdir(cache, {recursive: true});
  const folder = await mkdtemp(join(cache, 'manifest-'));
  try {
    const command = join(
      dirname(createRequire(import.meta.url).resolve('@custom-elements-manifest/analyzer')),
      'cem.js',
    );
    const {stderr} = await promisify(execFile)(
      process.execPath,
      [command, 'analyze', '--outdir', relative(root, folder)],
      {cwd: root},
    );
    if (stderr !== '') throw new Error(stderr);
    return await readFile(join(folder, 'custom-elements.json'), 'utf8');
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

/** The elements of a manifest, `<billing-portal>` first, the others by name. */
export function findElements(manifest: Manifest): ElementDeclaration[] {
  const all = manifest.modules.flatMap(({declarations}) => declarations);
  const elements = all.filter((one): one is ElementDeclaration => one.tagName !== undefined);
  const rank = ({tagName}: ElementDeclaration): string => (tagName === 'billing-portal' ? '' : tagName);
  return elements.sort((one, other) => rank(one).localeCompare(rank(other)));
}

/**
 * What a reader of the manifest would miss, one line each: elements that it does not know, names without a sentence,
 * and forwarded parts and custom properties that the sources have and the manifest has not.
 */
export function findFaults(manifest: Manifest): string[] {
  const elements = findElements(manifest);
  return [
    ...findUnknownElements(manifest, elements),
    ...elements.flatMap(findWithoutSentence),
    ...findForwardedParts(),
    ...findUnknownProperties(elements),
  ];
}

function listSources(): string[] {
  const files = readdirSync(join(root, 'src'), {recursive: true, encoding: 'utf8'});
  return files.map((file) => `src/${file.replaceAll('\\', '/')}`).filter((file) => file.endsWith('.ts'));
}

function findUnknownElements({modules}: Manifest, elements: ElementDeclaration[]): string[] {
  const defined = modules.flatMap(({exports}) => exports.filter(({kind}) => kind === 'custom-element-definition'));
  // The forms of the payment drivers are no elements for customers to place.
  const files = listSources().filter((file) => /^src\/components\/.*\.element\.ts$/.test(file));
  const tags = files.map((file) => [file, file.replace(/^.*\/(.*)\.element\.ts$/, '$1')] as const);
  return tags.flatMap(([file, tag]) => [
    ...(elements.some(({tagName}) => tagName === tag) ? [] : [`${file} has no class with @tag ${tag}`]),
    ...(defined.some(({name}) => name === tag) ? [] : [`nothing registers <${tag}> by defineElement`]),
  ]);
}

function findWithoutSentence(element: ElementDeclaration): string[] {
  const {tagName, summary, attributes, members, events, slots, cssParts, cssProperties} = element;
  const kinds: [kind: string, entries: Entry[] | undefined][] = [
    ['attribute', attributes],
    ['property or method', members],
    ['event', events],
    ['slot', slots],
    ['part', cssParts],
    ['custom property', cssProperties],
  ];
  return [
    ...(summary ? [] : [`<${tagName}> has no @summary`]),
    ...kinds.flatMap(([kind, entries = []]) =>
      entries
        .filter(({description}) => !description)
        .map(({name}) => `<${tagName}>: the ${kind} ${name} has no sentence`),
    ),
  ];
}

/** The manifest reads what an element forwards of the elements inside of it from calls of `toExportParts` only. */
function findForwardedParts(): string[] {
  const count = (text: string, expression: RegExp): number => [...text.matchAll(expression)].length;
  return listSources()
    .filter((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      return count(text, /\bexportparts=/g) !== count(text, /\btoExportParts\('[\w-]+',\s*'/g);
    })
    .map((file) => `${file} has an exportparts that is not toExportParts('tag', 'part, part')`);
}

/** Every public token that a style reads is promised to whoever sets it. */
function findUnknownProperties(elements: ElementDeclaration[]): string[] {
  const known = new Set(elements.flatMap(({cssProperties = []}) => cssProperties.map(({name}) => name)));
  const read = new Map<string, string>();
  for (const file of listSources()) {
    for (const [, name = ''] of readFileSync(join(root, file), 'utf8').matchAll(/var\(\s*(--billing-[\w-]+)/g)) {
      if (!read.has(name)) read.set(name, file);
    }
  }
  const unread = [...known].filter((name) => !read.has(name)).map((name) => `no style reads ${name}`);
  const unknown = [...read].filter(([name]) => !known.has(name)).sort(([one], [other]) => one.localeCompare(other));
  return [...unknown.map(([name, file]) => `no @cssproperty ${name}, which ${file} reads`), ...unread];
}
