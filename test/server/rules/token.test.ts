import {expect} from '@open-wc/testing';
import * as fc from 'fast-check';
import {createCorrelationId, createId, encodeBase64Url} from '../../../src/server/rules/encoding.js';
import {createToken, hashToken, isSameHash} from '../../../src/server/rules/token.js';

const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));

/** Random bytes that are not: each call gives the next of these, over and over. */
function repeat(...bytes: number[]) {
  let at = 0;
  return (count: number): Uint8Array => Uint8Array.from({length: count}, () => bytes[at++ % bytes.length] ?? 0);
}

describe('A token', () => {
  it('says all of its 32 random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({minLength: 32, maxLength: 32}), (bytes) => {
        const text = createToken('bps_', () => bytes).slice(4);
        const read = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
        expect(read.split('').map((one) => one.charCodeAt(0))).to.deep.equal([...bytes]);
      }),
    );
  });

  it('is kept as its SHA-256', async () => {
    // The test vector "abc" of FIPS 180-4, as base64url.
    expect(await hashToken('abc')).to.equal('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
  });

  it('has the same hash as another only where both are alike', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(isSameHash(one, one)).to.equal(true);
        expect(isSameHash(one, other)).to.equal(one === other);
      }),
    );
    for (const other of ['', 'abd', 'bbc', 'ab', 'abcd', 'abc\0'])
      expect(isSameHash('abc', other), other).to.equal(false);
  });
});

describe('base64url', () => {
  it('is that of RFC 4648, without padding', () => {
    const vectors: Record<string, string> = {
      '': '',
      f: 'Zg',
      fo: 'Zm8',
      foo: 'Zm9v',
      foob: 'Zm9vYg',
      '\xfb\xff\xfe': '-__-',
    };
    for (const [text, encoded] of Object.entries(vectors)) {
      expect(encodeBase64Url(Uint8Array.from(text, (one) => one.charCodeAt(0)))).to.equal(encoded);
    }
  });
});

describe('An id', () => {
  it('is a prefix and 22 characters, and no two of ten thousand are alike', () => {
    const ids = Array.from({length: 10_000}, () => createId('sess_', random));
    expect(new Set(ids).size).to.equal(ids.length);
    for (const id of ids) expect(id).to.match(/^sess_[0-9A-Za-z]{22}$/);
  });

  it('leaves out the bytes that would make some characters more likely', () => {
    expect(createId('', repeat(255, 248, 0, 61, 62, 247))).to.equal('0z0z'.repeat(6).slice(0, 22));
  });
});

describe('A correlation id', () => {
  it('is 8 characters that survive being read aloud, each as likely as another', () => {
    const counts = new Map<string, number>();
    for (let first = 0; first < 256; first++) {
      const id = createCorrelationId(() => Uint8Array.from({length: 8}, () => first));
      expect(id).to.match(/^[0-9A-HJKMNP-TV-Z]{8}$/);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    expect([...counts.values()]).to.deep.equal(Array(32).fill(8));
  });
});
