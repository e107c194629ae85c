import {expect} from '@open-wc/testing';
import type {FetchSession, SessionGrant, SessionRequest} from '../../src/client/session.js';
import {Portal} from '../../src/state/portal.js';
import {publicOrigin, readCode} from '../support/endpoint.js';
import {openPage, quiet, until, type Page} from '../support/mount.js';

/** A host's callback that notes how it was asked. */
function createHost(answer: (request: SessionRequest) => SessionGrant | Promise<SessionGrant>) {
  const asked: SessionRequest[] = [];
  const fetchSession: FetchSession = async (request) => {
    asked.push(request);
    return answer(request);
  };
  return {asked, fetchSession};
}

/** A host whose callback takes its time, and gives up when it is told that nobody waits. */
function createSlowHost() {
  const answers: ((grant: SessionGrant) => void)[] = [];
  const wait = ({signal}: SessionRequest): Promise<SessionGrant> =>
    new Promise((resolve, reject) => {
      answers.push(resolve);
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  return {answers, ...createHost(wait)};
}

describe('The session of a page', () => {
  let page: Page;
  let portal: Portal;
  const open = (source: {sessionToken?: string; fetchSession?: FetchSession}): Portal =>
    (portal = new Portal({endpoint: page.source.endpoint, fetch: page.wire.fetch, ...source}));
  const ready = async (): Promise<void> => void (await until(() => portal.status === 'ready', 'an answer'));
  const failed = async (): Promise<void> => void (await until(() => portal.status === 'failed', 'a failure'));
  beforeEach(async () => {
    page = await openPage();
  });
  afterEach(() => portal.close());

  it('begins with the token that the host gave', async () => {
    open({sessionToken: page.token}).need(['invoices']);
    await ready();
    expect(page.wire.sent.map(({token}) => token)).to.deep.equal([page.token]);
  });

  it('is asked for with what is to be shown, and needs no request of its own when the answer comes with it', async () => {
    const {asked, fetchSession} = createHost(({include}) =>
      page.billing.createSession({customerId: page.sandbox.customerId, include}),
    );
    open({fetchSession}).need(['subscriptions', 'invoices']);
    await ready();
    expect(asked.map(({reason, include}) => ({reason, include}))).to.deep.equal([
      {reason: 'initial', include: 'subscriptions,invoices'},
    ]);
    expect(page.wire.sent).to.deep.equal([]);
    expect(portal.find('invoices').state).to.equal('ready');
  });

  it('may be the token alone', async () => {
    const {asked, fetchSession} = createHost(() => page.token);
    open({fetchSession}).need(['invoices']);
    await ready();
    expect(asked).to.have.length(1);
    expect(page.wire.lines).to.deep.equal(['GET /v1/portal?include=invoices']);
  });

  it('does not ask the host while it has a token that is taken', async () => {
    const {asked, fetchSession} = createHost(() => page.token);
    open({sessionToken: page.token, fetchSession}).need(['invoices']);
    await ready();
    expect(asked).to.deep.equal([]);
  });

  it('is opened again once for requests that are refused at the same time', async () => {
    const {asked, fetchSession} = createHost(() => page.mint());
    open({sessionToken: page.token, fetchSession}).need(['invoices']);
    await ready();
    await page.end();
    const requests = await portal.requests();
    const {signal} = new AbortController();
    const [, page1, invoice] = await Promise.all([
      portal.read(),
      requests.listInvoices({}, signal),
      requests.readInvoice('in_lf2038', signal),
    ]);
    expect(asked.map(({reason}) => reason)).to.deep.equal(['unauthorized']);
    expect(page1.items).to.have.length(12);
    expect(invoice.id).to.equal('in_lf2038');
    expect(portal.status).to.equal('ready');
  });

  it('goes on for others when the request that had it opened again is abandoned', async () => {
    const {asked, answers, fetchSession} = createSlowHost();
    open({sessionToken: page.token, fetchSession}).need(['invoices']);
    await ready();
    await page.end();
    const requests = await portal.requests();
    const abandoned = new AbortController();
    const first = requests.readInvoice('in_lf2038', abandoned.signal).catch((error: Error) => error.name);
    await until(() => asked.length > 0);
    const second = requests.readInvoice('in_lf1846', new AbortController().signal).catch((error: Error) => error);
    await until(() => page.wire.sent.at(-1)?.line.includes('in_lf1846') && page.wire.sent.at(-1)?.status === 401);
    await quiet();
    abandoned.abort();
    await quiet();
    // Whoever is asked a second time answers too.
    for (const answer of answers) answer(await page.mint());
    expect(await first).to.equal('AbortError');
    expect(await second).to.include({id: 'in_lf1846'});
  });

  it('is over when the one that replaces it is refused as well, and is not asked for endlessly', async () => {
    const {asked, fetchSession} = createHost(() => page.token);
    await page.end();
    open({sessionToken: page.token, fetchSession}).need(['invoices']);
    await until(() => portal.status === 'ended');
    expect(asked).to.have.length(1);
    expect(portal.canReopen).to.equal(true);
  });

  it('can be reopened by the host after it ended', async () => {
    let grant = page.token;
    const {asked, fetchSession} = createHost(() => grant);
    await page.end();
    open({fetchSession}).need(['invoices']);
    await until(() => portal.status === 'ended');
    grant = await page.mint();
    await portal.reopen();
    expect(portal.status).to.equal('ready');
    expect(asked.at(-1)).to.include({reason: 'initial', include: 'invoices'});
  });

  it('drops what was shown when the session that follows is another customer’s', async () => {
    let grant = page.token;
    const {fetchSession} = createHost(() => grant);
    open({fetchSession}).need(['invoices', 'subscriptions']);
    await ready();
    const names = (): string[] => portal.answer?.subscriptions?.map(({name}) => name) ?? [];
    expect(names()).to.deep.equal(['Crew']);
    await page.end();
    grant = await page.mint({customerId: 'cus_millrace'});
    await portal.read(['invoices']);
    expect(portal.answer?.customer.id).to.equal('cus_millrace');
    expect(names()).to.deep.equal([]);
  });

  it('asks nothing for one customer with a session that a read has just opened for another', async () => {
    let grant = page.token;
    const {fetchSession} = createHost(() => grant);
    open({fetchSession}).need(['invoices']);
    await ready();
    const requests = await portal.requests();
    await page.end();
    grant = await page.mint({customerId: 'cus_millrace'});
    // The host's callback gives the token alone: whose it is comes with the answer that is on its way.
    const refused = page.wire.hold('/v1/portal?');
    void portal.read();
    const held = page.wire.hold('/v1/portal?');
    await (await refused).release();
    await held;
    const code = await readCode(requests.listInvoices({}, new AbortController().signal));
    expect(code).to.equal('session_expired');
    expect(page.wire.lines.filter((line) => line.includes('/invoices'))).to.deep.equal([]);
    expect(portal.answer).to.equal(undefined);
  });

  it('brings nothing of one customer that comes when another one is shown', async () => {
    let grant = page.token;
    const {fetchSession} = createHost(() => grant);
    open({fetchSession}).need(['invoices']);
    await ready();
    const requests = await portal.requests();
    // Held on its way back, so that its own session still takes it.
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const {fetch} = page.wire;
    portal.source.fetch = async (request) => {
      const response = await fetch(request);
      if (request.url.includes('/invoices')) await arrived;
      return response;
    };
    const late = readCode(requests.listInvoices({}, new AbortController().signal));
    await until(() => page.wire.sent.at(-1)?.line.includes('/invoices') && page.wire.sent.at(-1)?.status === 200);
    await page.end();
    grant = await page.mint({customerId: 'cus_millrace'});
    await portal.read();
    arrive();
    expect(await late).to.equal('session_expired');
    expect(portal.status).to.equal('ready');
    expect(portal.answer?.customer.id).to.equal('cus_millrace');
  });

  it('is opened by a request that comes before the first read', async () => {
    const {asked, fetchSession} = createHost(() => page.token);
    const requests = await open({fetchSession}).requests();
    const {signal} = new AbortController();
    expect((await requests.listInvoices({}, signal)).items).to.have.length(12);
    expect((await requests.readInvoice('in_lf2038', signal)).id).to.equal('in_lf2038');
    expect(asked.map(({reason}) => reason)).to.deep.equal(['initial']);
    expect(portal.status).to.equal('idle');
    expect(page.wire.lines.filter((line) => line.startsWith('GET /v1/portal?'))).to.have.length(1);
  });

  it('says that nobody is signed in when the host’s callback throws', async () => {
    const cause = new Error('the host is down');
    for (const fetchSession of [
      () => Promise.reject(cause),
      () => {
        throw cause;
      },
    ]) {
      open({fetchSession}).need(['invoices']);
      await failed();
      expect(portal.error).to.include({code: 'not_signed_in', cause});
    }
  });

  it('is over when its token is and nobody is signed in at the host any more', async () => {
    for (const again of [
      () => portal.read(),
      async () => readCode((await portal.requests()).listInvoices({}, new AbortController().signal)),
    ]) {
      const grants = [await page.mint()];
      const [token] = grants;
      const {fetchSession} = createHost(() => grants.pop() ?? Promise.reject(new Error('nobody is signed in')));
      open({fetchSession}).need(['invoices']);
      await ready();
      await page.end(token);
      await again();
      expect(portal.status).to.equal('ended');
      expect(portal.error?.code).to.equal('not_signed_in');
      expect(portal.answer).to.equal(undefined);
      grants.push(await page.mint());
      await portal.reopen();
      expect(portal.status).to.equal('ready');
    }
  });

  it('tells the host’s callback when nobody waits any more, and asks nothing with what it gives then', async () => {
    let answer = (_grant: SessionGrant): void => undefined;
    const {asked, fetchSession} = createHost(() => new Promise((resolve) => (answer = resolve)));
    open({fetchSession}).need(['invoices']);
    await until(() => asked.length > 0);
    expect(asked[0]?.signal.aborted).to.equal(false);
    portal.close();
    expect(asked[0]?.signal.aborted).to.equal(true);
    answer(page.token);
    await quiet();
    expect(portal.error).to.equal(undefined);
    expect(page.wire.sent).to.deep.equal([]);
  });

  it('is the one that was asked for last, whichever the host gives first', async () => {
    const answers: ((grant: SessionGrant) => void)[] = [];
    const {fetchSession} = createHost(() => new Promise((resolve) => void answers.push(resolve)));
    open({fetchSession}).need(['invoices']);
    await until(() => answers.length === 1);
    portal.close();
    portal.need(['invoices']);
    await until(() => answers.length === 2);
    answers[1]?.(await page.mint({customerId: 'cus_millrace'}));
    await ready();
    answers[0]?.(page.token);
    await quiet();
    await portal.read();
    expect(portal.answer?.customer.id).to.equal('cus_millrace');
  });

  it('is none when the host’s callback gives none', async () => {
    for (const grant of ['', {sessionToken: ''}]) {
      open(createHost(() => grant)).need(['invoices']);
      await until(() => portal.status === 'ended');
    }
    expect(page.wire.sent).to.deep.equal([]);
  });

  it('takes no portal from the host that is not of the contract', async () => {
    const grant = {sessionToken: page.token, portal: {contract: '1.0'} as never};
    open(createHost(() => grant)).need(['invoices']);
    await failed();
    expect(portal.error?.code).to.equal('invalid_answer');
  });

  it('comes from the host’s own sign-in where there is neither token nor callback', async () => {
    const asHostPage = (request: Request): Promise<Response> => {
      // A page may not set its origin itself: the browser does, once a request leaves it.
      const headers = new Headers(request.headers);
      headers.set('origin', publicOrigin);
      return page.wire.fetch(Object.defineProperty(request, 'headers', {value: headers}));
    };
    portal = new Portal({endpoint: page.source.endpoint, fetch: asHostPage});
    portal.need(['invoices']);
    await ready();
    expect(page.wire.lines).to.deep.equal(['POST /v1/access/session']);
    expect(portal.answer?.customer.id).to.equal(page.sandbox.customerId);
  });
});
