import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {BillingOptions} from '../../src/server/handler.js';
import {createKeyCheck} from '../../src/server/guard/token.js';
import {apiKeys, createEndpoint, readCode, type EndpointOptions} from '../support/endpoint.js';

const random32 = 'Zp4-_Qx9'.repeat(4);
const [one, other] = [`bpk_test_${random32}`, `bpk_test_${random32.split('').reverse().join('')}`];

/** Asserts that no endpoint is made, and that a TypeError says which option is wrong. */
function assertRefused(options: EndpointOptions, named: RegExp): void {
  const isClear = (error: unknown): boolean => error instanceof TypeError && named.test(error.message);
  assert.throws(() => createEndpoint(options), isClear, JSON.stringify(options));
}

describe('An endpoint is not made', () => {
  it('without a key, with a short one, or with one of another kind', () => {
    const wrong: string[][] = [
      [],
      [''],
      ['bpk_test_'],
      [`bpk_test_${random32.slice(1)}`],
      [`bpk_live_${random32}`],
      [`bps_${random32}${random32}`],
      [`BPK_TEST_${random32}`],
      [` ${one}`],
      [one, 'short'],
      [one, `bpk_live_${random32}`],
    ];
    for (const keys of wrong) assertRefused({apiKeys: keys}, /key/);
    assertRefused({mode: 'live', apiKeys: [one]}, /key/);
  });

  it('with a key that no request could ever carry', () => {
    for (const end of [' ', '\n', '!', '=', '.', 'é', '😀']) {
      assertRefused({apiKeys: [`bpk_test_${random32}${end}x`]}, /key/);
    }
  });

  it('and says nothing of the key that is wrong', () => {
    const secret = `bpk_live_${random32}`;
    assert.throws(
      () => createEndpoint({apiKeys: [secret]}),
      (error: unknown) => error instanceof TypeError && !error.message.includes(random32.slice(0, 8)),
    );
  });

  it('with what is no origin, and names it', () => {
    const wrong = [
      '*',
      'null',
      '',
      'app.example.com',
      'https://app.example.com/',
      'https://app.example.com/portal',
      'https://app.example.com:443',
      'https://App.example.com',
      'https://user@app.example.com',
      ' https://app.example.com',
      'https://app.example.com, https://shop.example.com',
      'https://',
      'data:text/html,a',
      'file:///portal.html',
    ];
    for (const origin of wrong) {
      const text = origin.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
      assertRefused({origins: ['https://app.example.com', origin]}, new RegExp(`"${text}".*origin`));
    }
  });

  it('with an origin that no page can have', () => {
    for (const origin of ['https://*.example.com', 'https://*', 'ftp://app.example.com', 'ws://app.example.com']) {
      assertRefused({origins: [origin]}, /origin/);
    }
  });

  it('with an address that is none', () => {
    for (const publicUrl of ['', 'app.example.com/billing', '/billing', 'https://', 'https://a b/billing']) {
      assertRefused({publicUrl}, /publicUrl/);
    }
  });

  it('with an address that no page can be served from: it would make "null" a listed origin', () => {
    for (const publicUrl of ['localhost:3000/billing', 'data:text/plain,a', 'file:///billing', 'javascript:void']) {
      assertRefused({publicUrl}, /publicUrl/);
    }
  });

  it('with a configuration that is wrong', () => {
    const wrong = [{features: {invoices: {share: true}}}, {session: {lifetime: 1}}, [{id: 'one'}, {id: 'one'}]];
    for (const configurations of wrong as NonNullable<BillingOptions['configurations']>[]) {
      assertRefused({configurations}, /configuration|features|session/);
    }
  });
});

describe('An endpoint is made', () => {
  it('with one key or two, for any origins, wherever it is mounted', async () => {
    for (const keys of [[one], [one, other]]) createEndpoint({apiKeys: keys});
    for (const origin of ['https://a.example.com', 'http://localhost:5173', 'https://xn--bcher-kva.example']) {
      createEndpoint({origins: [origin, 'http://[::1]:8080']});
    }
    for (const mount of ['', '/', '/billing', '/billing/', '/a/b/c']) {
      const {billing} = createEndpoint({publicUrl: `https://app.example.com${mount}`});
      const base = `https://app.example.com${mount.replace(/\/$/, '')}`;
      assert.equal((await billing.fetch(new Request(`${base}/v1/health`))).status, 200, mount);
    }
  });

  it('without asking its provider or its store for anything', async () => {
    const {sandbox, billing} = createEndpoint();
    assert.ok(Object.values(sandbox.calls).every((count) => count === 0));
    await billing.close();
    assert.equal(await readCode(billing.createSession({customerId: 'cus_nobody'})), 'customer_not_found');
  });
});

describe('The check of keys', () => {
  const check = createKeyCheck([one, other], 'test');
  const codeOf = (authorization: string | undefined) =>
    readCode(check(new Headers(authorization === undefined ? {} : {authorization})));

  it('lets either of two keys pass', async () => {
    for (const key of [one, other]) assert.equal(await codeOf(`Bearer ${key}`), 'done');
  });

  it('lets nothing else pass', async () => {
    const wrong = [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      one,
      `Basic ${one}`,
      `Bearer  ${one}`,
      `Bearer ${one}${other}`,
      `Bearer ${one} ${other}`,
      `Bearer ${one},${other}`,
      `Bearer "${one}"`,
      `Bearer ${one.slice(0, -1)}`,
      `Bearer ${one.toUpperCase()}`,
      `Bearer bpk_live_${random32}`,
      `Bearer ${random32}`,
      `Bearer ${apiKeys.test}`,
    ];
    for (const authorization of wrong) assert.equal(await codeOf(authorization), 'invalid_key', authorization);
  });

  it('holds keys of one mode only', () => {
    assert.throws(() => createKeyCheck([one], 'live'), TypeError);
    assert.throws(() => createKeyCheck([], 'test'), TypeError);
  });
});
