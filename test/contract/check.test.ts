import {expect} from '@open-wc/testing';
import * as fc from 'fast-check';
import {findFault as findPath, type PageRoute, type Shape} from '../../src/contract/check.js';
import * as first from '../../src/contract/generated/first.js';
import * as later from '../../src/contract/generated/later.js';
import {portalMembers} from '../../src/contract/portal.js';
import {routes, type Route, type RouteName} from '../../src/contract/routes.js';
import {scenarioNames} from '../../src/server/providers/sandbox/index.js';
import {createEndpoint} from '../support/endpoint.js';

const generated: Record<string, unknown> = {...first, ...later};
const called = (Object.entries(routes) as [RouteName, Route][]).filter(
  ([, {auth}]) => auth === 'session' || auth === 'host',
);

/** Where a value leaves its shape, without the dot that a path may begin with. */
function findFault(shape: Shape, value: unknown): string | undefined {
  return findPath(shape, value)?.replace(/^\./, '');
}

function shapeOf(name: RouteName): Shape {
  const [, , shape = 'x'] = generated[name] as PageRoute;
  return shape;
}

interface Sample {
  name: RouteName;
  scenario: string;
  value: unknown;
}

/** What the endpoint really answers in every scenario, with the route that answered it. */
async function collect(): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const scenario of scenarioNames) {
    const endpoint = createEndpoint({scenario});
    const add = async (name: RouteName, options = {}): Promise<unknown> => {
      const value: unknown = JSON.parse((await endpoint.call(name, options)).text);
      samples.push({name, scenario, value});
      return value;
    };
    await add('readPortal');
    await add('openHostSession', {body: {include: portalMembers.join()}});
    await add('renewSession');
    const {items} = (await add('listInvoices')) as {items: {id: string}[]};
    for (const {id} of items) await add('readInvoice', {ids: {invoiceId: id}});
    endpoint.sandbox.fail('listInvoices', 'provider_unavailable', 1);
    await add('readPortal');
  }
  return samples;
}

/** A place in an answer that its shape checks. */
interface Place {
  path: string[];
  shape: Shape;
  isOptional: boolean;
}

/** Every place that the shape checks in this very value, the value itself left out. */
function* listPlaces(shape: Shape, value: unknown, path: string[] = []): Generator<Place> {
  if (typeof shape === 'string' || typeof value !== 'object' || value === null) return;
  const each = Array.isArray(shape) ? (shape[0] as Shape) : (shape as Record<string, Shape>)['*'];
  const inner: [name: string, shape: Shape, isOptional: boolean][] =
    each === undefined
      ? Object.entries(shape).map(([key, one]) => [key.replace('?', ''), one, key.endsWith('?')])
      : Object.keys(value).map((name) => [name, each, false]);
  for (const [name, one, isOptional] of inner) {
    const member = (value as Record<string, unknown>)[name];
    const place = {path: [...path, name], shape: one, isOptional};
    if (member !== undefined) yield place;
    if (member !== undefined && member !== null) yield* listPlaces(one, member, place.path);
  }
}

/** Values that are not of a shape. */
function wrongFor(shape: Shape): unknown[] {
  const texts: Record<string, unknown[]> = {
    s: [7, true, {}, ['a']],
    d: ['tomorrow', '', 7, {}, '2026-13-45T00:00:00Z'],
    n: ['7', Infinity, NaN, true, {}],
    i: [1.5, '7', 2 ** 53, NaN, [7]],
    b: ['true', 0, 1, {}],
    x: [],
  };
  if (typeof shape === 'string') return texts[shape] ?? [];
  return Array.isArray(shape) ? ['a', 7, true, {}, {length: 0}] : ['a', 7, true, []];
}

/** A copy with one member replaced, or taken out where the value is the symbol. */
const gone = Symbol('gone');
function change(value: unknown, [name = '', ...rest]: string[], by: unknown): unknown {
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : {...(value as object)}) as Record<string, unknown>;
  if (rest.length > 0) copy[name] = change(copy[name], rest, by);
  else if (by === gone) delete copy[name];
  else copy[name] = by;
  return copy;
}

describe('The generated checks', () => {
  let samples: Sample[] = [];
  before(async function () {
    this.timeout(20_000);
    samples = await collect();
  });

  it('know every route that a page calls, by its method and path, and no other', () => {
    const known = Object.entries(generated).filter(([, one]) => Array.isArray(one) && typeof one[1] === 'string');
    expect(known.map(([name]) => name)).to.have.members(called.map(([name]) => name));
    for (const [name, {method, path, answer}] of called) {
      const route = generated[name] as PageRoute;
      expect(route.slice(0, 2), name).to.deep.equal([method, path]);
      expect(route[2] === undefined, name).to.equal(answer === undefined);
    }
  });

  it('accept every answer of every scenario, as the schemas do', () => {
    expect(samples.length).to.be.greaterThan(scenarioNames.length * 4);
    for (const {name, scenario, value} of samples) {
      const {answer} = routes[name] as Route;
      expect(answer?.safeParse(value).success, `${name} of ${scenario}`).to.equal(true);
      expect(findFault(shapeOf(name), value), `${name} of ${scenario}`).to.equal(undefined);
    }
  });

  it('accept what a newer endpoint adds', () => {
    for (const {name, value} of samples) {
      const newer = {...(value as object), addedLater: {deep: [1, null, 'a']}};
      expect(findFault(shapeOf(name), newer)).to.equal(undefined);
    }
  });

  it('name the one member that is missing or wrong, wherever it is', () => {
    const mutations = fc.constantFrom(...samples).chain(({name, value}) =>
      fc.record({
        name: fc.constant(name),
        value: fc.constant(value),
        place: fc.constantFrom(...listPlaces(shapeOf(name), value)),
        pick: fc.nat(),
        isGone: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(mutations, ({name, value, place: {path, shape, isOptional}, pick, isGone}) => {
        const isMember = path.length > 0 && !/^\d+$/.test(path.at(-1) ?? '');
        const isRecord = isMember && isInRecord(shapeOf(name), path);
        const wrong = wrongFor(shape);
        const by = isGone || wrong.length === 0 ? (isMember ? gone : null) : wrong[pick % wrong.length];
        const isAllowed = (by === gone && (isOptional || isRecord)) || shape === 'x';
        expect(findFault(shapeOf(name), change(value, path, by))).to.equal(isAllowed ? undefined : path.join('.'));
      }),
      {numRuns: 2000},
    );
  }).timeout(20_000);

  it('take null for a member that may be absent, and for no other', () => {
    for (const {name, value} of samples) {
      for (const {path, shape, isOptional} of listPlaces(shapeOf(name), value)) {
        const expected = isOptional || shape === 'x' ? undefined : path.join('.');
        expect(findFault(shapeOf(name), change(value, path, null)), path.join('.')).to.equal(expected);
      }
    }
  }).timeout(20_000);

  it('never throw, whatever an answer is', () => {
    const names = called.map(([name]) => name).filter((name) => shapeOf(name) !== 'x');
    const anything = fc.anything({withNullPrototype: true, withDate: true, withMap: true, withBigInt: true});
    fc.assert(
      fc.property(fc.constantFrom(...names), anything, (name, value) => {
        expect(findFault(shapeOf(name), value) ?? '').to.be.a('string');
      }),
      {numRuns: 500},
    );
  }).timeout(20_000);
});

/** True where the last name of a path is a key that the shape leaves open. */
function isInRecord(shape: Shape, path: string[]): boolean {
  let inner = shape as Record<string, Shape>;
  for (const name of path.slice(0, -1)) {
    inner = (inner['*'] ?? inner[name] ?? inner[`${name}?`] ?? inner[0]) as Record<string, Shape>;
  }
  return '*' in inner;
}

describe('A check', () => {
  it('looks at the letters of a shape', () => {
    const right: Record<string, unknown[]> = {
      s: ['', 'a'],
      d: ['2026-11-20T10:42:00Z', '2026-11-20T10:42:00.000Z'],
      n: [0, -0, 1.5, -1e300],
      i: [0, -1, Number.MAX_SAFE_INTEGER],
      b: [true, false],
      x: [null, undefined, {}, 'a', 7],
    };
    for (const [letter, values] of Object.entries(right)) {
      for (const value of values)
        expect(findFault(letter as Shape, value), `${letter} ${String(value)}`).to.equal(undefined);
      for (const value of wrongFor(letter as Shape)) expect(findFault(letter as Shape, value), letter).to.equal('');
    }
  });

  it('names where a fault is with a dotted path', () => {
    const shape: Shape = {list: [{'note?': 's', sum: 'i'}], record: {'*': {at: 'd'}}};
    const value = {list: [{sum: 1}, {note: null, sum: 2}], record: {a: {at: '2026-11-20T10:42:00Z'}}};
    expect(findFault(shape, value)).to.equal(undefined);
    expect(findFault(shape, {...value, list: [{sum: 1}, {sum: '2'}]})).to.equal('list.1.sum');
    expect(findFault(shape, {...value, record: {b: {at: 'never'}}})).to.equal('record.b.at');
    expect(findFault(shape, {...value, list: null})).to.equal('list');
    expect(findFault(shape, {list: []})).to.equal('record');
  });

  it('takes a list for no object, and an object for no list', () => {
    expect(findFault({'*': 'x'}, [])).to.equal('');
    expect(findFault(['x'], {})).to.equal('');
    expect(findFault([{a: 's'}], [['a']])).to.equal('0');
  });

  it('takes no word of every object for a member', () => {
    const shape = JSON.parse('{"constructor":"s"}') as Shape;
    expect(findFault(shape, {})).to.equal('constructor');
    expect(findFault(shape, {constructor: 'a'})).to.equal(undefined);
    expect(findFault({'*': 's'}, JSON.parse('{"__proto__":7}'))).to.equal('__proto__');
  });

  it('lets a record have any key, also one with a question mark', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (record) => {
        expect(findFault({'*': 's'}, record)).to.equal(undefined);
      }),
    );
    expect(findFault({'*': 's'}, {'which?': 'this'})).to.equal(undefined);
  });
});
