import {expect} from '@open-wc/testing';
import * as fc from 'fast-check';
import {createEndpoint, findLeaks} from '../support/endpoint.js';

const limit = 65_536;
const body = {customerId: 'cus_brightwater'};
const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

const endpoint = createEndpoint();
const create = (raw: BodyInit) => endpoint.call('createSession', {raw});

/** The right body, filled up with blanks to a size. */
const filledTo = (size: number): Uint8Array<ArrayBuffer> => encode(JSON.stringify(body).padEnd(size));

/** A body that comes in pieces and says no length; `read` tells how many were taken, and whether it was let go. */
function stream(pieces: Iterable<Uint8Array<ArrayBuffer>>) {
  const iterator = pieces[Symbol.iterator]();
  const read = {pieces: 0, isCanceled: false};
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        const {done, value} = iterator.next();
        if (done === true) return controller.close();
        read.pieces += 1;
        controller.enqueue(value);
      },
      cancel() {
        read.isCanceled = true;
      },
    },
    {highWaterMark: 0},
  );
  return {source, read};
}

function* endless(size: number): Generator<Uint8Array<ArrayBuffer>> {
  for (;;) yield encode(' '.repeat(size));
}

function* inPieces(bytes: Uint8Array<ArrayBuffer>, size: number): Generator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

describe('The size of a body', () => {
  it('is 64 kB at the most, to the byte', async () => {
    expect((await create(filledTo(limit))).status).to.equal(201);
    const {problem} = await create(filledTo(limit + 1));
    expect(problem).to.deep.include({status: 413, code: 'body_too_large', details: {limit}});
  });

  it('is counted while it comes, where no length was said', async () => {
    expect((await create(stream(inPieces(filledTo(limit), 1000)).source)).status).to.equal(201);
    expect((await create(stream(inPieces(filledTo(limit + 1), 1000)).source)).problem.code).to.equal('body_too_large');
  });

  it('is counted in bytes, not in characters', async () => {
    const text = JSON.stringify({...body, include: 'é'.repeat(limit / 2)});
    expect(text.length).to.be.lessThan(limit);
    expect((await create(encode(text))).problem.code).to.equal('body_too_large');
  });

  it('that has no end is let go after the first bytes too many', async () => {
    const {source, read} = stream(endless(10_000));
    expect((await create(source)).problem.code).to.equal('body_too_large');
    expect(read).to.deep.equal({pieces: 7, isCanceled: true});
  });

  it('is not read at all from a caller who is not known', async () => {
    const {source, read} = stream(endless(10_000));
    expect((await endpoint.call('createSession', {raw: source, token: 'bpk_test_none'})).status).to.equal(401);
    expect(read.pieces).to.equal(0);
  });
});

describe('The text of a body', () => {
  it('is UTF-8, or it is invalid_json', async () => {
    const wrong: Record<string, number[]> = {
      'a byte that never is': [0xff],
      'a continuation of nothing': [0x22, 0x80, 0x22],
      'an end too soon': [0x22, 0xc3],
      'too long a form': [0x22, 0xc0, 0xaf, 0x22],
      'half a surrogate pair': [0x22, 0xed, 0xa0, 0x80, 0x22],
      'beyond Unicode': [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22],
      'UTF-16': [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00],
    };
    for (const [what, bytes] of Object.entries(wrong)) {
      for (const raw of [new Uint8Array(bytes), stream(inPieces(new Uint8Array(bytes), 1)).source]) {
        expect((await create(raw)).problem, what).to.include({status: 400, code: 'invalid_json'});
      }
    }
  });

  it('may begin with a byte order mark', async () => {
    expect((await create(encode(`\ufeff${JSON.stringify(body)}`))).status).to.equal(201);
    expect((await create(encode(`\ufeff\ufeff${JSON.stringify(body)}`))).problem.code).to.equal('invalid_json');
  });

  it('may be cut anywhere, within a character too', async () => {
    const bytes = encode(JSON.stringify({customerId: 'cus_😀é'}));
    for (const size of [1, 2, 3, 5]) {
      expect((await create(stream(inPieces(bytes, size)).source)).problem.code).to.equal('customer_not_found');
    }
  });

  it('is an empty object where there is none', async () => {
    expect((await endpoint.call('signOut', {raw: ''})).status).to.equal(204);
    expect((await create('')).problem).to.include({code: 'invalid_request', field: 'customerId'});
  });

  it('is JSON, or it is invalid_json', async () => {
    const key = '"customerId"';
    const texts = ['{', '}', '{]', ' ', '\0', 'undefined', 'NaN', "{'customerId':'a'}", `{${key}:1e}`, `{${key}:"a",}`];
    for (const text of [...texts, `{${key}:"\u0001"}`, `{${key}:"a"} {}`, '// a comment\n{}', '{"a":\\u0022b"}']) {
      expect((await create(encode(text))).problem, text).to.include({status: 400, code: 'invalid_json'});
    }
  });

  it('says its own last word where a name stands twice', async () => {
    expect((await create('{"customerId":"cus_nobody","customerId":"cus_brightwater"}')).status).to.equal(201);
    expect((await create('{"customerId":"cus_brightwater","customerId":"cus_nobody"}')).status).to.equal(404);
  });

  it('holds odd numbers and characters without harm', async () => {
    const odd = ['1e400', '-0', '-1e-400', '"\\ud800"', '"\\u0000"', '"\\r\\nSet-Cookie: a=b"', '[]', '{}', 'null'];
    for (const value of odd) {
      const reply = await create(`{"customerId":${value}}`);
      expect(reply.problem.status, value).to.be.oneOf([404, 422]);
      expect(reply.headers.has('set-cookie')).to.equal(false);
    }
  });

  it('may be nested thirty thousand deep, and is refused like any other', async () => {
    const deep = (open: string, close: string) => open.repeat(30_000) + close.repeat(30_000);
    expect((await create(deep('[', ']'))).problem.code).to.equal('invalid_request');
    expect((await create('['.repeat(65_000))).problem.code).to.equal('invalid_json');
    const levels = 9000;
    const objects = (name: string) => `{"${name}":`.repeat(levels) + 'null' + '}'.repeat(levels);
    expect((await create(objects('a'))).problem).to.include({status: 422, field: 'a'});
    for (const member of ['features', 'customerId', 'restrictTo']) {
      const {problem} = await create(`{"${member}":${deep('[', ']')}}`);
      expect(problem.status, member).to.equal(422);
    }
  });

  it('may be any JSON, or none: it is never a failure', async () => {
    const members = fc.record(
      {
        customerId: fc.oneof(fc.constant('cus_brightwater'), fc.jsonValue()),
        role: fc.jsonValue(),
        features: fc.jsonValue(),
        restrictTo: fc.jsonValue(),
        include: fc.jsonValue(),
      },
      {requiredKeys: []},
    );
    const texts = fc.oneof(
      fc.json(),
      members.map((value) => JSON.stringify(value)),
      fc.tuple(fc.json(), fc.nat(), fc.string()).map(([text, at, by]) => text.slice(0, at % text.length) + by),
      fc.string({unit: 'binary'}),
    );
    const bodies = fc.oneof(
      texts.map(encode),
      fc.uint8Array({maxLength: 200}).map((bytes) => Uint8Array.from(bytes)),
    );
    await fc.assert(
      fc.asyncProperty(bodies, async (raw) => {
        const reply = await create(raw);
        if (reply.status !== 201) expect(reply.problem.status).to.be.oneOf([400, 404, 422]);
      }),
      {numRuns: 400},
    );
  }).timeout(20_000);

  it('that breaks off is the caller’s fault, not the endpoint’s', async () => {
    const broken = new ReadableStream({
      pull: (controller) => controller.error(new TypeError('the connection was reset')),
    });
    expect((await create(broken)).problem.status).to.be.lessThan(500);
  });
});

describe('The log', () => {
  it('never held a secret or an address while all of this was sent', () => {
    expect(findLeaks()).to.deep.equal([]);
  });
});
