import {basename, dirname, posix} from 'node:path';

/**
 * How `npm run generate` makes custom-elements.json from the JSDoc of src/components. It describes the built files,
 * because these are what is installed.
 */
export default {
  globs: ['src/components/**/*.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  quiet: true,
  plugins: [findDefinitions(), findForwardedParts(), describeBuild()],
};

/** The analyzer knows `customElements.define`; here each tag is registered by `defineElement(tag, Class)`. */
function findDefinitions() {
  return {
    name: 'find-definitions',
    analyzePhase({ts, node, moduleDoc}) {
      if (!ts.isCallExpression(node) || node.expression.getText() !== 'defineElement') return;
      const [tag, element] = node.arguments;
      if (!tag || !element || !ts.isStringLiteral(tag)) return;
      moduleDoc.exports.push({
        kind: 'custom-element-definition',
        name: tag.text,
        declaration: {name: element.getText(), module: moduleDoc.path},
      });
    },
  };
}

/** The parts that an element forwards, `toExportParts('inner-element', 'a, b')`, with the sentences of the inner element. */
function findForwardedParts() {
  const calls = [];
  return {
    name: 'find-forwarded-parts',
    analyzePhase({ts, node, moduleDoc}) {
      if (!ts.isCallExpression(node) || node.expression.getText() !== 'toExportParts') return;
      const [tag, parts] = node.arguments;
      if (tag && parts && ts.isStringLiteral(tag) && ts.isStringLiteral(parts)) {
        calls.push({path: moduleDoc.path, tag: tag.text, parts: parts.text.split(/,\s*/)});
      }
    },
    packageLinkPhase({customElementsManifest: {modules}}) {
      const elements = modules.flatMap(({declarations}) => declarations).filter(({tagName}) => tagName);
      for (const {path, tag, parts} of calls) {
        const inner = elements.find(({tagName}) => tagName === tag);
        // What is loaded later, in no element's own file, is shown by the portal.
        const outer =
          modules.find((module) => module.path === path).declarations.find(({tagName}) => tagName) ??
          elements.find(({tagName}) => tagName === 'billing-portal');
        const known = (outer.cssParts ??= []);
        for (const part of parts) {
          const name = `${tag}__${part}`;
          const found = inner?.cssParts?.find((one) => one.name === part);
          if (!known.some((one) => one.name === name)) known.push({...found, name});
        }
      }
    },
  };
}

/** Leaves what a page can use: elements, their base class, and the files that register, all as they are in `dist`. */
function describeBuild() {
  return {
    name: 'describe-build',
    packageLinkPhase({customElementsManifest: manifest}) {
      const modules = manifest.modules.filter(({path}) => isElement(path) || isRegistering(path));
      const sources = new Map(
        modules.flatMap(({path, declarations}) => declarations.map(({name}) => [name, toBuilt(path)])),
      );
      manifest.modules = modules
        .map((module) => ({
          ...module,
          path: toBuilt(module.path),
          declarations: module.declarations.map((declaration) => toPublic(declaration, sources)),
          exports: module.exports.map((entry) => ({
            ...entry,
            declaration: {name: entry.declaration.name, module: sources.get(entry.declaration.name)},
          })),
        }))
        .sort((one, other) => (one.path < other.path ? -1 : 1));
    },
  };
}

function isElement(path) {
  return path.endsWith('.element.ts') || path === 'src/components/billing-element.ts';
}

/** `x/x.ts` */
function isRegistering(path) {
  return basename(dirname(path)) === basename(path, '.ts');
}

function toBuilt(path) {
  return posix.normalize(
    path
      .replaceAll('\\', '/')
      .replace(/^src\//, 'dist/')
      .replace(/\.ts$/, '.js'),
  );
}

/** A class without what only its own code may use; a wrapped comment becomes one line. */
function toPublic(declaration, sources) {
  const {events, superclass} = declaration;
  const lists = ['members', 'attributes', 'events', 'slots', 'cssParts', 'cssProperties'];
  const shown = Object.fromEntries(
    lists
      .filter((name) => declaration[name])
      .map((name) => [name, declaration[name].filter(isPublic).map((entry) => toEntry(entry, sources))]),
  );
  return {
    ...declaration,
    ...shown,
    // Our event classes know their own names: what the analyzer reads off a call of `dispatchEvent` is an argument.
    ...(events && {events: shown.events.filter(({name}) => name?.startsWith('billing-'))}),
    ...(sources.has(superclass?.name) && {superclass: {name: superclass.name, module: sources.get(superclass.name)}}),
  };
}

function isPublic({privacy}) {
  return privacy !== 'private' && privacy !== 'protected';
}

function toEntry(entry, sources) {
  const {description, inheritedFrom} = entry;
  return {
    ...entry,
    ...(description && {description: description.replaceAll(/\s+/g, ' ')}),
    ...(inheritedFrom && {inheritedFrom: {name: inheritedFrom.name, module: sources.get(inheritedFrom.name)}}),
  };
}
