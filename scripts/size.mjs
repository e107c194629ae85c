import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {brotliCompressSync, constants} from 'node:zlib';
import {build} from 'esbuild';
import {listFiles, parseModule} from './modules.mjs';

/** Bytes after Brotli at its best level, as a content delivery network sends them. */
const budgets = {
  /** The script tag and every chunk that it waits for: what a page loads before the portal first paints. */
  scriptTag: 18_000,
  /** What is loaded of a language at once: the texts of the first screen, or those of one part that is opened later. */
  language: 2_000,
  /** Anything else that is loaded when it is needed. */
  chunk: 10_000,
  /**
   * What a customer loads in one language who opens every screen but those below, without the sandbox's own forms, which
   * stand in for a provider's. The aim is 60,000: this is where it stands, so that it can only get better.
   */
  everything: 87_500,
  /** What is loaded besides by one who changes a subscription, pauses it, and looks at what was used. */
  changes: 44_500,
  /** What a consumer's bundler makes of an `import` of a door, without what is loaded later. */
  doors: {'.': 23_700, './elements': 23_500, './headless': 10_000},
};
/** The modules of the screens on which a subscription is changed and its use is looked at, and their texts. */
const ofChanges =
  /^src\/(components\/(plan-picker|subscription-change|usage-meters)\/|(ui|styles)\/(stepper|option-cards|typed-count|refusal-words)|contract\/csv|localize\/locales\/[^/]+\/(picker|review|pausing|refusals|usage))/;
/** The language whose first texts come with the script itself. */
const builtInLanguage = 'en';

process.chdir(join(import.meta.dirname, '..'));
if (!existsSync('dist/cdn/billing-elements.js')) {
  console.error('There is no dist/cdn to measure: run npm run build');
  process.exit(1);
}

const rows = [];
const faults = [];
measureScriptTag();
for (const [door, budget] of Object.entries(budgets.doors)) await measureDoor(door, budget);
printTable();
for (const fault of faults) console.error(`✗ ${fault}`);
process.exit(faults.length > 0 ? 1 : 0);

function compress(code) {
  const params = {[constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: code.length};
  return brotliCompressSync(code, {params}).length;
}

function sum(chunks) {
  return chunks.reduce((total, {bytes}) => total + bytes, 0);
}

function addRow(name, bytes, budget) {
  rows.push({name, bytes, budget});
  if (bytes > budget) faults.push(`${name} is ${bytes - budget} bytes over its budget`);
}

function printTable() {
  const width = Math.max(...rows.map(({name}) => name.length));
  const column = (value) => (value === undefined ? '' : value.toLocaleString('en')).padStart(9);
  console.log(`${'brotli bytes'.padEnd(width)} ${column('size')} ${column('budget')}`);
  for (const {name, bytes, budget} of rows) {
    console.log(`${name.padEnd(width)} ${column(bytes)} ${column(budget)} ${bytes > budget ? '✗' : ''}`.trimEnd());
  }
}

/** The chunks of `dist/cdn` by path, with what each loads at once and which modules of `src/` went into it. */
function readChunks() {
  const files = listFiles('dist/cdn').filter((file) => file.endsWith('.js'));
  return new Map(
    files.map((file) => {
      const path = join('dist/cdn', file);
      const code = readFileSync(path);
      const {imports} = parseModule(path, code.toString());
      const waitsFor = imports
        .filter(({kind}) => kind === 'static')
        .map(({specifier}) => new URL(specifier, `file:///${file}`).pathname.slice(1));
      return [file, {file, bytes: compress(code), waitsFor, sources: readSources(path)}];
    }),
  );
}

function readSources(path) {
  // The bundler's own helpers have no map.
  if (!existsSync(`${path}.map`)) return [];
  const {sources} = JSON.parse(readFileSync(`${path}.map`, 'utf8'));
  return sources.flatMap((source) => /(?:^|\/)(src\/.*)$/.exec(source)?.[1] ?? []);
}

/** A file and all that it waits for. */
function withStaticImports(chunks, file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const next of chunks.get(file).waitsFor) withStaticImports(chunks, next, found);
  return found;
}

function measureScriptTag() {
  const chunks = readChunks();
  const all = [...chunks.values()];
  const first = withStaticImports(chunks, 'billing-elements.js');
  const languages = findLanguages(all, first);
  const texts = [...languages.values()].flat();
  const later = all.filter((chunk) => !first.has(chunk.file) && !texts.includes(chunk));
  addRow('script tag, up to the first paint', sum([...first].map((file) => chunks.get(file))), budgets.scriptTag);
  for (const [language, own] of languages)
    for (const chunk of own) addRow(`language ${language} ${chunk.file}`, chunk.bytes, budgets.language);
  for (const chunk of later) addRow(`later ${chunk.file}`, chunk.bytes, budgets.chunk);
  const test = later.filter(
    ({sources}) => sources.length > 0 && sources.every((source) => source.startsWith('src/payment/sandbox/')),
  );
  addRow("the sandbox's own forms", sum(test));
  const code = all.filter((chunk) => !test.includes(chunk) && !texts.includes(chunk));
  const isOfChanges = ({sources}) => sources.some((source) => ofChanges.test(source));
  // In the language that takes most.
  const weigh = (isOf) =>
    sum(code.filter(isOf)) + Math.max(0, ...[...languages.values()].map((own) => sum(own.filter(isOf))));
  addRow('changes, pauses and usage, in one language', weigh(isOfChanges), budgets.changes);
  addRow(
    'everything else, in one language',
    weigh((chunk) => !isOfChanges(chunk)),
    budgets.everything,
  );
}

/** `ar` for `src/localize/locales/ar.ts` and for everything in the folder `ar/` beside it. */
function findLanguage(source) {
  return /^src\/localize\/locales\/([^/.]+)/.exec(source)?.[1];
}

/** The chunks of each language. Its texts share none with another's or with code: nobody loads what they cannot read. */
function findLanguages(all, first) {
  const languages = new Map();
  for (const file of listFiles('src/localize/locales').filter((name) => name.endsWith('.ts'))) {
    const source = `src/localize/locales/${file}`;
    const language = findLanguage(source);
    const holders = all.filter(({sources}) => sources.includes(source));
    const [own] = holders;
    if (language === builtInLanguage && own && first.has(own.file)) continue;
    const isOwn = own?.sources.every((other) => findLanguage(other) === language) && !first.has(own.file);
    if (holders.length === 1 && isOwn) languages.set(language, [...new Set([...(languages.get(language) ?? []), own])]);
    else
      faults.push(
        `${source} is no chunk of its own: it is in ${holders.map((chunk) => chunk.file).join(', ') || 'none'}`,
      );
  }
  return languages;
}

/** Bundles a page that imports one door of the built package, as a consumer would. */
async function measureDoor(door, budget) {
  const name = join('billing-elements', door);
  const {outputFiles, metafile} = await build({
    stdin: {contents: `export * from '${name}';`, resolveDir: process.cwd()},
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    outdir: 'node_modules/.cache/billing-elements/size',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const outputs = Object.entries(metafile.outputs);
  const codes = outputFiles.map(({contents}) => contents);
  const chunks = new Map(
    outputs.map(([file, {imports}], index) => {
      const waitsFor = imports
        .filter(({kind, external}) => kind === 'import-statement' && !external)
        .map(({path}) => path);
      return [file, {file, bytes: compress(codes[index]), waitsFor}];
    }),
  );
  const [entry] = outputs.find(([, {entryPoint}]) => entryPoint === '<stdin>');
  const first = [...withStaticImports(chunks, entry)].map((file) => chunks.get(file));
  addRow(`npm ${name}`, sum(first), budget);
  addRow(`npm ${name}, and all that is loaded later`, sum([...chunks.values()]));
  findStowaways(name, Object.keys(metafile.inputs));
}

function findStowaways(name, inputs) {
  const unwanted = inputs.filter((input) => /node_modules\/zod\/|^dist\/(server|node|testing)\//.test(input));
  for (const input of unwanted.slice(0, 3)) faults.push(`${name} brings ${input} into the page`);
}
