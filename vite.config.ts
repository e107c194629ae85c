import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {minify} from 'terser';
import {joinEntry} from './scripts/join-entry.ts';
import {createGrouping} from './scripts/later-groups.ts';
import {trimLit} from './scripts/trim-lit.ts';
import {defineConfig, type BuildEnvironmentOptions, type Plugin} from 'vite';

interface Manifest {
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

const root = import.meta.dirname;
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

/** A consumer installs these beside the package; whatever is not declared would be copied in, which the build refuses. */
const external = [
  /^node:/,
  ...Object.keys({...manifest.dependencies, ...manifest.peerDependencies}).map((name) => new RegExp(`^${name}(/|$)`)),
];

/** The doors, as paths below `src/`: what is registered, what is imported by name, and the command. */
const doors = [
  /^[^/.]+\.ts$/,
  /^components\/([^/.]+)\/\1\.ts$/,
  /^(react|server|node|testing)\/index\.ts$/,
  /^server\/providers\/[^/.]+\/index\.ts$/,
  /^server\/stores\/[^/.]+\.ts$/,
  /^node\/command\.ts$/,
];

function findEntries(): Record<string, string> {
  const source = join(root, 'src');
  if (!existsSync(source)) return {};
  const files = readdirSync(source, {recursive: true, encoding: 'utf8'}).map((file) => file.replaceAll('\\', '/'));
  // The script tag has a build of its own.
  const entries = files.filter((file) => file !== 'script-tag.ts' && doors.some((door) => door.test(file))).toSorted();
  return Object.fromEntries(entries.map((file) => [file.slice(0, -'.ts'.length), join(source, file)]));
}

/**
 * `sideEffects` in package.json names the registering files of `dist`. The build reads it too, finds none of the files of
 * `src` in it, and would drop the imports that register: this says the same of `src`.
 */
function keepRegistration(): Plugin {
  return {
    name: 'keep-registration',
    transform: {
      filter: {id: /[\\/]src[\\/]([^\\/.]+|components[\\/]([^\\/.]+)[\\/]\2)\.ts$/},
      handler: () => ({moduleSideEffects: true}),
    },
  };
}

/** `dist` mirrors `src`, one file for each module, readable, and `import()` stays what it is: the consumer bundles. */
function packageBuild(): BuildEnvironmentOptions {
  return {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    minify: false,
    sourcemap: true,
    lib: {entry: findEntries(), formats: ['es']},
    rolldownOptions: {
      external,
      output: {
        preserveModules: true,
        preserveModulesRoot: 'src',
        // The compiler's helpers get a folder of their own instead of one that is named after the compiler's version.
        entryFileNames: ({name}) => `${name.replace(/^_virtual\/.*\//, 'compiled/')}.js`,
      },
    },
  };
}

/** The texts of a language say which one it is: `ar-invoices`, where the file alone would be another `invoices`. */
function nameChunk({name, facadeModuleId}: {name: string; facadeModuleId?: string | null}): string {
  const language = /[\\/]locales[\\/]([^\\/.]+)[\\/]/.exec(facadeModuleId ?? '')?.[1];
  return `chunks/${language === undefined ? name : `${language}-${name}`}-[hash:7].js`;
}

/** One file for a `<script type="module">`, and what is needed later in chunks beside it. */
function scriptTagBuild(): BuildEnvironmentOptions {
  const entry = join(root, 'src/script-tag.ts');
  return {
    outDir: 'dist/cdn',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: 'hidden',
    modulePreload: false,
    // As a library, so that `import()` stays what it is: Vite wraps it in a helper that preloads style sheets by `<link>`,
    // and there are none.
    lib: {entry: {'billing-elements': entry}, formats: ['es']},
    rolldownOptions: {
      preserveEntrySignatures: 'allow-extension',
      output: {
        minify: true,
        entryFileNames: '[name].js',
        chunkFileNames: nameChunk,
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{name: createGrouping(entry), debugName: 'later'}],
        },
      },
    },
  };
}

/**
 * Takes what only people read out of the templates of the script: comments and the white space of CSS, and the
 * indentation of HTML. A line break is no space in a template of ours: where one is meant, it stands there as a space. The styles are ours, so that they go without the checks that
 * Lit's `css` makes of foreign values.
 */
function minifyTemplates(): Plugin {
  const minifyCss = (text: string): string =>
    text
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,]) ?/g, '$1')
      .replace(/([\w-]): /g, '$1:')
      .replace(/;\}/g, '}')
      .trim();
  return {
    name: 'minify-templates',
    enforce: 'pre',
    transform: {
      filter: {id: /[\\/]src[\\/].*\.ts$/},
      handler: (code) => ({
        code: code
          .replace(/\bcss`([^`]*)`/g, (_, text: string) => `unsafeCSS(\`${minifyCss(text)}\`)`)
          .replace(/\bcss\b(?=[^}]*\} from 'lit')/, 'unsafeCSS')
          .replace(/>\n\s*(<|\$\{)/g, '>$1')
          .replace(/\}\n\s*</g, '}<')
          .replace(/\n\s+/g, '\n'),
        map: null,
      }),
    },
  };
}

/** A hundredth smaller than one minifier alone makes it; every page pays for every byte before its first paint. */
function minifyAgain(): Plugin {
  const options = {
    module: true,
    ecma: 2020,
    compress: {passes: 6, pure_getters: true, keep_fargs: false, unsafe_arrows: true, unsafe_methods: true},
  } as const;
  return {
    name: 'minify-again',
    enforce: 'post',
    async generateBundle(_, bundle) {
      // Lit's own members are called the same in every chunk.
      const nameCache = {};
      // Lit itself comes first: its members have short names already, which no other chunk knows to keep clear of.
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
      const isLit = ({moduleIds}: (typeof chunks)[number]): boolean =>
        moduleIds.some((id) => /[\\/]lit-html[\\/]lit-html\.js$/.test(id));
      for (const chunk of [...chunks.filter(isLit), ...chunks.filter((one) => !isLit(one))]) {
        const file = bundle[`${chunk.fileName}.map`];
        if (file?.type !== 'asset') continue;
        const mangle = {properties: {regex: /^_\$/}};
        const first = await minify(chunk.code, {
          ...options,
          ...{mangle, nameCache, sourceMap: {content: String(file.source), asObject: true}},
        });
        // Once more: what was renamed may be shorter another way.
        const {code, map} = await minify(first.code ?? '', {
          ...options,
          sourceMap: {content: JSON.stringify(first.map), asObject: true},
        });
        if (!code) throw new Error(`${chunk.fileName} could not be minified`);
        chunk.code = code;
        file.source = JSON.stringify(map);
      }
    },
  };
}

export default defineConfig(({mode}) => ({
  publicDir: false,
  // A package may name a UMD build for browsers beside its modules: that one would bring a loader of its own.
  resolve: {mainFields: ['module', 'main']},
  plugins: [keepRegistration(), ...(mode === 'cdn' ? [trimLit(), minifyTemplates(), joinEntry(), minifyAgain()] : [])],
  build: mode === 'cdn' ? scriptTagBuild() : packageBuild(),
}));
