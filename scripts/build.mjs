import {chmodSync, cpSync, existsSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {build} from 'vite';
import {isStale, markFresh, markUnfinished} from './freshness.mjs';
import {listFiles, parseModule} from './modules.mjs';
import {run} from './run.mjs';

const sources = ['src', 'examples/demo', 'vite.config.ts', 'tsconfig.json', 'tsconfig.build.json', 'package.json'];
const command = 'node/command';

process.chdir(join(import.meta.dirname, '..'));

if (process.argv.includes('--if-stale') && !isStale('dist', sources)) process.exit(0);
const started = Date.now();
markUnfinished('dist');
await writeOutput();
stopAt(findFaults());
markFresh('dist', started);
console.log(`dist is built: ${listFiles('dist').length} files, ${((Date.now() - started) / 1000).toFixed(1)} s`);

async function writeOutput() {
  rmSync('dist', {recursive: true, force: true});
  await build({logLevel: 'warn'});
  await build({logLevel: 'warn', mode: 'cdn'});
  const {code, output} = await run('tsc', ['-p', 'tsconfig.build.json']);
  if (code !== 0) {
    console.error(output);
    process.exit(1);
  }
  // The demo is what the command serves: plain files, as a host's are.
  cpSync('examples/demo', 'dist/demo', {recursive: true});
  makeCommandExecutable();
}

function stopAt(faults) {
  if (faults.length === 0) return;
  console.error(`The build is not fit to ship:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  process.exit(1);
}

function makeCommandExecutable() {
  if (existsSync(`dist/${command}.js`)) chmodSync(`dist/${command}.js`, 0o755);
  else console.warn(`There is no src/${command}.ts, so the package has no command.`);
}

/** What a green build can still have got wrong, one line each. */
function findFaults() {
  const modules = listFiles('dist').filter((file) => file.endsWith('.js'));
  return [...modules.flatMap(findModuleFaults), ...findMissing(), ...findCommandFaults()];
}

function findModuleFaults(file) {
  const {imports, nodes} = parseModule(join('dist', file));
  const faults = [];
  // Vite lowers only legacy decorators. Others are shipped raw, and the page dies of a syntax error.
  if (nodes.some((node) => node.type === 'Decorator'))
    faults.push(`dist/${file} holds a decorator that was not lowered`);
  if (nodes.some((node) => node.type === 'AccessorProperty')) faults.push(`dist/${file} holds an accessor field`);
  if (file.startsWith('server/') && imports.some(({specifier}) => /^(lit|@lit)(\/|$)/.test(specifier))) {
    faults.push(`dist/${file} imports Lit, and the server tower does without it`);
  }
  if (file.includes('node_modules/')) {
    faults.push(`dist/${file} is a copy of a package that package.json does not declare as a dependency`);
  }
  return faults;
}

/** Every module that runs in `src` has its file in `dist`; one of types only has its declarations. */
function findMissing() {
  const declared = listFiles('src').filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
  return declared
    .filter((file) => !existsSync(join('dist', file.replace(/\.ts$/, '.d.ts'))))
    .map((file) => `src/${file} has no declarations in dist`);
}

function findCommandFaults() {
  if (!existsSync(`src/${command}.ts`)) return [];
  if (!existsSync(`dist/${command}.js`)) return [`src/${command}.ts was not built`];
  const runnable = readFileSync(`dist/${command}.js`, 'utf8').startsWith('#!/usr/bin/env node');
  return runnable ? [] : [`dist/${command}.js does not begin with #!/usr/bin/env node`];
}
