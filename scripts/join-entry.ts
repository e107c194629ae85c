import {build, type Plugin as EsbuildPlugin} from 'esbuild';
import type {Plugin} from 'vite';

interface Chunk {
  type: string;
  code: string;
  map: {toString(): string} | null;
  fileName: string;
  isEntry: boolean;
  imports: string[];
  exports: string[];
}

/**
 * Takes what the entry waits for into the entry itself. The bundler leaves code that is shared with many later chunks in
 * files of their own, which a page would learn of only after the entry has arrived: a round trip before the first paint.
 */
export function joinEntry(): Plugin {
  return {
    name: 'join-entry',
    enforce: 'post',
    async generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter(({type}) => type === 'chunk') as unknown as Chunk[];
      const entry = chunks.find(({isEntry}) => isEntry);
      const joined = entry ? findAwaited(entry, chunks) : [];
      if (!entry || joined.length === 0) return;
      const map = await join(entry, joined);
      const file = bundle[`${entry.fileName}.map`];
      if (file?.type === 'asset') file.source = map;
      for (const {fileName} of joined) {
        delete bundle[fileName];
        delete bundle[`${fileName}.map`];
      }
      const later = chunks.filter((chunk) => chunk !== entry && !joined.includes(chunk));
      for (const chunk of later) redirect(chunk, joined, entry);
      for (const chunk of later)
        if (findAwaited(chunk, later).includes(chunk))
          throw new Error(`${chunk.fileName} waits for itself, by way of ${chunk.imports.join(', ')}`);
    },
  };
}

/** All that a chunk imports, and what that imports in turn. */
function findAwaited(chunk: Chunk, chunks: readonly Chunk[], found: Chunk[] = []): Chunk[] {
  for (const next of chunks) {
    if (!chunk.imports.includes(next.fileName) || next.isEntry || found.includes(next)) continue;
    found.push(next);
    findAwaited(next, chunks, found);
  }
  return found;
}

/** What the entry calls an export of a chunk that went into it. */
const toPassed = (joined: readonly Chunk[], chunk: Chunk, name: string): string => `p${joined.indexOf(chunk)}_${name}`;

/** Puts them together, and gives the map of that. */
async function join(entry: Chunk, joined: readonly Chunk[]): Promise<string> {
  const passed = joined.map((chunk) => {
    const names = chunk.exports.map((name) => `${name} as ${toPassed(joined, chunk, name)}`);
    return `export {${names.join(', ')}} from '${chunk.fileName}';`;
  });
  const {outputFiles} = await build({
    stdin: {contents: [`export * from '${entry.fileName}';`, ...passed].join('\n')},
    plugins: [serve([entry, ...joined])],
    ...{bundle: true, format: 'esm', target: 'es2022', sourcemap: 'external'},
    ...{outdir: '.', write: false, legalComments: 'none'},
  });
  const find = (end: string): string => outputFiles.find(({path}) => path.endsWith(end))?.text ?? '';
  const map = find('.js.map');
  entry.code = find('.js');
  entry.imports = [];
  for (const chunk of joined) entry.exports.push(...chunk.exports.map((name) => toPassed(joined, chunk, name)));
  return map;
}

/** Gives chunks from memory, with their maps in them; every other import stays one. */
function serve(chunks: readonly Chunk[]): EsbuildPlugin {
  const find = (path: string): Chunk | undefined =>
    chunks.find(({fileName}) => toName(path) === toName(fileName) && path.endsWith('.js'));
  return {
    name: 'serve-chunks',
    setup({onResolve, onLoad}) {
      onResolve({filter: /.*/}, ({path, kind}) => {
        const chunk = kind === 'import-statement' ? find(path) : undefined;
        return chunk ? {path: chunk.fileName, namespace: 'chunks'} : {path, external: true};
      });
      onLoad({filter: /.*/, namespace: 'chunks'}, ({path}) => {
        const {code = '', map = null} = find(path) ?? {};
        // The bundler's own helpers have none.
        const inline = map && Buffer.from(map.toString()).toString('base64');
        const comment = inline ? `\n//# sourceMappingURL=data:application/json;base64,${inline}` : '';
        return {contents: code + comment, loader: 'js'};
      });
    },
  };
}

const toName = (path: string): string => path.replace(/^.*\//, '');

/** Lets a chunk import from the entry what it imported from those that went into it. */
function redirect(other: Chunk, joined: readonly Chunk[], entry: Chunk): void {
  const pattern = /import\s*(?:\{([^}]*)\}\s*from\s*)?(["'`])(\.[^"'`]*)\2/g;
  other.code = other.code.replace(pattern, (whole: string, names: string | undefined, _, path: string) => {
    const chunk = joined.find(({fileName}) => toName(fileName) === toName(path));
    if (!chunk) return whole;
    const renamed = (names ?? '')
      .split(',')
      .map((name) => name.trim().split(/\s+as\s+/))
      .filter(([name]) => name)
      .map(([name = '', local = name]) => `${toPassed(joined, chunk, name)} as ${local}`);
    return `import{${renamed.join(',')}}from"../${entry.fileName}"`;
  });
  for (const {fileName} of joined)
    if (other.code.includes(`/${toName(fileName)}`)) throw new Error(`${other.fileName} still asks for ${fileName}`);
}
