import {expect} from '@open-wc/testing';
import type {InvoiceSummary} from '../../../src/contract/invoice.js';
import type {Money} from '../../../src/contract/money.js';
import type {Notice} from '../../../src/contract/notice.js';
import {noticeSchema} from '../../../src/contract/notice.js';
import type {PaymentMethod} from '../../../src/contract/payment-method.js';
import type {Subscription} from '../../../src/contract/subscription.js';
import {toNotices, type NoticeSources} from '../../../src/server/rules/notices.js';

const euros = (amount: number): Money => ({amount, currency: 'EUR', exponent: 2});

type Facts = Pick<Subscription, 'id' | 'status' | 'paymentMethodId' | 'collection'> & {
  next: {at: string; amount: Money} | null;
};

/** The members that notices follow from; the others are not looked at. */
function toSubscription(given: Partial<Facts> = {}): Subscription {
  const facts: Facts = {
    id: 'sub_1',
    status: 'active',
    paymentMethodId: null,
    collection: 'automatic',
    next: {at: '2026-12-01T00:00:00Z', amount: euros(5000)},
    ...given,
  };
  const {next, ...rest} = facts;
  return {...rest, nextPayment: next && {at: next.at, amountDue: next.amount}} as unknown as Subscription;
}

const toMethod = (given: Partial<PaymentMethod> = {}): PaymentMethod => ({
  id: 'pm_1',
  kind: 'card',
  brand: 'visa',
  last4: '4242',
  label: null,
  expiry: {month: 11, year: 2026},
  status: 'active',
  isDefault: true,
  ...given,
});

const toInvoice = (given: Partial<InvoiceSummary> = {}): InvoiceSummary => ({
  id: 'in_1',
  number: 'LF-1',
  status: 'open',
  issuedAt: '2026-11-01T00:00:00Z',
  dueAt: null,
  paidAt: null,
  description: null,
  subscriptionId: 'sub_1',
  total: euros(1900),
  amountDue: euros(1900),
  refunded: null,
  ...given,
});

function derive(sources: NoticeSources): Notice[] {
  const notices = toNotices(sources);
  for (const notice of notices) noticeSchema.parse(notice);
  return notices;
}

const namesOf = (notices: Notice[]): string[] =>
  notices.map(({kind, subscriptionId, invoiceId, paymentMethodId}) =>
    [kind, subscriptionId, invoiceId ?? paymentMethodId].join(' '),
  );

describe('A failed payment', () => {
  const behind = toSubscription({status: 'past_due'});
  const failed = (given: {subscription?: Partial<Facts>; invoice?: Partial<InvoiceSummary>}) =>
    derive({
      subscriptions: [toSubscription({status: 'past_due', ...given.subscription})],
      paymentMethods: [toMethod()],
      invoices: [toInvoice(given.invoice)],
    });

  it('is told with what is owed, with what it was charged to, and since when', () => {
    expect(failed({})).to.deep.equal([
      {
        kind: 'payment_failed',
        subscriptionId: 'sub_1',
        invoiceId: 'in_1',
        paymentMethodId: 'pm_1',
        amount: euros(1900),
        at: '2026-11-01T00:00:00Z',
        nextAt: null,
      },
    ]);
    expect(failed({invoice: {dueAt: '2026-11-14T00:00:00Z'}})[0]?.at).to.equal('2026-11-14T00:00:00Z');
    expect(failed({invoice: {amountDue: euros(700)}})[0]?.amount).to.deep.equal(euros(700));
  });

  const cases: [what: string, given: Parameters<typeof failed>[0], count: number][] = [
    ['of a subscription that is past due', {subscription: {status: 'past_due'}}, 1],
    ['of one that is unpaid', {subscription: {status: 'unpaid'}}, 1],
    ['of one that is incomplete', {subscription: {status: 'incomplete'}}, 1],
    ['of one that is active', {subscription: {status: 'active'}}, 0],
    ['of one that is canceled', {subscription: {status: 'canceled'}}, 0],
    ['of one that is what nobody knows', {subscription: {status: 'past_due_v2'}}, 0],
    ['with an invoice that is overdue', {invoice: {status: 'overdue'}}, 1],
    ['with one that is paid', {invoice: {status: 'paid'}}, 0],
    ['with one that is void', {invoice: {status: 'void'}}, 0],
    ['with one that is what nobody knows', {invoice: {status: 'parked'}}, 0],
    ['with nothing to pay', {invoice: {amountDue: euros(0)}}, 0],
    ['with a credit', {invoice: {amountDue: euros(-100)}}, 0],
    ['with an invoice of another subscription', {invoice: {subscriptionId: 'sub_2'}}, 0],
    ['with an invoice of none', {invoice: {subscriptionId: null}}, 0],
  ];
  for (const [what, given, count] of cases) {
    it(`${what} is ${count === 0 ? 'none' : 'one'}`, () => {
      expect(failed(given)).to.have.length(count);
    });
  }

  it('is about the oldest of the invoices, whatever their order', () => {
    const invoices = [
      toInvoice({id: 'in_new', issuedAt: '2026-11-01T00:00:00Z'}),
      toInvoice({id: 'in_old', issuedAt: '2026-09-01T00:00:00.000Z', amountDue: euros(300)}),
      toInvoice({id: 'in_paid', issuedAt: '2026-08-01T00:00:00Z', status: 'paid'}),
      toInvoice({id: 'in_middle', issuedAt: '2026-10-01T00:00:00Z'}),
    ];
    for (const order of [invoices, [...invoices].reverse()]) {
      const [notice, ...others] = derive({subscriptions: [behind], invoices: order});
      expect(notice).to.deep.include({invoiceId: 'in_old', amount: euros(300)});
      expect(others).to.deep.equal([]);
    }
  });

  it('of two of one instant is about the one that is listed later: lists are newest first', () => {
    const invoices = [toInvoice({id: 'in_2'}), toInvoice({id: 'in_1'})];
    expect(derive({subscriptions: [behind], invoices})[0]?.invoiceId).to.equal('in_1');
  });

  it('keeps money as the provider counts it', () => {
    for (const amountDue of [
      {amount: 123_456, currency: 'KWD', exponent: 3},
      {amount: 990, currency: 'JPY', exponent: 0},
      {amount: 129_000, currency: 'HUF', exponent: 2},
    ]) {
      expect(failed({invoice: {amountDue}})[0]?.amount).to.deep.equal(amountDue);
    }
  });

  it('names the method of the subscription before the default, and none where nothing is charged by itself', () => {
    expect(failed({subscription: {paymentMethodId: 'pm_own'}})[0]?.paymentMethodId).to.equal('pm_own');
    expect(failed({subscription: {collection: 'manual'}})[0]?.paymentMethodId).to.equal(null);
    const [unseen] = derive({subscriptions: [behind], invoices: [toInvoice()]});
    expect(unseen?.paymentMethodId).to.equal(null);
  });
});

describe('A card that ends', () => {
  const told = (given: {subscription?: Partial<Facts>; method?: Partial<PaymentMethod>}) =>
    derive({
      subscriptions: [toSubscription(given.subscription)],
      paymentMethods: [toMethod({status: 'expiring', ...given.method})],
      invoices: [],
    });

  it('is told with its last instant and the charge that it is needed for', () => {
    expect(told({})).to.deep.equal([
      {
        kind: 'card_expires',
        subscriptionId: 'sub_1',
        invoiceId: null,
        paymentMethodId: 'pm_1',
        amount: euros(5000),
        at: '2026-11-30T23:59:59.999Z',
        nextAt: '2026-12-01T00:00:00Z',
      },
    ]);
    expect(told({method: {status: 'expired'}})[0]?.kind).to.equal('card_expired');
  });

  it('ends with its month, in leap years and at the end of a year too', () => {
    for (const [month, year, at] of [
      [2, 2028, '2028-02-29T23:59:59.999Z'],
      [2, 2027, '2027-02-28T23:59:59.999Z'],
      [12, 2026, '2026-12-31T23:59:59.999Z'],
    ] as const) {
      expect(told({method: {expiry: {month, year}}})[0]?.at).to.equal(at);
    }
    expect(told({method: {expiry: null}})[0]?.at).to.equal(null);
  });

  const cases: [what: string, given: Parameters<typeof told>[0], count: number][] = [
    ['that works', {method: {status: 'active'}}, 0],
    ['that is what nobody knows', {method: {status: 'expiring_v2'}}, 0],
    ['that pays for a trial', {subscription: {status: 'trialing'}}, 1],
    ['that pays for what is past due', {subscription: {status: 'past_due'}}, 1],
    ['that paid for what is canceled', {subscription: {status: 'canceled'}}, 0],
    ['that pays for what is paused', {subscription: {status: 'paused'}}, 0],
    ['that pays for what nobody knows', {subscription: {status: 'active_v2'}}, 0],
    ['that nothing more is charged to', {subscription: {next: null}}, 0],
    ['that is not charged, because the customer pays by hand', {subscription: {collection: 'manual'}}, 0],
    ['that is the default where another one pays', {subscription: {paymentMethodId: 'pm_other'}}, 0],
    [
      'that is not the default and pays by itself',
      {subscription: {paymentMethodId: 'pm_1'}, method: {isDefault: false}},
      1,
    ],
    ['that is not the default and pays for nothing', {method: {isDefault: false}}, 0],
  ];
  for (const [what, given, count] of cases) {
    it(`${what} is ${count === 0 ? 'none' : 'one'}`, () => {
      expect(told(given)).to.have.length(count);
    });
  }

  it('is told once for all that it pays for, with the first charge', () => {
    const yen = {amount: 990, currency: 'JPY', exponent: 0};
    const subscriptions = [
      toSubscription({id: 'sub_late', next: {at: '2026-12-20T00:00:00Z', amount: euros(100)}}),
      toSubscription({id: 'sub_soon', next: {at: '2026-12-02T00:00:00.000Z', amount: yen}}),
      toSubscription({id: 'sub_never', next: null}),
      toSubscription({id: 'sub_other', paymentMethodId: 'pm_2', next: {at: '2026-11-21T00:00:00Z', amount: euros(1)}}),
    ];
    const paymentMethods = [toMethod({status: 'expiring'}), toMethod({id: 'pm_2', isDefault: false})];
    const notices = derive({subscriptions, paymentMethods});
    expect(notices).to.have.length(1);
    expect(notices[0]).to.deep.include({subscriptionId: 'sub_soon', amount: yen, nextAt: '2026-12-02T00:00:00.000Z'});
  });
});

describe('Notices', () => {
  it('begin with the most pressing: what failed, what will fail, what is going to', () => {
    const subscriptions = [
      toSubscription({id: 'sub_expiring', paymentMethodId: 'pm_expiring'}),
      toSubscription({id: 'sub_late', status: 'past_due', next: null}),
      toSubscription({
        id: 'sub_later',
        paymentMethodId: 'pm_soon',
        next: {at: '2026-12-09T00:00:00Z', amount: euros(1)},
      }),
      toSubscription({id: 'sub_expired', paymentMethodId: 'pm_expired'}),
      toSubscription({id: 'sub_latest', status: 'unpaid', next: null}),
    ];
    const paymentMethods = [
      toMethod({id: 'pm_soon', status: 'expiring', isDefault: false}),
      toMethod({id: 'pm_expiring', status: 'expiring', isDefault: false}),
      toMethod({id: 'pm_expired', status: 'expired', isDefault: false}),
    ];
    const invoices = [
      toInvoice({id: 'in_late', subscriptionId: 'sub_late', issuedAt: '2026-11-01T00:00:00Z'}),
      toInvoice({id: 'in_latest', subscriptionId: 'sub_latest', issuedAt: '2026-10-01T00:00:00Z'}),
    ];
    const given = {subscriptions, paymentMethods, invoices};
    const before = structuredClone(given);
    expect(namesOf(derive(given))).to.deep.equal([
      'payment_failed sub_latest in_latest',
      'payment_failed sub_late in_late',
      'card_expired sub_expired pm_expired',
      'card_expires sub_expiring pm_expiring',
      'card_expires sub_later pm_soon',
    ]);
    expect(given, 'what it was given').to.deep.equal(before);
  });

  it('are none where nothing could be read', () => {
    expect(derive({})).to.deep.equal([]);
    expect(derive({subscriptions: [], paymentMethods: [], invoices: []})).to.deep.equal([]);
    expect(derive({paymentMethods: [toMethod({status: 'expired'})], invoices: [toInvoice()]})).to.deep.equal([]);
    expect(derive({subscriptions: [toSubscription({status: 'past_due'})]})).to.deep.equal([]);
  });
});

describe('What is planned', () => {
  const now = '2026-11-20T10:42:00Z';
  const plan = (given: object, rest: NoticeSources = {}) =>
    derive({
      subscriptions: [{...toSubscription(), ...given}],
      paymentMethods: [toMethod()],
      now,
      ...rest,
    }).map(({kind}) => kind);
  const trial = {status: 'trialing', trialEndsAt: '2026-11-22T00:00:00Z'};
  const later = {status: 'trialing', trialEndsAt: '2026-11-30T00:00:00Z'};
  const change = {kind: 'plan', at: '2026-11-25T00:00:00Z', to: 'Crew'};
  const contract = {startsAt: '2025-12-01T00:00:00Z', endsAt: '2026-12-01T00:00:00Z', renews: false, noticeBy: null};
  const renewing = {...contract, endsAt: '2027-02-01T00:00:00Z', renews: true, noticeBy: '2026-12-15T00:00:00Z'};

  const cases: [what: string, told: string[], given: object, rest?: NoticeSources][] = [
    ['a trial that ends in two days', ['trial_ends'], trial],
    ['one that ends in ten', [], later],
    ['one that ends in ten with nothing to pay with', ['trial_ends'], later, {paymentMethods: []}],
    ['one whose methods may not be seen', [], later, {paymentMethods: undefined}],
    ['one that is paid for by transfer', [], {...trial, collection: 'manual'}],
    ['one that was canceled', [], {...trial, cancelsAt: '2026-11-22T00:00:00Z'}],
    ['one that is over', [], {...trial, trialEndsAt: '2026-11-19T00:00:00Z'}],
    ['a plan that changes within a week', ['change_pending'], {pendingChange: change}],
    ['one that changes in a month', [], {pendingChange: {...change, at: '2026-12-20T00:00:00Z'}}],
    ['a pause', [], {pendingChange: {...change, kind: 'pause'}}],
    ['a contract that ends within a month', ['contract_ends'], {commitment: contract}],
    ['one that renews, and can be stopped', ['contract_ends'], {commitment: renewing}],
    ['one that renews, and cannot any more', [], {commitment: {...renewing, noticeBy: '2026-11-01T00:00:00Z'}}],
    ['one that renews without a day to say no by', [], {commitment: {...renewing, noticeBy: null}}],
    ['anything, where nobody knows what time it is', [], trial, {now: undefined}],
  ];
  for (const [what, told, given, rest] of cases) {
    it(`is ${told.length > 0 ? 'told' : 'not told'} of ${what}`, () => {
      expect(plan(given, rest)).to.deep.equal(told);
    });
  }
});
