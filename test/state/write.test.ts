import {expect} from '@open-wc/testing';
import '../../src/client/problem.js';
import '../../src/state/session-life.js';
import {Portal} from '../../src/state/portal.js';
import type {StandingWrite, WritePhase} from '../../src/state/standing-write.js';
import {beginWrite, resumeWrite, type WriteOrder} from '../../src/state/write.js';
import {createClock, readCode} from '../support/endpoint.js';
import {openFlowPage, toRefusal, type FlowPage} from '../support/flow-page.js';
import {PageTime} from '../support/page-time.js';
import {quiet, until} from '../support/mount.js';

let page: FlowPage;
let portal: Portal;
let time: PageTime;

const payment = (invoiceId = 'in_lf2038'): WriteOrder => ({
  kind: 'pay_invoice',
  resourceId: invoiceId,
  send: (requests, key) => requests.payInvoice(invoiceId, {}, key),
});
const setup: WriteOrder = {
  kind: 'set_up_payment_method',
  resourceId: null,
  send: (requests, key) => requests.startPaymentMethodSetup({kind: 'card'}, key),
};

/** Begins a write that nothing stands in the way of. */
function begin(order = payment()): StandingWrite {
  const write = beginWrite(portal, order);
  if (!write) throw new Error('another write is on its way');
  return write;
}

const reached = (write: StandingWrite, phase: WritePhase): Promise<unknown> =>
  until(() => write.phase === phase, `${phase} (it is ${write.phase})`);

const attempts = (): number => page.keys('/pay').length;

/** Moves on until something has been sent so often. */
async function advanceUntil(holds: () => boolean, what: string): Promise<void> {
  for (let seconds = 0; seconds < 60 && !holds(); seconds++) await time.advance({seconds: 1});
  expect(holds(), what).to.equal(true);
}

beforeEach(async () => {
  const clock = createClock();
  page = await openFlowPage({scenario: 'past_due', clock});
  portal = new Portal({...page.source, fetchSession: async () => page.mint()});
  portal.need(['subscriptions', 'invoices', 'paymentMethods']);
  await until(() => portal.status === 'ready');
  // What is loaded with the first write is not waited for by a clock that stands still.
  await portal.requests();
  time = new PageTime(clock, () => page.answers.asking > 0);
});
afterEach(() => {
  time.restore();
  portal.close();
});

describe('A write', () => {
  it('is done once the endpoint said so, and the truth beside it has been read', async () => {
    const phases: WritePhase[] = [];
    portal.subscribe(() => portal.write && phases.push(portal.write.phase));
    const write = begin();
    await write.settled;
    expect(new Set(phases)).to.deep.equal(new Set(['working', 'done']));
    expect(write.isBusy).to.equal(false);
    expect(write.answer['invoice']).to.include({id: 'in_lf2038', status: 'paid'});
    expect(portal.answer?.invoices?.items.find(({id}) => id === 'in_lf2038')?.status).to.equal('paid');
    expect(portal.answer?.subscriptions?.[0]?.status).to.equal('active');
  });

  it('is sent with a UUID as its key, and another one with another', async () => {
    page.sandbox.nextPayment('declined');
    await begin().settled;
    await begin().settled;
    const [one, other] = page.keys('/pay');
    expect(one).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(other).to.not.equal(one);
  });

  it('is one at a time: nothing else begins while it is on its way, or being checked', async () => {
    const held = page.answers.hold('/pay');
    const write = begin();
    expect(beginWrite(portal, payment())).to.equal(undefined);
    expect(beginWrite(portal, setup)).to.equal(undefined);
    write.drop();
    expect(portal.write === write).to.equal(true);
    await (await held).arrive();
    await write.settled;
    page.sandbox.loseAnswer('startPaymentMethodSetup', 1);
    const other = begin(setup);
    await reached(other, 'checking');
    expect(beginWrite(portal, payment())).to.equal(undefined);
    expect(page.keys('/pay')).to.have.length(1);
  });

  it('that is done, refused, or given up can be dropped, and nothing is left of it', async () => {
    const write = begin();
    await write.settled;
    write.drop();
    expect(portal.write).to.equal(undefined);
    const next = begin(setup);
    await reached(next, 'step');
    next.drop();
    expect(portal.write).to.equal(undefined);
    // What was dropped takes nothing from what came after it.
    const last = begin(setup);
    next.drop();
    expect(portal.write === last).to.equal(true);
  });
});

describe('A write whose answer is lost on its way', () => {
  it('is not certain, and is done when it is sent again with its key', async () => {
    page.answers.lose('/pay');
    const write = begin();
    await reached(write, 'unsure');
    expect(write.error?.code).to.equal('offline');
    expect(page.sandbox.effects.payments).to.equal(1);
    await time.advance({minutes: 5});
    expect(attempts(), 'not by itself: the customer may be somewhere else by now').to.equal(1);
    void write.again();
    await write.settled;
    expect(write.phase).to.equal('done');
    expect(new Set(page.keys('/pay')).size).to.equal(1);
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('stays uncertain where the next attempt meets a limit: the first one may have been done', async () => {
    page.answers.lose('/pay');
    const write = begin();
    await reached(write, 'unsure');
    page.answers.replace('/pay', () => toRefusal(503, 'provider_rate_limited', {'Retry-After': '60'}));
    await write.again();
    expect(write.phase).to.equal('unsure');
    await write.again();
    expect(write.phase).to.equal('done');
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('stays uncertain whatever the next attempt is refused for, before anybody looks for its key', async () => {
    page.answers.lose('/pay');
    const write = begin();
    await reached(write, 'unsure');
    page.answers.replace('/pay', () => toRefusal(503, 'provider_misconfigured'));
    await write.again();
    expect(write.phase).to.equal('unsure');
    await write.again();
    expect(write.phase).to.equal('done');
  });

  it('goes on after its step once a limit is over: the bank has been answered', async () => {
    page.sandbox.nextPayment('challenge');
    const write = begin();
    await reached(write, 'step');
    await write.submitEntry({answer: 'pass'});
    page.answers.replace('/complete', () => toRefusal(503, 'provider_rate_limited', {'Retry-After': '60'}));
    await write.complete();
    expect(write.phase).to.equal('unsure');
    await write.again();
    expect(write.phase).to.equal('done');
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('is gone on with when it is begun anew for the same thing, and not for another', async () => {
    page.answers.lose('/pay');
    const write = begin();
    await reached(write, 'unsure');
    expect(begin() === write).to.equal(true);
    await write.settled;
    expect(new Set(page.keys('/pay')).size).to.equal(1);
    page.answers.lose('/payment-methods');
    const adding = begin({...setup, purpose: 'pm_one'});
    await reached(adding, 'unsure');
    expect(begin({...setup, purpose: 'pm_other'}) === adding).to.equal(false);
  });

  it('is looked for by the endpoint where the provider lost it, and settled by itself', async () => {
    page.sandbox.loseAnswer('payInvoice', 1);
    const write = begin();
    await reached(write, 'checking');
    expect(write.isBusy).to.equal(true);
    expect(write.operation?.state).to.equal('checking');
    await advanceUntil(() => write.phase === 'done', 'it is done');
    expect(attempts()).to.equal(1);
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('is told with what it is about as it is by then', async () => {
    page.sandbox.loseAnswer('payInvoice', 1);
    const write = begin({
      ...payment(),
      confirm: async (requests) => ({invoice: await requests.readInvoice('in_lf2038', portal.abort.signal)}),
    });
    await advanceUntil(() => write.phase === 'done', 'it is done');
    expect(write.answer['invoice']).to.include({status: 'paid'});
  });

  it('is looked for over failures, and less and less often', async () => {
    page.sandbox.loseAnswer('payInvoice', 1);
    page.sandbox.fail('readBack', 'provider_unavailable');
    const looks = (): number => page.wire.lines.filter((line) => line.startsWith('GET /v1/portal/operations/')).length;
    const write = begin();
    await reached(write, 'checking');
    page.answers.replace('/operations', () => toRefusal(422, 'invalid_request'), 2);
    await time.advance({minutes: 2});
    expect(looks()).to.be.within(5, 12);
    expect(write.phase).to.equal('checking');
    page.sandbox.fail('readBack', null);
    await advanceUntil(() => write.phase === 'done', 'it is done');
  });

  it('is looked for at once when that is asked for, and only once, however often it is', async () => {
    page.sandbox.loseAnswer('payInvoice', 1);
    const write = begin();
    await reached(write, 'checking');
    const held = page.wire.hold('/operations/');
    for (let presses = 0; presses < 3; presses++) void write.again();
    const {release} = await held;
    await release();
    await quiet();
    expect(page.wire.lines.filter((line) => line.includes('/operations/'))).to.have.length(1);
    const before = page.wire.sent.length;
    await time.advance({seconds: 4});
    expect(page.wire.lines.slice(before).filter((line) => line.includes('/operations/'))).to.have.length(1);
  });
});

describe('A write that the endpoint does not take', () => {
  for (const [name, refuse] of [
    ['503', () => toRefusal(503, 'provider_unavailable')],
    ['500', () => toRefusal(500, 'internal')],
    ['429 without a word', () => new Response('slow down', {status: 429})],
    ['a captive portal’s page', () => new Response('<!doctype html><title>Welcome</title>')],
    ['truncated JSON', () => new Response('{"operation":{"id":"op_1","sta')],
    ['an operation that runs', () => toRefusal(409, 'operation_running')],
  ] as const) {
    it(`is sent again by itself with its key, once there is more than ${name}`, async () => {
      page.answers.replace('/pay', refuse);
      const write = begin();
      await quiet();
      expect(write.phase).to.equal('working');
      expect(attempts()).to.equal(0);
      await advanceUntil(() => write.phase === 'done', 'it is done');
      expect(attempts()).to.equal(1);
      expect(page.answers.keys('/pay')).to.have.length(2);
      expect(new Set(page.answers.keys('/pay')).size).to.equal(1);
    });

    it(`is left to the customer where there is nothing but ${name}, and still has its key`, async () => {
      page.answers.replace('/pay', refuse, 3);
      const write = begin();
      await advanceUntil(() => write.phase !== 'working', 'it is given up');
      expect(write.phase).to.equal('unsure');
      await time.advance({minutes: 5});
      expect(page.answers.keys('/pay')).to.have.length(3);
      void write.again();
      await write.settled;
      expect(write.phase).to.equal('done');
      expect(new Set(page.answers.keys('/pay')).size).to.equal(1);
      expect(page.sandbox.effects.payments).to.equal(1);
    });
  }

  it('waits as long as the endpoint asks, where that is short', async () => {
    page.answers.replace('/pay', () => toRefusal(503, 'provider_rate_limited', {'Retry-After': '4'}));
    const write = begin();
    await until(() => page.answers.keys('/pay').length === 1);
    await quiet();
    await time.advance({milliseconds: 3900});
    expect(page.answers.keys('/pay')).to.have.length(1);
    await time.advance({milliseconds: 100});
    await reached(write, 'done');
    expect(new Set(page.answers.keys('/pay')).size).to.equal(1);
  });

  it('is refused at once where the endpoint asks to wait for long: nothing was done', async () => {
    page.answers.replace('/pay', () => toRefusal(503, 'provider_rate_limited', {'Retry-After': '60'}));
    const write = begin();
    await write.settled;
    expect(write.phase).to.equal('refused');
    expect(write.error?.code).to.equal('provider_rate_limited');
  });

  it('waits for its answer as long as the endpoint may take, and is sent again with its key after that', async () => {
    const held = page.wire.hold('/pay');
    const write = begin();
    const {request} = await held;
    await time.advance({seconds: 24});
    expect(request.signal.aborted).to.equal(false);
    await time.advance({seconds: 1});
    expect(request.signal.aborted).to.equal(true);
    await advanceUntil(() => write.phase === 'done', 'it is done');
    expect(new Set(page.keys('/pay')).size).to.equal(1);
    expect(attempts()).to.equal(2);
  });

  it('is being checked where the provider hung until the endpoint gave up', async () => {
    page.sandbox.delay('payInvoice', 60_000);
    const write = begin();
    await until(() => page.sandbox.calls['payInvoice'] === 1);
    await time.advance({seconds: 20});
    expect(write.isBusy).to.equal(true);
    page.sandbox.delay('payInvoice', 0);
    await advanceUntil(() => write.phase === 'done', 'it is done');
    expect(page.sandbox.effects.payments).to.equal(1);
    expect(new Set(page.keys('/pay')).size).to.equal(1);
  });

  it('is refused for certain without a second try, and what has moved is read anew', async () => {
    page.answers.replace('/pay', () => toRefusal(409, 'action_refused'));
    const before = page.wire.sent.length;
    const write = begin();
    await write.settled;
    expect(write.phase).to.equal('refused');
    await until(() => page.wire.lines.slice(before).some((line) => line.startsWith('GET /v1/portal?')));
    await time.advance({minutes: 1});
    expect(page.answers.keys('/pay')).to.have.length(1);
  });

  it('is paid by nobody twice where another tab has paid meanwhile', async () => {
    await page.call('payInvoice', {ids: {invoiceId: 'in_lf2038'}, body: {}});
    const write = begin();
    await write.settled;
    expect(write.error?.code).to.equal('action_refused');
    expect(page.sandbox.effects.payments).to.equal(1);
    await until(() => portal.answer?.invoices?.items.find(({id}) => id === 'in_lf2038')?.status === 'paid');
  });
});

describe('A write belongs to its customer', () => {
  it('and is not sent again for another one who is signed in by then', async () => {
    page.answers.replace('/payment-methods', () => toRefusal(503, 'provider_unavailable'), 3);
    const write = begin(setup);
    await quiet();
    portal.source.fetchSession = async () => page.mint({customerId: 'cus_millrace'});
    await page.end();
    await portal.read();
    expect(portal.answer?.customer.id).to.equal('cus_millrace');
    expect(portal.write).to.equal(undefined);
    await time.advance({minutes: 1});
    expect(page.answers.keys('/payment-methods')).to.have.length(1);
    expect(write.phase).to.not.equal('done');
  });

  it('and is not sent again after the session is over, nor does it open another one', async () => {
    page.answers.replace('/payment-methods', () => toRefusal(503, 'provider_unavailable'), 3);
    const write = begin(setup);
    await quiet();
    let asked = 0;
    portal.source.fetchSession = async () => {
      asked++;
      throw new Error('nobody is signed in');
    };
    await page.end();
    await portal.read();
    expect(portal.status).to.equal('ended');
    const before = asked;
    await advanceUntil(() => write.phase === 'unsure', 'it is given up');
    expect(asked).to.equal(before);
    expect(page.answers.keys('/payment-methods')).to.have.length(1);
  });

  it('and stands where the same customer comes back, with its key', async () => {
    page.answers.lose('/pay');
    const write = begin();
    await reached(write, 'unsure');
    portal.source.fetchSession = async () => {
      throw new Error('nobody is signed in');
    };
    await page.end();
    await portal.read();
    expect(portal.status).to.equal('ended');
    portal.source.fetchSession = async () => page.mint();
    await portal.reopen();
    expect(portal.write === write).to.equal(true);
    void write.again();
    await write.settled;
    expect(new Set(page.keys('/pay')).size).to.equal(1);
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('and is looked for again where it was being checked when the session ended', async () => {
    page.sandbox.loseAnswer('payInvoice', 1);
    const write = begin();
    await reached(write, 'checking');
    portal.source.fetchSession = async () => {
      throw new Error('nobody is signed in');
    };
    await page.end();
    await portal.read();
    await time.advance({minutes: 1});
    expect(write.phase).to.equal('checking');
    portal.source.fetchSession = async () => page.mint();
    await portal.reopen();
    await reached(write, 'done');
  });

  it('and is dropped where another customer follows the session that ended', async () => {
    page.answers.lose('/pay');
    await reached(begin(), 'unsure');
    portal.source.fetchSession = async () => {
      throw new Error('nobody is signed in');
    };
    await page.end();
    await portal.read();
    portal.source.fetchSession = async () => page.mint({customerId: 'cus_millrace'});
    await portal.reopen();
    expect(portal.answer?.customer.id).to.equal('cus_millrace');
    expect(portal.write).to.equal(undefined);
  });

  it('and keeps its key over a session that had to be opened again for it', async () => {
    await page.end();
    const write = begin();
    await write.settled;
    expect(write.phase).to.equal('done');
    expect(page.keys('/pay')).to.have.length(2);
    expect(new Set(page.keys('/pay')).size).to.equal(1);
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('and ends with its Portal: nothing more is sent or asked', async () => {
    page.sandbox.loseAnswer('payInvoice', 1);
    const write = begin();
    await reached(write, 'checking');
    const before = page.wire.sent.length;
    portal.close();
    await time.advance({minutes: 1});
    expect(page.wire.sent).to.have.length(before);
  });
});

describe('A write that was left for a step on another site', () => {
  async function leave(): Promise<string> {
    page.sandbox.nextPayment('challenge');
    const write = begin();
    await reached(write, 'step');
    write.drop();
    return write.operation?.id ?? '';
  }

  it('is taken up where it is, and goes on', async () => {
    const id = await leave();
    const write = await resumeWrite(portal, id);
    expect(write).to.include({kind: 'pay_invoice', resourceId: 'in_lf2038', isResumed: true});
    await reached(write, 'step');
    await write.submitEntry({answer: 'pass'});
    await write.complete();
    expect(write.phase).to.equal('done');
    expect(write.answer['invoice']).to.include({status: 'paid'});
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('is nobody else’s, and not one that is unknown', async () => {
    const id = await leave();
    expect(await readCode(resumeWrite(portal, 'op_unknown'))).to.equal('not_found');
    const other = new Portal({...page.source, sessionToken: await page.mint({customerId: 'cus_millrace'})});
    other.need(['invoices']);
    await until(() => other.status === 'ready');
    expect(await readCode(resumeWrite(other, id))).to.equal('not_found');
    other.close();
  });
});
