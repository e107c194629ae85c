import {expect} from '@open-wc/testing';
import type {FetchSession, SessionGrant, SessionRequest} from '../../src/client/session.js';
import '../../src/client/problem.js';
import '../../src/state/session-life.js';
import {Portal} from '../../src/state/portal.js';
import {beginWrite} from '../../src/state/write.js';
import {createClock} from '../support/endpoint.js';
import {openFlowPage, type FlowPage} from '../support/flow-page.js';
import {PageTime} from '../support/page-time.js';
import {quiet, until} from '../support/mount.js';

let page: FlowPage;
let portal: Portal;
let time: PageTime;

/** A host's callback that notes how it was asked. */
function createHost(answer: (request: SessionRequest) => SessionGrant | Promise<SessionGrant> = () => page.mint()) {
  const asked: string[] = [];
  const fetchSession: FetchSession = async (request) => {
    asked.push(request.reason);
    return answer(request);
  };
  return {asked, fetchSession};
}

/** Opens a portal whose tokens live so long, in seconds. */
async function open(lifetime: number, source: {fetchSession?: FetchSession} = {}): Promise<void> {
  const clock = createClock();
  page = await openFlowPage({scenario: 'past_due', clock, configurations: {session: {lifetime}}});
  portal = new Portal({...page.source, ...source});
  await portal.requests();
  time = new PageTime(clock, () => page.answers.asking > 0);
  portal.need(['subscriptions', 'invoices', 'paymentMethods', 'notices']);
  await until(() => portal.status === 'ready');
  // What keeps it open comes after the first answer.
  const next = [120, 60].find((before) => lifetime > before);
  await until(() => time.isAwaited(next ? lifetime - next : lifetime / 2), 'a plan');
  await quiet();
}

const renewals = (): number => page.wire.lines.filter((line) => line === 'POST /v1/access/renew').length;
const use = (): void => void window.dispatchEvent(new KeyboardEvent('keydown', {key: 'Shift'}));
const pay = () =>
  beginWrite(portal, {
    kind: 'pay_invoice',
    resourceId: 'in_lf2038',
    send: (requests, key) => requests.payInvoice('in_lf2038', {}, key),
  });

afterEach(() => {
  Reflect.deleteProperty(navigator, 'onLine');
  time.restore();
  portal.close();
});

describe('A session that is used', () => {
  it('is renewed a minute before its end, by the endpoint where the host gave a token alone', async () => {
    await open(300);
    await time.advance({seconds: 239});
    expect(renewals()).to.equal(0);
    await time.advance({seconds: 2});
    expect(renewals()).to.equal(1);
    const {token} = portal.session;
    expect(token).to.not.equal(page.token);
    await time.advance({seconds: 238});
    expect(renewals()).to.equal(1);
    await time.advance({seconds: 5});
    expect(renewals()).to.equal(2);
    expect(portal.status).to.equal('ready');
  });

  it('is renewed by the host’s callback where there is one, once', async () => {
    const {asked, fetchSession} = createHost();
    await open(300, {fetchSession});
    await time.advance({seconds: 239});
    expect(asked).to.deep.equal([]);
    await time.advance({seconds: 2});
    expect(asked).to.deep.equal(['expiring']);
    expect(renewals()).to.equal(0);
    await time.advance({seconds: 240});
    expect(asked).to.deep.equal(['expiring', 'expiring']);
  });

  it('is renewed half-way where it does not live longer than that minute', async () => {
    await open(60);
    await time.advance({seconds: 29});
    expect(renewals()).to.equal(0);
    await time.advance({seconds: 2});
    expect(renewals()).to.equal(1);
    for (let steps = 0; steps < 60; steps++) await time.advance({seconds: 5});
    expect(portal.status).to.equal('ready');
    expect(renewals()).to.be.within(8, 12);
  });

  it('is renewed by one request, however many want it at that moment', async () => {
    const {asked, fetchSession} = createHost(async () => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      return page.mint();
    });
    await open(300, {fetchSession});
    await time.advance({seconds: 240});
    expect(asked).to.have.length(1);
    void portal.read();
    const write = pay();
    await time.advance({seconds: 1});
    await write?.settled;
    expect(asked).to.deep.equal(['expiring']);
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('is followed again after a request has opened another one', async () => {
    const {asked, fetchSession} = createHost();
    await open(300, {fetchSession});
    await page.end();
    await portal.read();
    expect(asked).to.deep.equal(['unauthorized']);
    await time.advance({seconds: 241});
    expect(asked).to.deep.equal(['unauthorized', 'expiring']);
  });
});

describe('A session that nobody uses', () => {
  it('is not renewed for ever, and opened again by whoever comes back', async () => {
    const {asked, fetchSession} = createHost();
    await open(900, {fetchSession});
    await time.advance({minutes: 30});
    expect(asked).to.have.length(2);
    await time.advance({minutes: 180});
    expect(asked, 'nobody is here').to.have.length(2);
    expect(portal.status).to.equal('ready');
    use();
    await portal.read();
    expect(asked.at(-1)).to.equal('unauthorized');
    expect(portal.status).to.equal('ready');
    await time.advance({minutes: 14, seconds: 1});
    expect(asked.at(-1), 'from then on as before').to.equal('expiring');
  });

  it('is told two minutes before it ends for good, and goes on for whoever is there', async () => {
    await open(900);
    await time.advance({minutes: 40});
    expect(portal.condition).to.equal(undefined);
    await time.advance({minutes: 1, seconds: 1});
    expect(portal.condition).to.equal('ending');
    const before = renewals();
    use();
    await quiet();
    await time.advance({seconds: 61});
    await until(() => portal.condition === undefined, 'the end of the warning');
    expect(renewals()).to.equal(before + 1);
    expect(portal.status).to.equal('ready');
  });

  it('ends on the screen too, and nothing runs any more', async () => {
    await open(900);
    await time.advance({minutes: 60});
    expect(portal.status).to.equal('ended');
    expect(portal.answer).to.equal(undefined);
    const before = page.wire.sent.length;
    await time.advance({minutes: 60});
    expect(page.wire.sent).to.have.length(before);
  });

  it('is not kept open by an outcome on the screen', async () => {
    const {asked, fetchSession} = createHost();
    await open(900, {fetchSession});
    await pay()?.settled;
    expect(portal.write?.phase).to.equal('done');
    await time.advance({minutes: 180});
    expect(asked.length).to.be.at.most(2);
  });

  it('is kept open by what is on its way', async () => {
    const {asked, fetchSession} = createHost();
    await open(900, {fetchSession});
    page.sandbox.loseAnswer('payInvoice', 1);
    page.sandbox.fail('readBack', 'provider_unavailable');
    pay();
    await until(() => portal.write?.phase === 'checking');
    await time.advance({minutes: 60});
    expect(asked.length).to.be.greaterThan(2);
    expect(asked, 'before its end, each time').to.not.include('unauthorized');
    expect(portal.write?.phase).to.equal('checking');
  });

  it('leaves no timer running once it has ended at the endpoint', async () => {
    const {fetchSession} = createHost(() => {
      throw new Error('nobody is signed in');
    });
    await open(300, {fetchSession});
    await page.end();
    await portal.read();
    expect(portal.status).to.equal('ended');
    let timers = 0;
    const set = globalThis.setTimeout;
    globalThis.setTimeout = ((...given: Parameters<typeof set>) => {
      timers++;
      return set(...given);
    }) as typeof set;
    await time.advance({minutes: 10});
    expect(timers).to.be.at.most(2);
  });
});

describe('A host’s callback', () => {
  it('that throws is asked twice, and what is left of the token is used up', async () => {
    const {asked, fetchSession} = createHost(() => {
      throw new Error('the host is down');
    });
    await open(300, {fetchSession});
    await time.advance({seconds: 240});
    expect(asked).to.have.length(1);
    await time.advance({seconds: 2});
    expect(asked).to.have.length(2);
    await time.advance({seconds: 20});
    expect(asked, 'not again by itself').to.have.length(2);
    await portal.read();
    expect(portal.status, 'the token is good').to.equal('ready');
    await time.advance({seconds: 40});
    expect(portal.status).to.equal('ready');
    await portal.read();
    expect(portal.status).to.equal('ended');
    expect(portal.answer).to.equal(undefined);
  });

  it('that throws once is as good as one that does not', async () => {
    let failures = 1;
    const {asked, fetchSession} = createHost(() => {
      if (failures-- > 0) throw new Error('the host is down');
      return page.mint();
    });
    await open(300, {fetchSession});
    await time.advance({seconds: 242});
    expect(asked).to.have.length(2);
    expect(portal.session.token).to.not.equal(page.token);
    await time.advance({seconds: 120});
    expect(portal.status).to.equal('ready');
  });

  it('that hangs is waited for ten seconds, and holds nothing up', async () => {
    const {asked, fetchSession} = createHost(() => new Promise(() => undefined));
    await open(300, {fetchSession});
    await time.advance({seconds: 240});
    await portal.read();
    expect(portal.error).to.equal(undefined);
    await time.advance({seconds: 12});
    expect(asked, 'it has had its time').to.have.length(1);
    const write = pay();
    await write?.settled;
    expect(write?.phase).to.equal('done');
  });

  it('that gives the old token is not asked again and again', async () => {
    const {asked, fetchSession} = createHost(() => page.token);
    await open(300, {fetchSession});
    await time.advance({seconds: 241});
    expect(asked).to.have.length(1);
    await time.advance({seconds: 58});
    expect(asked.length).to.be.at.most(3);
    expect(portal.status).to.equal('ready');
    await time.advance({seconds: 2});
    await portal.read();
    expect(portal.status).to.equal('ended');
    expect(asked.length).to.be.at.most(4);
  });

  it('that gives another customer’s token shows theirs, and nothing of the one before', async () => {
    const {fetchSession} = createHost(() => page.mint({customerId: 'cus_millrace'}));
    await open(300, {fetchSession});
    page.sandbox.nextPayment('declined');
    await pay()?.settled;
    expect(portal.write?.phase).to.equal('refused');
    await time.advance({seconds: 241});
    await until(() => portal.answer?.customer.id === 'cus_millrace', 'the other customer');
    expect(portal.write).to.equal(undefined);
    expect(JSON.stringify(portal.answer)).to.not.contain('brightwater').and.not.contain('Brightwater');
  });

  it('that gives another customer’s token ends what was to be sent for the first', async () => {
    const {fetchSession} = createHost(() => page.mint({customerId: 'cus_millrace'}));
    await open(300, {fetchSession});
    await page.end();
    const write = pay();
    await until(() => portal.status === 'ended');
    expect(portal.answer).to.equal(undefined);
    expect(write?.phase).to.not.equal('done');
    const tokens = new Set(page.wire.sent.filter(({line}) => line.includes('/pay')).map(({token}) => token));
    expect([...tokens]).to.deep.equal([page.token]);
    await time.advance({minutes: 1});
    await portal.reopen();
    expect(portal.answer?.customer).to.include({id: 'cus_millrace'});
    expect(portal.write).to.equal(undefined);
    expect(page.sandbox.effects.payments).to.equal(0);
  });
});

describe('A write with little left of its token', () => {
  it('is sent with a fresh one', async () => {
    let isDown = true;
    const {asked, fetchSession} = createHost(() => {
      if (isDown) throw new Error('the host is down');
      return page.mint();
    });
    await open(300, {fetchSession});
    await time.advance({seconds: 269});
    expect(asked).to.have.length(2);
    isDown = false;
    await time.advance({seconds: 2});
    await pay()?.settled;
    expect(asked).to.deep.equal(['expiring', 'expiring', 'expiring']);
    const [sent] = page.wire.sent.filter(({line}) => line.endsWith('/pay'));
    expect(sent?.token).to.not.equal(page.token);
    expect(sent?.status).to.equal(200);
    expect(page.keys('/pay')).to.have.length(1);
  });

  it('is sent with the one that there is, where there is enough of it or no other to be had', async () => {
    const {asked, fetchSession} = createHost(() => {
      throw new Error('the host is down');
    });
    await open(300, {fetchSession});
    await time.advance({seconds: 265});
    const before = asked.length;
    page.sandbox.nextPayment('declined');
    await pay()?.settled;
    expect(asked, 'enough').to.have.length(before);
    await time.advance({seconds: 20});
    const write = pay();
    for (let seconds = 0; seconds < 3; seconds++) await time.advance({seconds: 1});
    await write?.settled;
    expect(asked, 'none to be had').to.have.length(before + 2);
    expect(write?.phase).to.equal('done');
  });
});

describe('The connection of a page', () => {
  it('is followed', async () => {
    await open(900);
    Object.defineProperty(navigator, 'onLine', {configurable: true, get: () => false});
    window.dispatchEvent(new Event('offline'));
    expect(portal.condition).to.equal('offline');
    Reflect.deleteProperty(navigator, 'onLine');
    window.dispatchEvent(new Event('online'));
    expect(portal.condition).to.equal(undefined);
  });

  it('is followed no more once the Portal is closed', async () => {
    await open(900);
    portal.close();
    Object.defineProperty(navigator, 'onLine', {configurable: true, get: () => false});
    window.dispatchEvent(new Event('offline'));
    expect(portal.condition).to.equal(undefined);
    await time.advance({minutes: 60});
    expect(renewals()).to.equal(0);
  });
});
