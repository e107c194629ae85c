import {posix} from 'node:path';
import {listFiles, parseModule, type Import, type ParsedModule} from '../../scripts/modules.mjs';

/** An import with the file it leads to, relative to the root; undefined where it leads to a package. */
export interface Arrow extends Import {
  from: string;
  to: string | undefined;
}

export interface Source extends ParsedModule {
  file: string;
  arrows: Arrow[];
}

/** The modules of a folder by their path, with forward slashes and relative to the root. */
export type Sources = Map<string, Source>;

function toTarget(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return posix.join(posix.dirname(file), specifier).replace(/\.js$/, '.ts');
}

/** One module; `code` is read from the file where it is not given. */
export function readSource(file: string, code?: string): Source {
  const parsed = parseModule(file, code);
  const arrows = parsed.imports.map((found) => ({...found, from: file, to: toTarget(file, found.specifier)}));
  return {...parsed, file, arrows};
}

/** Every TypeScript module below the folders. */
export function readSources(...folders: string[]): Sources {
  const files = folders.flatMap((folder) => listFiles(folder).map((file) => `${folder}/${file}`));
  return new Map(files.filter((file) => file.endsWith('.ts')).map((file) => [file, readSource(file)]));
}

/** Sources that exist only in a test: code by path. */
export function madeUpSources(code: Record<string, string>): Sources {
  return new Map(Object.entries(code).map(([file, text]) => [file, readSource(file, text)]));
}

export function allArrows(sources: Sources): Arrow[] {
  return [...sources.values()].flatMap(({arrows}) => arrows);
}

/** How an arrow is named in a message. */
export function nameArrow({from, line, to, specifier}: Arrow): string {
  return `${from}:${line} → ${to ?? specifier}`;
}

/**
 * What is loaded, at once or later, with one module: each arrow with the arrows that led to it. Imports of types are not
 * followed, since nothing is left of them.
 */
export function* reachable(sources: Sources, start: string): Generator<Arrow[]> {
  const seen = new Set([start]);
  const open: {file: string; path: Arrow[]}[] = [{file: start, path: []}];
  for (const {file, path} of open) {
    for (const arrow of sources.get(file)?.arrows ?? []) {
      if (arrow.kind === 'type') continue;
      yield [...path, arrow];
      if (arrow.to === undefined || seen.has(arrow.to)) continue;
      seen.add(arrow.to);
      open.push({file: arrow.to, path: [...path, arrow]});
    }
  }
}

/** One circle for each group of modules that import each other, by value or by type, as the files along it. */
export function findCircles(sources: Sources): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file]);
    if (done.has(file) || path.includes(file)) return;
    path.push(file);
    for (const {to} of sources.get(file)?.arrows ?? []) if (to !== undefined && sources.has(to)) visit(to);
    path.pop();
    done.add(file);
  };
  for (const file of sources.keys()) visit(file);
  return circles;
}
