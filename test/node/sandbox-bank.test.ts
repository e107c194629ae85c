import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {createSite} from '../../src/node/site.js';
import {sandbox} from '../../src/server/providers/sandbox/index.js';
import {createEndpoint, startAt} from '../support/endpoint.js';

const origin = 'http://localhost:4242';
const back = 'http://localhost:5173/account?tab=1&billing_operation=op_1#top';
const call = {signal: new AbortController().signal};

/** A site at whose bank somebody has just arrived. */
async function createVisited() {
  const provider = sandbox({scenario: 'past_due', startAt, bankUrl: `${origin}/sandbox-bank`});
  provider.challengeBy('redirect');
  provider.nextPayment('challenge');
  const write = {...call, idempotencyKey: 'one'};
  const outcome = await provider.payInvoice(provider.customerId, 'in_lf2038', {returnUrl: back}, write);
  assert.ok(outcome.state === 'requires_payment' && outcome.step.kind === 'redirect');
  const site = createSite({billing: createEndpoint().billing, sandbox: provider});
  const {reference} = outcome;
  return {
    provider,
    reference,
    address: outcome.step.url,
    visit: (query: Record<string, string>) =>
      site.request(`${origin}/sandbox-bank?${new URLSearchParams(query).toString()}`),
    open: (url: string) => site.request(url),
    send: (form: Record<string, string>, headers: Record<string, string> = {}) =>
      site.request(`${origin}/sandbox-bank`, {method: 'POST', body: new URLSearchParams(form), headers}),
    answer: () => provider.findChallenge(reference)?.answer,
  };
}

/** What a browser would send for a button of the page. */
function readForm(page: string, answer: string): Record<string, string> {
  const hidden = [...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)" \/>/g)];
  const fields = hidden.map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')] as const);
  return {...Object.fromEntries(fields), answer};
}

describe('The bank of the sandbox', () => {
  for (const [word, answer] of [
    ['Confirm', 'pass'],
    ['Refuse', 'fail'],
  ] as const) {
    it(`asks, takes "${word}", and sends the customer back`, async () => {
      const {open, address, send, provider, reference, answer: readAnswer} = await createVisited();
      const response = await open(address);
      const page = await response.text();
      assert.equal(response.status, 200);
      assert.match(page, /Larkfield asks for <strong>€138\.04<\/strong>/);
      assert.ok(page.includes(`<button name="answer" value="${answer}">${word}</button>`));
      assert.equal(readAnswer(), null, 'nothing is answered by looking');
      const sent = await send(readForm(page, answer), {'sec-fetch-site': 'same-origin'});
      assert.equal(sent.status, 303);
      assert.equal(sent.headers.get('location'), back);
      assert.equal(readAnswer(), answer);
      const outcome = await provider.complete(provider.customerId, reference, {...call, idempotencyKey: 'two'});
      assert.equal(outcome.state, answer === 'pass' ? 'succeeded' : 'failed');
    });
  }

  it('has pages under a strict policy, without script or style of their own, that nobody keeps', async () => {
    const {open, address} = await createVisited();
    const response = await open(address);
    const page = await response.text();
    assert.equal(
      response.headers.get('content-security-policy'),
      "default-src 'none'; style-src 'self'; base-uri 'none'; " +
        "form-action 'self' http://localhost:5173; frame-ancestors 'none'",
    );
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
    assert.doesNotMatch(page, /<script|<style|\sstyle=|\son\w+=|javascript:/i);
    for (const [, path = ''] of page.matchAll(/href="(\/[^"]*)"/g)) {
      assert.equal((await open(origin + path)).headers.get('content-type'), 'text/css; charset=utf-8', path);
    }
  });

  it('keeps the first answer, and sends on whoever presses again', async () => {
    const {open, address, send, reference, answer} = await createVisited();
    const form = {reference, return: back};
    assert.equal((await send({...form, answer: 'fail'})).status, 303);
    assert.equal((await send({...form, answer: 'pass'})).status, 303);
    assert.equal(answer(), 'fail');
    const page = await (await open(address)).text();
    assert.match(page, /Your answer was taken/);
    assert.doesNotMatch(page, /<form/);
    assert.ok(page.includes(`<a href="${back.replaceAll('&', '&amp;')}">`));
  });

  it('asks again where no button was pressed', async () => {
    const {send, reference, answer} = await createVisited();
    for (const form of [{}, {answer: ''}, {answer: 'yes'}]) {
      const response = await send({reference, return: back, ...form});
      assert.equal(response.status, 200);
      assert.match(await response.text(), /<form/);
    }
    assert.equal(answer(), null);
  });

  it('sends to this machine and to the site itself', async () => {
    for (const to of [
      'http://localhost/',
      'http://127.0.0.1:3000/a?b#c',
      'https://localhost:8443/',
      'http://[::1]:5173/',
      `${origin}/?billing_operation=op_1`,
    ]) {
      const {send, visit, reference} = await createVisited();
      const policy = (await visit({reference, return: to})).headers.get('content-security-policy') ?? '';
      const source = to.includes('[') ? 'http:' : new URL(to).origin;
      assert.ok(policy.includes(`form-action 'self' ${source};`), policy);
      const {status, headers} = await send({reference, return: to, answer: 'pass'});
      assert.deepEqual([status, headers.get('location')], [303, to]);
    }
  });

  it('sends nowhere else: it says so, and the answer is taken', async () => {
    for (const to of [
      '',
      '/',
      'account',
      '//evil.test/',
      'https://evil.test/',
      'http://localhost.evil.test/',
      'http://localhost@evil.test/',
      'http://evil.test/?http://localhost/',
      'javascript:alert(1)',
      'data:text/html,a',
      `blob:${origin}/1d5b7a2e`,
      'ftp://localhost/',
      'http://0.0.0.0/',
      'http://127.0.0.2/',
    ]) {
      const {send, visit, reference, answer} = await createVisited();
      const asked = await visit({reference, return: to});
      assert.match(asked.headers.get('content-security-policy') ?? '', /form-action 'self';/, to);
      assert.doesNotMatch(await asked.text(), /name="return"|evil|alert/, to);
      const sent = await send({reference, return: to, answer: 'pass'});
      assert.deepEqual([sent.status, sent.headers.get('location')], [200, null], to);
      assert.match(await sent.text(), /You can close this page/, to);
      assert.equal(answer(), 'pass');
    }
  });

  it('knows no other reference, and shows none of it', async () => {
    const {visit, send} = await createVisited();
    for (const reference of ['', 'pi_nothing', 'seti_sandbox1', '<script>alert(1)</script>', '__proto__']) {
      for (const response of [
        await visit({reference, return: back}),
        await send({reference, return: back, answer: 'pass'}),
      ]) {
        assert.equal(response.status, 404);
        assert.doesNotMatch(await response.text(), /alert|<form/);
      }
    }
  });

  it('escapes what it repeats', async () => {
    const {visit, reference} = await createVisited();
    const page = await (await visit({reference, return: `http://localhost/?a="><script>alert(1)</script>`})).text();
    assert.doesNotMatch(page, /<script/);
  });

  it('takes no answer from a page of another site', async () => {
    const {send, reference, answer} = await createVisited();
    for (const site of ['cross-site', 'same-site']) {
      const {status} = await send({reference, return: back, answer: 'pass'}, {'sec-fetch-site': site});
      assert.equal(status, 403);
    }
    assert.equal(answer(), null);
    assert.equal((await send({reference, answer: 'x'.repeat(20_000)})).status, 413);
  });
});
