import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
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
  const entries = files.filter((file) => doors.some((door) => door.test(file))).toSorted();
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

/**
 * Vite wraps every `import()` in a helper that preloads style sheets and modules by `<link>`. There are none here: the
 * styles are in the modules. What is left is the `import()` itself, and half a kilobyte less before the first paint.
 */
function withoutPreloading(): Plugin {
  return {
    name: 'without-preloading',
    enforce: 'pre',
    load: {
      filter: {id: /vite\/preload-helper/},
      handler: () => 'export const __vitePreload = (load) => load();',
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
  return `chunks/${language === undefined ? name : `${language}-${name}`}-[hash].js`;
}

/** One file for a `<script type="module">`, and what is needed later in chunks beside it. */
function scriptTagBuild(): BuildEnvironmentOptions {
  return {
    outDir: 'dist/cdn',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    modulePreload: false,
    rolldownOptions: {
      input: {'billing-elements': join(root, 'src/index.ts')},
      preserveEntrySignatures: 'allow-extension',
      output: {format: 'es', entryFileNames: '[name].js', chunkFileNames: nameChunk},
    },
  };
}

export default defineConfig(({mode}) => ({
  publicDir: false,
  plugins: [keepRegistration(), withoutPreloading()],
  build: mode === 'cdn' ? scriptTagBuild() : packageBuild(),
}));
