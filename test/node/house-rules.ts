import type {SyntaxNode} from '../../scripts/modules.mjs';
import type {Source, Sources} from './sources.js';

/** Rules of the house that can be seen in one file. */

type Judge = (node: SyntaxNode) => string | undefined;

interface Named {
  name?: string;
  value?: unknown;
}

const nameOf = (node: unknown): string => {
  const {name, value} = (node ?? {}) as Named;
  return name ?? (typeof value === 'string' ? value : '');
};

const judgeDefaultExport: Judge = (node) => {
  const isDefault =
    node.type === 'ExportDefaultDeclaration' ||
    (node.type === 'ExportSpecifier' && nameOf(node['exported']) === 'default');
  return isDefault ? 'default export: only named exports' : undefined;
};

const judgeAny: Judge = (node) => (node.type === 'TSAnyKeyword' ? 'any: name the type, or use unknown' : undefined);

/** A style attribute, bound or not, is refused by a strict content security policy; `.style=${…}`, a property, is not. */
const judgeStyle: Judge = (node) => {
  if (node.type === 'ImportDeclaration' && nameOf(node['source']) === 'lit/directives/style-map.js') {
    return 'styleMap writes a style attribute, which a strict content security policy refuses';
  }
  if (node.type !== 'TaggedTemplateExpression' || !['html', 'svg'].includes(nameOf(node['tag']))) return undefined;
  const {quasis} = node['quasi'] as {quasis: {value: {raw: string}}[]};
  const markup = quasis.map(({value}) => value.raw).join('${}');
  return /[\s"']style\s*=/.test(markup) ? 'style attribute: a strict content security policy refuses it' : undefined;
};

const judgeSelection: Judge = (node) => {
  if (node.type !== 'CallExpression') return undefined;
  const {type, property} = node['callee'] as {type: string; property?: unknown};
  const verb = type === 'MemberExpression' ? nameOf(property) : '';
  return ['only', 'skip'].includes(verb) ? `.${verb}( leaves tests out` : undefined;
};

function judge({file, nodes, lineOf}: Source, judges: Judge[]): string[] {
  return nodes.flatMap((node) =>
    judges.flatMap((check) => {
      const fault = check(node);
      return fault === undefined ? [] : [`${file}:${lineOf(node.start)}: ${fault}`];
    }),
  );
}

/** Default exports, `any` and style attributes. */
export function findUnwanted(sources: Sources): string[] {
  return [...sources.values()].flatMap((source) => judge(source, [judgeDefaultExport, judgeAny, judgeStyle]));
}

/** Tests that leave others out, or that are left out; `any` as well. */
export function findUnwantedInTests(sources: Sources): string[] {
  return [...sources.values()].flatMap((source) => judge(source, [judgeAny, judgeSelection]));
}
