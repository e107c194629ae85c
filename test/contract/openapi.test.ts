import {expect} from '@open-wc/testing';
import {errorCodes} from '../../src/contract/error-codes.js';
import {toOpenApi} from '../../src/contract/openapi.js';
import {contractVersion} from '../../src/contract/portal.js';
import {routes, type Route} from '../../src/contract/routes.js';
import type {RouteCall} from '../../src/server/routes/route.js';
import {serviceRoutes} from '../../src/server/routes/service.js';
import {createEndpoint} from '../support/endpoint.js';

type Json = Record<string, unknown>;
interface Operation {
  operationId: string;
  summary: string;
  security: Record<string, unknown>[];
  parameters?: {name: string; in: string; required?: boolean; schema: Json}[];
  requestBody?: {required: boolean; content: Json};
  responses: Record<string, {description: string; content?: Record<string, {schema: Json}>}>;
}
interface Document {
  openapi: string;
  info: {version: string};
  paths: Record<string, Record<string, Operation>>;
  components: {schemas: Record<string, Json>; securitySchemes: Json};
}

const document = toOpenApi() as unknown as Document;
const {schemas, securitySchemes} = document.components;
const table = Object.entries(routes) as [string, Route][];
function operationOf({path, method}: Route): Operation {
  const operation = document.paths[path]?.[method.toLowerCase()];
  if (operation === undefined) throw new Error(`the document has no ${method} ${path}`);
  return operation;
}

/** Every object in a value, the value itself too, with where it is. */
function* walk(value: unknown, path = '#'): Generator<[path: string, node: Json]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [path, value as Json];
  for (const [name, member] of Object.entries(value)) yield* walk(member, `${path}/${name}`);
}

/** What a schema may be: itself, the one that it refers to, or each of several. */
function toShapes(schema: Json): Json[] {
  const {$ref, oneOf} = schema;
  if (typeof $ref === 'string') return toShapes(schemas[$ref.replace(/^.*\//, '')] ?? {});
  return Array.isArray(oneOf) ? (oneOf as Json[]).flatMap(toShapes) : [schema];
}

const isSchema = (path: string): boolean => path.startsWith('#/components/schemas/') && !path.endsWith('/properties');

describe('The OpenAPI document', () => {
  it('is of 3.1 and of this contract', () => {
    expect(document.openapi).to.equal('3.1.0');
    expect(document.info.version).to.equal(contractVersion);
  });

  it('has every route, once, and nothing else', () => {
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(operations.map(({operationId}) => operationId)).to.have.members(table.map(([name]) => name));
    for (const [name, route] of table)
      expect(operationOf(route)).to.include({operationId: name, summary: route.summary});
  });

  it('leads every reference to a schema', () => {
    const references = [...walk(document)].filter(([, node]) => '$ref' in node);
    expect(references.length).to.be.greaterThan(20);
    for (const [path, {$ref}] of references) {
      const [, name = ''] = /^#\/components\/schemas\/(\w+)$/.exec(String($ref)) ?? [];
      expect(schemas, `${String($ref)} in ${path}`).to.have.property(name);
    }
  });

  it('uses every schema that it has', () => {
    const used = new Set([...walk(document)].map(([, {$ref}]) => String($ref).replace(/^.*\//, '')));
    for (const name of Object.keys(schemas)) expect([...used], name).to.include(name);
  });

  it('holds nothing that only a schema on its own needs', () => {
    for (const [path, node] of walk(document)) {
      for (const word of ['$schema', '$defs', '$id']) expect(node, path).not.to.have.property(word);
    }
    for (const [name, schema] of Object.entries(schemas)) expect(schema, name).not.to.have.property('id');
  });

  it('is JSON: no member of it is undefined', () => {
    expect(JSON.parse(JSON.stringify(document))).to.deep.equal(document);
  });

  it('says what every object in it needs, of members that it has', () => {
    for (const [path, node] of walk(document)) {
      if (!isSchema(path) || !Array.isArray(node['required'])) continue;
      expect(Object.keys(node['properties'] as Json), path).to.include.members(node['required'] as string[]);
    }
  });

  it('lets answers be open and bodies be closed', () => {
    const sent = new Set<Json>();
    for (const [name, route] of table) {
      if (route.body === undefined) continue;
      const body = operationOf(route).requestBody?.content['application/json'] as {schema: Json} | undefined;
      for (const shape of toShapes(body?.schema ?? {})) {
        sent.add(shape);
        expect(shape, name).to.include({type: 'object', additionalProperties: false});
      }
    }
    for (const [name, schema] of Object.entries(schemas))
      for (const shape of toShapes(schema))
        if (!sent.has(shape)) expect(shape['additionalProperties'], name).not.to.equal(false);
  });

  for (const [name, route] of table) {
    it(`says of ${name} who may call it, with what, and what is answered`, () => {
      const {security, parameters = [], requestBody, responses} = operationOf(route);
      for (const scheme of security.flatMap((one) => Object.keys(one)))
        expect(securitySchemes).to.have.property(scheme);
      expect(security.length === 0).to.equal(route.auth === 'open');
      const inPath = parameters.filter((one) => one.in === 'path');
      expect(inPath.map((one) => one.name)).to.deep.equal([...route.path.matchAll(/\{(\w+)\}/g)].map(([, id]) => id));
      expect(inPath.every(({required}) => required === true)).to.equal(true);
      expect(parameters.some((one) => one.in === 'query')).to.equal(route.query !== undefined);
      expect(requestBody !== undefined).to.equal(route.body !== undefined);
      const {default: refused, ...done} = responses;
      expect(Object.keys(done)).to.deep.equal([String(route.status ?? 200)]);
      expect(Object.values(done)[0]?.content !== undefined).to.equal(route.answer !== undefined);
      const problem = refused?.content?.['application/problem+json']?.schema;
      expect(problem).to.deep.equal({$ref: '#/components/schemas/Problem'});
    });
  }

  it('names every error code', () => {
    const {code} = (schemas['Problem'] ?? {})['properties'] as Record<string, Json>;
    expect(code?.['x-known-values']).to.deep.equal(Object.keys(errorCodes));
  });

  it('is what the endpoint gives', async () => {
    expect((await createEndpoint().call('readOpenApi')).answer).to.deep.equal(document);
  });

  it('is built once, however often it is asked for', async () => {
    const call = {} as RouteCall<'readOpenApi'>;
    expect(await serviceRoutes.readOpenApi(call)).to.equal(await serviceRoutes.readOpenApi(call));
  });
});
