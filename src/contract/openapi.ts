import * as z from 'zod/mini';
import {contractVersion} from './portal.js';
import {problemSchema} from './problem.js';
import {routes, type Auth, type Route} from './routes.js';

type Json = Record<string, unknown>;

const security: Record<Auth, Json[]> = {key: [{key: []}], session: [{session: []}], host: [{hostCookie: []}], open: []};

/** This contract as an OpenAPI 3.1 document, derived from the route table. */
export function toOpenApi(): Json {
  const paths: Record<string, Json> = {};
  for (const [name, route] of Object.entries(routes) as [string, Route][]) {
    (paths[route.path] ??= {})[route.method.toLowerCase()] = toOperation(name, route);
  }
  return {
    openapi: '3.1.0',
    info: {title: 'billing-elements', version: contractVersion, license: {name: 'MIT', identifier: 'MIT'}},
    servers: [{url: '/billing', description: 'Wherever the endpoint is mounted.'}],
    paths,
    components: {schemas: toComponents(), securitySchemes},
  };
}

const securitySchemes = {
  key: {type: 'http', scheme: 'bearer', description: "An API key, `bpk_…`, from the merchant's server only."},
  session: {type: 'http', scheme: 'bearer', description: 'A session token, `bps_…`.'},
  hostCookie: {type: 'apiKey', in: 'cookie', name: 'host', description: "The host's own sign-in, same origin only."},
};

function toOperation(name: string, route: Route): Json {
  const parameters = [
    ...Object.keys(route.ids ?? {}).map((id) => ({name: id, in: 'path', required: true, schema: {type: 'string'}})),
    ...toQuery(route),
  ];
  return {
    operationId: name,
    summary: route.summary,
    security: security[route.auth],
    ...(route.scope === undefined ? {} : {'x-scope': route.scope}),
    ...(parameters.length === 0 ? {} : {parameters}),
    ...(route.body === undefined ? {} : {requestBody: {required: true, content: toContent(route.body)}}),
    responses: {
      [route.status ?? 200]: {
        description: 'Done.',
        ...(route.answer === undefined ? {} : {content: {...toContent(route.answer), ...toFiles(route)}}),
      },
      default: {
        description: 'Refused.',
        content: {'application/problem+json': {schema: toSchema(problemSchema)}},
      },
    },
  };
}

function toQuery(route: Route): Json[] {
  if (route.query === undefined) return [];
  const {properties = {}} = toSchema(route.query) as {properties?: Record<string, Json>};
  return Object.entries(properties).map(([name, schema]) => ({name, in: 'query', schema}));
}

function toFiles({file = []}: Route): Json {
  return Object.fromEntries(file.map((type) => [type, {schema: {type: 'string', format: 'binary'}}]));
}

function toContent(schema: z.ZodMiniType): Json {
  return {'application/json': {schema: toSchema(schema)}};
}

/** A reference where the schema has a name, else the schema itself with references inside. */
function toSchema(schema: z.ZodMiniType): Json {
  const name = z.globalRegistry.get(schema)?.id;
  if (name !== undefined) return {$ref: `#/components/schemas/${name}`};
  return toReferences(z.toJSONSchema(schema, {io: 'input'}));
}

function toComponents(): Json {
  const {schemas} = z.toJSONSchema(z.globalRegistry, {io: 'input'}) as {schemas: Record<string, Json>};
  const components = Object.entries(schemas).map(([name, schema]) => [name, toReferences(schema)] as const);
  return Object.fromEntries(components.sort(([one], [other]) => one.localeCompare(other)));
}

/** Rewrites references to where OpenAPI keeps schemas, and drops what only a stand-alone schema needs. */
function toReferences(schema: Json): Json {
  const own = (key: string): boolean => key === '$schema' || key === '$id' || key === 'id' || key === '$defs';
  const rewrite = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(rewrite);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) =>
        key === '$ref' ? [key, `#/components/schemas/${String(member).replace(/^.*\//, '')}`] : [key, rewrite(member)],
      ),
    );
  };
  return rewrite(Object.fromEntries(Object.entries(schema).filter(([key]) => !own(key)))) as Json;
}
