import assert from 'node:assert/strict';
import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {it} from 'node:test';
import {startSandbox} from '../../src/node/start.js';

it('A sandbox that finds its port taken touches no file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'billing-start-'));
  const options = {host: 'localhost', reset: true, log: () => undefined};
  const first = await startSandbox({...options, port: 0, folder: join(folder, 'first')});
  const port = Number(new URL(first.url).port);
  try {
    await assert.rejects(startSandbox({...options, port, folder: join(folder, 'second')}), {code: 'EADDRINUSE'});
    assert.deepEqual(await readdir(folder), ['first']);
  } finally {
    await first.close();
    await rm(folder, {recursive: true});
  }
});

it('A started sandbox sends its customers to its own bank, and is driven from outside', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'billing-start-'));
  const options = {host: 'localhost', reset: true, log: () => undefined, scenario: 'past_due' as const, port: 0};
  const running = await startSandbox({...options, folder, challenge: 'redirect'});
  try {
    const use = async (...args: unknown[]) => {
      const body = JSON.stringify({control: 'nextPayment', args});
      const headers = {'Content-Type': 'application/json'};
      return (await fetch(`${running.url}sandbox/controls`, {method: 'POST', headers, body})).status;
    };
    assert.equal(await use('challenge'), 204);
    const returnUrl = 'http://localhost:5173/account';
    const write = {signal: new AbortController().signal, idempotencyKey: 'one'};
    const {customerId, sandbox} = running;
    const outcome = await sandbox.payInvoice(customerId, 'in_lf2038', {returnUrl}, write);
    assert.ok(outcome.state === 'requires_payment' && outcome.step.kind === 'redirect');
    assert.ok(outcome.step.url.startsWith(`${running.url}sandbox-bank?`), outcome.step.url);
    assert.equal((await fetch(outcome.step.url)).status, 200);
    const body = new URLSearchParams({reference: outcome.reference, return: returnUrl, answer: 'pass'});
    const sent = await fetch(`${running.url}sandbox-bank`, {method: 'POST', body, redirect: 'manual'});
    assert.deepEqual([sent.status, sent.headers.get('location')], [303, returnUrl]);
    assert.equal(sandbox.findChallenge(outcome.reference)?.answer, 'pass');
  } finally {
    await running.close();
    await rm(folder, {recursive: true});
  }
});
