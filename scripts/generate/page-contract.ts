import {routes, type Route} from '../../src/contract/routes.js';

type Json = Record<string, unknown>;

const reference = '#/components/schemas/';

/** What a page asks for before it shows anything; the rest is loaded with the code that asks for it. */
const first: readonly string[] = ['openHostSession', 'readPortal'];

/** Parts of the first answer that are read by what is loaded later: it checks them itself, by a shape of that name. */
const checkedLater: readonly string[] = ['Catalog', 'ChangeFeatures', 'PauseFeatures'];

/** Members that no page reads, and none checks. */
const unread: Record<string, readonly string[]> = {
  PortalAnswer: ['capabilities'],
  Subscription: ['billingAnchor', 'nextBillingAt'],
};

/**
 * The sources of `src/contract/generated/`: the routes that a page calls, with the shapes of their answers as
 * `src/contract/check.ts` reads them. Derived from the OpenAPI document, so that both say the same.
 */
export function toPageContract(openApi: Json): Record<'first.ts' | 'later.ts', string> {
  const {schemas} = openApi['components'] as {schemas: Record<string, Json>};
  const called = (Object.entries(routes) as [string, Route][]).filter(
    ([, {auth}]) => auth === 'session' || auth === 'host',
  );
  const written = new Map<string, string>();
  const toRows = (isFirst: boolean): string[] =>
    called
      .filter(([name]) => first.includes(name) === isFirst)
      .map(([name, route]) => {
        const answer = findAnswer(openApi, name);
        const shape = answer === undefined ? '' : `, ${toShape(answer, schemas, written)}`;
        return `export const ${name}: PageRoute = ['${route.method}', '${route.path}'${shape}];`;
      });
  // For the first answer there is nothing to be said of them.
  for (const name of checkedLater) written.set(toConstant(name), `'x'`);
  const firstRows = toRows(true);
  for (const name of checkedLater) written.delete(toConstant(name));
  const firstShapes = new Map(written);
  // A short one is written again: to hand it over would make the first script longer.
  for (const [name, shape] of firstShapes) if (shape.length < 90) written.delete(name);
  const laterRows = toRows(false);
  for (const name of checkedLater) toShape({$ref: reference + name}, schemas, written);
  const laterShapes = [...written].filter(([name, shape]) => !firstShapes.has(name) || shape.length < 90);
  // Names in paths are no shapes.
  const text = [...laterShapes.map(([, shape]) => shape), ...laterRows].join(' ').replace(/'\/[^']*'/g, '');
  const shared = [...firstShapes.keys()].filter(
    (name) => !laterShapes.some(([own]) => own === name) && new RegExp(`\\b${name}\\b(?!\\??'?:)`).test(text),
  );
  return {
    'first.ts': toModule([], [...firstShapes], firstRows, shared),
    'later.ts': toModule(
      [`import {${shared.join(', ')}} from './first.js';`],
      laterShapes,
      laterRows,
      laterShapes.map(([name]) => name),
    ),
  };
}

function toModule(
  imports: readonly string[],
  shapes: readonly [name: string, shape: string][],
  rows: readonly string[],
  exported: readonly string[],
): string {
  const constants = shapes.map(
    ([name, shape]) => `${exported.includes(name) ? 'export ' : ''}const ${name}: Shape = ${shape};`,
  );
  return [
    '// Made by `npm run generate` from the route table. Do not edit.',
    "import type {PageRoute, Shape} from '../check.js';",
    ...imports,
    '',
    ...constants,
    '',
    ...rows,
    '',
  ].join('\n');
}

function findAnswer(openApi: Json, operationId: string): Json | undefined {
  for (const methods of Object.values(openApi['paths'] as Record<string, Record<string, Json>>)) {
    for (const operation of Object.values(methods)) {
      if (operation['operationId'] !== operationId) continue;
      const responses = operation['responses'] as Record<string, {content?: Record<string, {schema: Json}>}>;
      const done = Object.entries(responses).find(([status]) => status !== 'default');
      return done?.[1].content?.['application/json']?.schema;
    }
  }
  throw new Error(`no operation ${operationId} in the OpenAPI document`);
}

/** A JSON schema as the source of a shape. Named schemas become constants, written once before they are used. */
function toShape(schema: Json, schemas: Record<string, Json>, written: Map<string, string>): string {
  const named = schema['$ref'];
  if (typeof named === 'string') {
    const name = named.slice(reference.length);
    const constant = toConstant(name);
    if (written.get(constant) === `'x'`) return `'x'`;
    if (!written.has(constant)) {
      const shape = toShape(withoutUnread(name, schemas[name] ?? fail(name)), schemas, written);
      written.set(constant, shape);
    }
    return constant;
  }
  const union = (schema['anyOf'] ?? schema['oneOf']) as Json[] | undefined;
  if (union) return toUnion(union, schemas, written);
  if (schema['type'] === 'array') return `[${toShape(schema['items'] as Json, schemas, written)}]`;
  if (schema['type'] === 'object') return toObject(schema, schemas, written);
  return `'${toLetter(schema)}'`;
}

/** What a shape is called in the page's contract. */
function toConstant(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function withoutUnread(name: string, schema: Json): Json {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Json>);
  return {...schema, properties: Object.fromEntries(properties.filter(([member]) => !unread[name]?.includes(member)))};
}

function fail(name: string): never {
  throw new Error(`no schema ${name}`);
}

/**
 * Free text is not checked: it is shown as it is, or not at all. What the page decides or computes by is, such as a
 * status, a currency or an instant.
 */
function toLetter(schema: Json): string {
  if (schema['format'] === 'date-time') return 'd';
  const isFree = !('pattern' in schema || 'x-known-values' in schema || 'enum' in schema || 'const' in schema);
  if (schema['type'] === 'string' && isFree) return 'x';
  const letters: Record<string, string> = {string: 's', integer: 'i', number: 'n', boolean: 'b'};
  return letters[String(schema['type'])] ?? 'x';
}

function toObject(schema: Json, schemas: Record<string, Json>, written: Map<string, string>): string {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Json>);
  const rest = schema['additionalProperties'];
  if (properties.length === 0)
    return `{'*': ${typeof rest === 'object' ? toShape(rest as Json, schemas, written) : "'x'"}}`;
  const required = new Set((schema['required'] ?? []) as string[]);
  const members = properties.flatMap(([name, member]) => {
    const nullable = isNullable(member);
    const optional = nullable || !required.has(name);
    const shape = toShape(nullable ? withoutNull(member) : member, schemas, written);
    if (shape === "'x'") return [];
    return optional ? `'${name}?': ${shape}` : shape === name ? name : `${name}: ${shape}`;
  });
  return `{${members.join(', ')}}`;
}

/** Null is written as one of several types, or as one of several schemas. */
function isNullable(schema: Json): boolean {
  if (Array.isArray(schema['type'])) return schema['type'].includes('null');
  return ((schema['anyOf'] ?? []) as Json[]).some((one) => one['type'] === 'null');
}

function withoutNull(schema: Json): Json {
  if (Array.isArray(schema['type'])) return {...schema, type: schema['type'].find((type) => type !== 'null') as string};
  const [only, ...more] = (schema['anyOf'] as Json[]).filter((one) => one['type'] !== 'null');
  return only && more.length === 0 ? only : {...schema, anyOf: only ? [only, ...more] : more};
}

/** A union of objects is checked as one object: a member that is not in all of them may be absent. */
function toUnion(union: Json[], schemas: Record<string, Json>, written: Map<string, string>): string {
  if (!union.every((one) => one['type'] === 'object')) return "'x'";
  const all = union.map((one) => (one['required'] ?? []) as string[]);
  const required = (all[0] ?? []).filter((name) => all.every((names) => names.includes(name)));
  const properties = Object.assign({}, ...union.map((one) => one['properties'])) as Json;
  return toObject({type: 'object', properties, required}, schemas, written);
}
