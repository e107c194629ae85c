import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {parseSync} from 'vite';

/**
 * Every file below a folder, as sorted paths with forward slashes relative to it; an absent folder has none.
 * @param {string} folder
 */
export function listFiles(folder) {
  let entries;
  try {
    entries = readdirSync(folder, {recursive: true, withFileTypes: true});
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
  const prefix = join(folder, '/').length;
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(prefix).replaceAll('\\', '/'))
    .toSorted();
}

/**
 * Every node of a syntax tree, parents first.
 * @param {unknown} node
 */
export function* walk(node) {
  if (Array.isArray(node)) {
    for (const child of node) yield* walk(child);
  } else if (node && typeof node === 'object') {
    if (typeof node.type === 'string') yield node;
    for (const child of Object.values(node)) if (child && typeof child === 'object') yield* walk(child);
  }
}

/** What a node imports: undefined where it is no import, or one whose name is only known at run time. */
function readImport(node) {
  switch (node.type) {
    // `import {type X}` still loads the module under verbatimModuleSyntax; only `import type` does not.
    case 'ImportDeclaration':
      return {specifier: node.source.value, kind: node.importKind === 'type' ? 'type' : 'static'};
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return node.source && {specifier: node.source.value, kind: node.exportKind === 'type' ? 'type' : 'static'};
    case 'ImportExpression':
      return typeof node.source.value === 'string' ? {specifier: node.source.value, kind: 'lazy'} : undefined;
    case 'TSImportType':
      return {specifier: node.source.value, kind: 'type'};
    default:
      return undefined;
  }
}

/**
 * Parses one module. `imports` holds each import and re-export with its line: `static` and `lazy` ones load the other
 * module, `type` ones leave nothing behind.
 * @param {string} path names the language by its ending
 * @param {string} code
 * @throws {Error} when the code does not parse
 */
export function parseModule(path, code = readFileSync(path, 'utf8')) {
  const {program, errors} = parseSync(path, code);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0].message}`);
  const nodes = [...walk(program)];
  const lineOf = (offset) => code.slice(0, offset).split('\n').length;
  const imports = nodes.flatMap((node) => {
    const found = readImport(node);
    return found ? [{...found, line: lineOf(node.start)}] : [];
  });
  return {imports, nodes, lineOf};
}
