import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {publint} from 'publint';
import {formatMessage} from 'publint/utils';
import {listFiles, parseModule} from './modules.mjs';
import {run} from './run.mjs';

/** The built package as somebody would install it: exactly the files that npm packs, in a project of their own. */

const root = join(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const consumer = mkdtempSync(join(tmpdir(), 'billing-elements-consumer-'));
const installed = join(consumer, 'node_modules', manifest.name);
/** @type {{path: string, mode: number}[]} */
let packed = [];

before(async () => {
  assert.ok(existsSync(join(root, 'dist')), 'there is no dist: run npm run build');
  const {code, output} = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=silent']);
  assert.equal(code, 0, output);
  packed = JSON.parse(output)[0].files;
  for (const {path} of packed) {
    mkdirSync(dirname(join(installed, path)), {recursive: true});
    cpSync(join(root, path), join(installed, path));
  }
  linkDependencies();
  writeFileSync(join(consumer, 'package.json'), JSON.stringify({type: 'module', private: true}));
});

after(() => rmSync(consumer, {recursive: true, force: true}));

/** Everything that is installed here, as npm would have put it beside the package. */
function linkDependencies() {
  const modules = join(root, 'node_modules');
  const names = readdirSync(modules).filter((name) => !name.startsWith('.') && name !== manifest.name);
  for (const name of names) symlinkSync(join(modules, name), join(consumer, 'node_modules', name), 'junction');
}

/** The packed files below `dist` that match a pattern of package.json, in which `*` is one name, and `**` any path. */
function match(pattern) {
  const expression = pattern
    .replace(/^\.\//, '')
    .replaceAll('.', '\\.')
    .replaceAll('**', '\0')
    .replaceAll('*', '[^/]+')
    .replaceAll('\0', '.+');
  return packed.map(({path}) => path).filter((path) => new RegExp(`^${expression}$`).test(path));
}

/** Every door with the module that it opens; `*` stands for the same name wherever it is in a target. */
function listDoors() {
  return Object.entries(manifest.exports).flatMap(([door, target]) => {
    const path = target.default;
    if (path === undefined) return [];
    if (!door.includes('*')) return [{door, path: path.slice(2), types: target.types.slice(2)}];
    const names = match(path).flatMap((file) => readStar(path.slice(2), file) ?? []);
    return names.map((name) => ({
      door: door.replace('*', name),
      path: path.slice(2).replaceAll('*', name),
      types: target.types.slice(2).replaceAll('*', name),
    }));
  });
}

function readStar(pattern, file) {
  const [first, ...others] = pattern.split('*');
  const name = file.slice(first.length).split(others[0])[0];
  return pattern.replaceAll('*', name) === file ? name : undefined;
}

const registering = () => listDoors().filter(({door}) => door.startsWith('./components/'));
const tags = () => registering().map(({door}) => door.split('/').at(-1));
const nameOf = (door) => join(manifest.name, door);

/** Which tags each door registers, as far as it was asked. */
const imported = new Map();

/** Imports a door in a Node of its own, once, and tells which tags it registered. */
function importInNode(door) {
  if (!imported.has(door)) imported.set(door, runImport(door));
  return imported.get(door);
}

async function runImport(door) {
  const script = `
    await import(${JSON.stringify(nameOf(door))});
    const tags = ${JSON.stringify(tags())};
    console.log(JSON.stringify({registered: tags.filter((tag) => globalThis.customElements?.get(tag))}));
    process.exit();
  `;
  const file = join(consumer, `import-${door.replaceAll(/\W/g, '-')}.js`);
  writeFileSync(file, script);
  const {code, output} = await run('node', [file]);
  assert.equal(code, 0, output);
  return JSON.parse(output.trim().split('\n').at(-1)).registered;
}

function readImports(path) {
  return parseModule(join(installed, path)).imports;
}

describe('the packed files', () => {
  it('are the build, its manifest and its papers', () => {
    const strangers = packed.filter(
      ({path}) => !/^(dist\/|package\.json$|custom-elements\.json$|README\.md$|CHANGELOG\.md$|LICENSE$)/.test(path),
    );
    assert.deepEqual(
      strangers.map(({path}) => path),
      [],
    );
  });

  it('hold no tests and no stories', () => {
    const tests = packed.filter(({path}) => /\.(test|stories)\.|(^|\/)(test|stories)\//.test(path));
    assert.deepEqual(
      tests.map(({path}) => path),
      [],
    );
  });

  it('hold everything that package.json points to', () => {
    const {bin = {}, customElements} = manifest;
    const missing = [...Object.values(bin), customElements, 'LICENSE', 'README.md']
      .map((path) => path.replace(/^\.\//, ''))
      .filter((path) => !packed.some((file) => file.path === path));
    assert.deepEqual(missing, []);
  });

  it('hold commands that can be run', () => {
    const commands = packed.filter(({path}) => Object.values(manifest.bin ?? {}).includes(`./${path}`));
    assert.ok(commands.every(({mode}) => (mode & 0o111) === 0o111));
  });

  it('hold the demo that the command serves', async () => {
    for (const file of listFiles(join(root, 'examples/demo')))
      assert.ok(existsSync(join(installed, 'dist/demo', file)), file);
    const folder = join(consumer, 'sandbox');
    writeFileSync(
      join(consumer, 'serve.js'),
      `import {startSandbox} from '${manifest.name}/node';
       const site = await startSandbox({port: 0, host: 'localhost', folder: ${JSON.stringify(folder)}, reset: true, log() {}});
       const found = [];
       for (const path of ['', 'elements', 'demo/demo.js', 'demo/demo.css', 'billing-elements.js', 'demo/none.js']) {
         found.push((await fetch(site.url + path)).status);
       }
       console.log(found.join());
       await site.close();`,
    );
    const {code, output} = await run('node', [join(consumer, 'serve.js')]);
    assert.equal(code, 0, output);
    assert.equal(output.trim().split('\n').at(-1), '200,200,200,200,200,404');
  });

  it('satisfy publint', async () => {
    const {messages, pkg} = await publint({pkgDir: installed, pack: false, strict: true});
    assert.equal(messages.map((message) => formatMessage(message, pkg)).join('\n'), '');
  });
});

describe('the doors', () => {
  it('all lead somewhere', () => {
    const doors = listDoors().map(({door}) => door);
    for (const door of Object.keys(manifest.exports).filter((name) => !name.includes('*'))) {
      const target = manifest.exports[door].default ?? manifest.exports[door];
      assert.ok(existsSync(join(installed, target)), `${door} leads to ${target}, which is not packed`);
    }
    for (const door of Object.keys(manifest.exports).filter(
      (name) => name.includes('*') && manifest.exports[name].types,
    )) {
      assert.ok(
        doors.some((name) => name.startsWith(door.split('*')[0])),
        `${door} leads nowhere`,
      );
    }
  });

  it('can be imported in Node without a DOM', async () => {
    for (const {door} of listDoors()) await importInNode(door);
  });

  it('register the first elements behind the main door, and load every other where one is needed', async () => {
    const first = await importInNode('.');
    const later = readFileSync(join(installed, 'dist/components/autoload.js'), 'utf8');
    const others = tags().filter((tag) => !first.includes(tag));
    assert.ok(first.includes('billing-portal'));
    for (const tag of others) assert.ok(later.includes(`"${tag}"`), `nobody loads ${tag}`);
  });

  it('register nothing behind the others', async () => {
    const others = listDoors().filter(({door}) => door !== '.' && !door.startsWith('./components/'));
    for (const {door} of others) assert.deepEqual(await importInNode(door), [], door);
  });

  it('register its own element behind the door of each', async () => {
    for (const {door} of registering()) {
      const tag = door.split('/').at(-1);
      assert.ok((await importInNode(door)).includes(tag), `${door} does not register ${tag}`);
    }
  });

  for (const moduleResolution of ['bundler', 'nodenext']) {
    it(`have types for a consumer who resolves as ${moduleResolution}`, async () => {
      const imports = listDoors().map(({door}, index) => `import * as door${index} from '${nameOf(door)}';`);
      const names = listDoors().map((_, index) => `door${index}`);
      writeFileSync(
        join(consumer, 'consumer.ts'),
        `${imports.join('\n')}\nexport const doors = [${names.join(', ')}];\n`,
      );
      const options = [
        '--ignoreConfig',
        '--noEmit',
        '--strict',
        '--target',
        'es2022',
        '--lib',
        'es2023,dom,dom.iterable',
      ];
      const module = moduleResolution === 'bundler' ? 'esnext' : 'nodenext';
      const modes = ['--module', module, '--moduleResolution', moduleResolution, '--types', 'node', '--skipLibCheck'];
      const {code, output} = await run('tsc', [...options, ...modes, join(consumer, 'consumer.ts')]);
      assert.equal(code, 0, output);
    });
  }
});

describe('sideEffects', () => {
  it('names exactly the modules that register', () => {
    const own = new Set(registering().map(({path}) => path));
    const modules = packed.map(({path}) => path).filter((path) => /^dist\/(?!cdn\/).*\.js$/.test(path));
    const doors = modules.filter((path) => {
      const imports = readImports(path).filter(({kind}) => kind === 'static');
      return imports.some(({specifier}) => own.has(join(dirname(path), specifier).replaceAll('\\', '/')));
    });
    const named = manifest.sideEffects.flatMap(match).filter((path) => !path.startsWith('dist/cdn/'));
    assert.deepEqual(new Set(named), new Set([...own, ...doors]));
  });

  it('names the script tag, which is nothing else', () => {
    assert.ok(manifest.sideEffects.includes('./dist/cdn/**'));
  });
});

describe('the script tag', () => {
  const scripts = () => listFiles(join(root, 'dist/cdn')).filter((file) => file.endsWith('.js'));

  it('needs nothing but its own files', () => {
    for (const file of scripts()) {
      const strangers = readImports(`dist/cdn/${file}`).filter(({specifier}) => !/^\.{1,2}\//.test(specifier));
      assert.deepEqual(strangers, [], file);
    }
  });

  it('names every element', () => {
    const code = scripts()
      .map((file) => readFileSync(join(root, 'dist/cdn', file), 'utf8'))
      .join('\n');
    for (const tag of tags()) assert.ok(new RegExp(`["'\`]${tag}["'\`]`).test(code), `${tag} is not in the script`);
  });

  it("is Lit's production build", () => {
    for (const file of scripts())
      assert.doesNotMatch(readFileSync(join(root, 'dist/cdn', file), 'utf8'), /Lit is in dev mode/);
  });
});
