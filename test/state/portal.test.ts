import {expect} from '@open-wc/testing';
import {BillingError} from '../../src/contract/errors.js';
import {Portal, type PortalStatus} from '../../src/state/portal.js';
import {nextTask, openPage, until, type Page} from '../support/mount.js';

const reads = (page: Page): string[] =>
  page.wire.lines.filter((line) => line.startsWith('GET /v1/portal?')).map((line) => line.split('include=')[1] ?? '');

const untilReady = async (portal: Portal): Promise<void> =>
  void (await until(() => portal.status === 'ready', 'an answer'));

describe('A Portal', () => {
  let page: Page;
  let portal: Portal;
  beforeEach(async () => {
    page = await openPage();
    portal = new Portal(page.source);
  });
  afterEach(() => portal.close());

  it('asks nothing before something is needed', async () => {
    await nextTask();
    expect(page.wire.sent).to.deep.equal([]);
    expect(portal.status).to.equal('idle');
    expect(portal.find('invoices')).to.deep.equal({state: 'loading'});
  });

  it('makes one read of all needs that are stated in one turn', async () => {
    portal.need(['subscriptions']);
    portal.need(['invoices']);
    portal.need(['subscriptions', 'paymentMethods']);
    await untilReady(portal);
    expect(reads(page)).to.deep.equal(['subscriptions,invoices,paymentMethods']);
  });

  it('reads only what is missing when more is needed later', async () => {
    portal.need(['subscriptions']);
    await untilReady(portal);
    portal.need(['subscriptions', 'invoices']);
    await until(() => portal.find('invoices').state === 'ready');
    expect(reads(page)).to.deep.equal(['subscriptions', 'invoices']);
    expect(portal.find('subscriptions').state).to.equal('ready');
    portal.need(['invoices', 'subscriptions']);
    await nextTask();
    expect(reads(page)).to.have.length(2);
  });

  it('asks again for what is still under way when more is needed meanwhile', async () => {
    const first = page.wire.hold('include=subscriptions');
    portal.need(['subscriptions']);
    await first;
    portal.need(['invoices']);
    await untilReady(portal);
    expect(reads(page)).to.deep.equal(['subscriptions', 'subscriptions,invoices']);
    expect(portal.find('subscriptions').state).to.equal('ready');
    expect(portal.find('invoices').state).to.equal('ready');
  });

  it('never lets a late answer win', async () => {
    portal.need(['invoices']);
    await untilReady(portal);
    const early = page.wire.hold('include=invoices');
    const late = page.wire.hold('include=invoices');
    void portal.read(['invoices']);
    const first = await early;
    void portal.read(['invoices']);
    await (await late).release();
    const answer = portal.answer;
    page.sandbox.fail('listInvoices', 'provider_unavailable');
    await first.release();
    expect(portal.answer === answer).to.equal(true);
    expect(portal.find('invoices').state).to.equal('ready');
  });

  it('never lets a late failure win', async () => {
    const early = page.wire.hold('include=invoices');
    portal.need(['invoices']);
    const first = await early;
    void portal.read(['invoices']);
    await untilReady(portal);
    await page.end();
    await first.release();
    await nextTask();
    expect(portal.status).to.equal('ready');
    expect(portal.error).to.equal(undefined);
  });

  it('aborts what is under way when it is closed, and can be used again', async () => {
    const held = page.wire.hold('/v1/portal?');
    portal.need(['invoices']);
    const {request} = await held;
    expect(request.signal.aborted).to.equal(false);
    portal.close();
    expect(request.signal.aborted).to.equal(true);
    await nextTask();
    expect(portal.error).to.equal(undefined);
    portal.need(['subscriptions']);
    await untilReady(portal);
    expect(reads(page)).to.deep.equal(['invoices', 'subscriptions']);
  });

  it('says where it stands after every change, to whoever listens', async () => {
    const seen: PortalStatus[] = [];
    const leave = portal.subscribe(() => seen.push(portal.status));
    expect(seen).to.deep.equal([]);
    portal.need(['invoices']);
    await untilReady(portal);
    expect(seen).to.deep.equal(['loading', 'ready']);
    leave();
    await portal.read();
    expect(seen).to.have.length(2);
  });

  it('fails as a whole, keeps its error while it tries again, and is ready when that succeeds', async () => {
    page.wire.isCut = true;
    portal.need(['invoices']);
    await until(() => portal.status === 'failed');
    expect(portal.error).to.include({code: 'offline', retryable: true});
    expect(portal.find('invoices')).to.deep.include({state: 'failed', isReading: false});
    page.wire.isCut = false;
    const held = page.wire.hold('/v1/portal?');
    const retried = portal.read();
    await held;
    expect(portal.find('invoices')).to.deep.include({state: 'failed', isReading: true});
    await (await held).release();
    await retried;
    expect(portal.status).to.equal('ready');
    expect(portal.error).to.equal(undefined);
    expect(portal.find('invoices').state).to.equal('ready');
  });

  it('tells what the endpoint says of a failure', async () => {
    page.sandbox.fail('findCustomer', 'provider_unavailable');
    portal.need(['invoices']);
    await until(() => portal.status === 'failed');
    expect(portal.error).to.be.instanceOf(BillingError);
    expect(portal.error).to.include({code: 'provider_unavailable', retryable: true});
    expect(portal.error?.correlationId).to.match(/^[0-9A-Z]{8}$/);
  });

  it('keeps what it knows when a later read fails', async () => {
    portal.need(['invoices']);
    await untilReady(portal);
    page.wire.isCut = true;
    await portal.read();
    expect(portal.status).to.equal('ready');
    expect(portal.error?.code).to.equal('offline');
    expect(portal.find('invoices').state).to.equal('ready');
  });

  it('reads everything that is needed for whoever follows, when one member is read and the session is another’s', async () => {
    let sessionToken = page.token;
    const {endpoint, fetch} = page.source;
    portal = new Portal({endpoint, fetch, fetchSession: () => Promise.resolve(sessionToken)});
    portal.need(['subscriptions', 'invoices']);
    await untilReady(portal);
    await page.end();
    sessionToken = await page.mint({customerId: 'cus_millrace'});
    await portal.read(['invoices']);
    expect(portal.find('subscriptions')).to.deep.equal({state: 'loading'});
    await until(() => portal.find('subscriptions').state === 'ready');
    expect(portal.answer?.customer.id).to.equal('cus_millrace');
    expect(reads(page).at(-1)).to.equal('subscriptions');
  });

  it('reads what an earlier read failed to bring when a later one succeeds', async () => {
    page.wire.isCut = true;
    portal.need(['subscriptions']);
    await until(() => portal.status === 'failed');
    page.wire.isCut = false;
    portal.need(['invoices']);
    await until(() => portal.find('subscriptions').state === 'ready');
    expect(portal.find('invoices').state).to.equal('ready');
  });

  it('knows one member as failed and the others as ready, and reads that one alone again', async () => {
    page.sandbox.fail('listInvoices', 'provider_unavailable');
    portal.need(['subscriptions', 'invoices']);
    await untilReady(portal);
    const found = portal.find('invoices');
    expect(found).to.deep.include({state: 'failed', isReading: false});
    expect(found.state === 'failed' && found.error).to.include({code: 'provider_unavailable', retryable: true});
    expect(portal.find('subscriptions').state).to.equal('ready');
    page.sandbox.fail('listInvoices', null);
    await portal.read(['invoices']);
    expect(reads(page)).to.deep.equal(['subscriptions,invoices', 'invoices']);
    expect(portal.find('invoices').state).to.equal('ready');
    expect(portal.find('subscriptions').state).to.equal('ready');
    expect(portal.answer?.unavailable).to.deep.equal({});
  });

  it('knows a member as off that the session may not see', async () => {
    const sessionToken = await page.mint({features: {invoices: {view: false}}});
    portal = new Portal({...page.source, sessionToken});
    portal.need(['subscriptions', 'invoices']);
    await untilReady(portal);
    expect(portal.find('invoices')).to.deep.equal({state: 'off'});
    expect(portal.find('paymentMethods')).to.deep.equal({state: 'loading'});
  });

  it('forgets everything when the session turns out to be over', async () => {
    portal.need(['invoices']);
    await untilReady(portal);
    await page.end();
    await portal.read();
    expect(portal.status).to.equal('ended');
    expect(portal.answer).to.equal(undefined);
    expect(portal.error?.code).to.match(/^(session_expired|invalid_session)$/);
    expect(portal.canReopen).to.equal(false);
    portal.need(['subscriptions']);
    await nextTask();
    expect(reads(page)).to.have.length(2);
  });

  it('forgets everything when a later request meets a session that is over', async () => {
    portal.need(['invoices']);
    await untilReady(portal);
    await page.end();
    const requests = await portal.requests();
    const code = await requests.readInvoice('in_lf2038', new AbortController().signal).catch(toCode);
    expect(code).to.match(/^(session_expired|invalid_session)$/);
    expect(portal.status).to.equal('ended');
    expect(portal.answer).to.equal(undefined);
  });

  it('ends with its session when the customer signs out, at the endpoint too', async () => {
    portal.need(['invoices']);
    await untilReady(portal);
    await (await portal.requests()).signOut();
    expect(portal.status).to.equal('ended');
    expect(portal.answer).to.equal(undefined);
    const {status} = await page.send('GET', '/v1/portal', {token: page.token});
    expect(status).to.equal(401);
  });

  it('reads further pages and single invoices', async () => {
    portal.need(['invoices']);
    await untilReady(portal);
    const {signal} = new AbortController();
    const requests = await portal.requests();
    const {items, nextCursor} = await requests.listInvoices({limit: '5'}, signal);
    expect(items).to.have.length(5);
    const rest = await requests.listInvoices({cursor: nextCursor ?? ''}, signal);
    expect(rest.items.map(({id}) => id)).to.not.include.members(items.map(({id}) => id));
    expect((await requests.readInvoice('in_lf1846', signal)).number).to.equal('LF-1846');
    expect(await requests.readInvoice('in_lf1650', signal).catch(toCode)).to.equal('not_found');
  });

  it('ends all later requests when it is closed', async () => {
    const held = page.wire.hold('/invoices/');
    const requests = await portal.requests();
    const code = requests.readInvoice('in_lf2038', new AbortController().signal).catch((error: Error) => error.name);
    const {request} = await held;
    portal.close();
    expect(request.signal.aborted).to.equal(true);
    expect(await code).to.equal('AbortError');
  });

  it('takes what is not of the contract for no answer', async () => {
    for (const body of ['<html>Sign in to the network</html>', '{}', '{"contract": "1.0"}', 'null']) {
      portal = new Portal({...page.source, fetch: () => Promise.resolve(new Response(body))});
      portal.need(['invoices']);
      await until(() => portal.status === 'failed');
      expect(portal.error, body).to.include({code: 'invalid_answer', retryable: true});
    }
  });
});

export function toCode(error: unknown): unknown {
  return (error as {code?: unknown}).code ?? error;
}
