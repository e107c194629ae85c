import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {ConfigurationInput} from '../../src/contract/configuration.js';
import type {CreateSession} from '../../src/contract/session.js';
import {subscriptionActions, type Subscription, type SubscriptionAction} from '../../src/contract/subscription.js';
import {scenarioNames, type ScenarioName} from '../../src/server/providers/sandbox/index.js';
import {openFlowPage, type FlowPage} from '../support/flow-page.js';
import {focusPage} from '../support/harnesses/payment-host.js';
import {SubscriptionSummaryHarness} from '../support/harnesses/subscription-summary.js';
import {clearPage, listen, mount, until} from '../support/mount.js';

interface Options {
  session?: CreateSession;
  configurations?: ConfigurationInput;
}

let page: FlowPage;

before(focusPage);
afterEach(clearPage);

async function show(scenario: ScenarioName, options: Options = {}): Promise<SubscriptionSummaryHarness> {
  const {session, ...rest} = options;
  page = await openFlowPage({scenario, ...rest});
  const sessionToken = await page.mint(session);
  return new SubscriptionSummaryHarness(mount('subscription-summary', {...page.source, sessionToken})).shown();
}

/** With its menu open. */
async function showMenu(scenario: ScenarioName, options: Options = {}): Promise<SubscriptionSummaryHarness> {
  const shown = await show(scenario, options);
  await shown.openMenu();
  return shown;
}

/** What can be chosen, and what cannot. */
const split = ({menuItems}: SubscriptionSummaryHarness): {open: string[]; refused: string[]} => ({
  open: menuItems.filter(({refusal}) => !refusal).map(({label}) => label),
  refused: menuItems.filter(({refusal}) => refusal).map(({label}) => label),
});

/** What each is called on the screen. */
const names: Record<SubscriptionAction, RegExp> = {
  changePlan: /^(Change|Choose a) plan$/m,
  changeInterval: /^Change how often you pay$/m,
  changeQuantity: /^Change (seats|quantity)$/m,
  changeAddOns: /^Change add-ons$/m,
  applyPromotionCode: /^Use a promotion code$/m,
  pause: /^Pause$/m,
  unpause: /^Resume$/m,
  cancel: /^Cancel /m,
  undoCancel: /^Keep /m,
  // What is canceled is taken back by keeping it.
  withdrawPendingChange: /^(Withdraw|Keep) /m,
  restart: /^Restart$/m,
  payInvoice: /^(Pay |See invoices$)/m,
  changePaymentMethod: /^(Change payment method|Change \S+ (••••|with)|Add)/m,
};

/** Done already; or the plan itself leaves nothing to choose, though it is switched on everywhere here. */
const isPointless = (reason: string): boolean => reason === 'already_done' || reason === 'feature_disabled';
const isEnded = ({status}: Subscription): boolean => status === 'canceled' || status === 'expired';

describe('What can be done with a subscription', () => {
  it('is two things to see, and everything else in a menu', async () => {
    const shown = await showMenu('active');
    expect(shown.actions).to.deep.equal(['Change plan', 'Cancel subscription']);
    expect(split(shown)).to.deep.equal({
      open: [
        ...['Change seats', 'Change how often you pay', 'Change add-ons', 'Use a promotion code'],
        ...['Pause', 'Start another plan'],
      ],
      refused: [],
    });
    expect(shown.menuButton?.ariaLabel).to.equal('More actions for Crew');
  });

  it('leads each to its review', async () => {
    const went = listen(document, 'billing-navigate');
    for (const [scenario, label, view] of [
      ['active', 'Change plan', 'subscriptions/sub_crew/plan'],
      ['paused', 'Resume', 'subscriptions/sub_crew/resume'],
      ['pauses_soon', 'Withdraw pause', 'subscriptions/sub_crew/withdraw'],
      ['change_pending', 'Withdraw change', 'subscriptions/sub_crew/withdraw'],
      ['ended', 'Restart', 'subscriptions/sub_crew/restart'],
      ['ended', 'Start another plan', 'subscriptions/new'],
      ['several', 'Start another plan', 'subscriptions/new'],
    ] as const) {
      (await show(scenario)).button(label).click();
      expect(went.at(-1)?.view, label).to.equal(view);
      clearPage();
    }
    for (const [label, view] of [
      ['Change seats', 'subscriptions/sub_crew/plan'],
      ['Pause', 'subscriptions/sub_crew/pause'],
      ['Start another plan', 'subscriptions/new'],
    ] as const) {
      (await showMenu('active')).item(label).click();
      expect(went.at(-1)?.view, label).to.equal(view);
      clearPage();
    }
  });

  for (const scenario of scenarioNames) {
    it(`is never merely missing: what is not there is done already (${scenario})`, async () => {
      const shown = await show(scenario);
      shown.element.locale = 'en';
      const [only, ...others] = shown.element.portal?.answer?.subscriptions ?? [];
      if (!only || others.length > 0) return;
      if (!isEnded(only)) await until(() => shown.menuButton, 'the menu');
      await shown.element.updateComplete;
      const said = shown.everyAction.join('\n');
      for (const action of subscriptionActions) {
        const permission = only.actions[action];
        const isMeant = permission && (permission.allowed || !isPointless(permission.reason));
        if (isMeant) expect(said, action).to.match(names[action]);
      }
    });
  }

  it('is offered by its menu to the keyboard alone, and gives the focus back', async () => {
    const shown = await show('active');
    const button = await until(() => shown.menuButton, 'the menu');
    button.focus();
    await sendKeys({press: 'Enter'});
    const menu = await until(() => shown.menu, 'the menu');
    await until(() => menu.contains(shown.focused), 'the focus in it');
    await sendKeys({press: 'p'});
    expect(shown.focused?.textContent).to.contain('Pause');
    await sendKeys({press: 'Escape'});
    await until(() => !shown.menu, 'its end');
    expect(shown.focused === button).to.equal(true);
  });
});

describe('What cannot be done', () => {
  it('is in the menu with its reason, told at each and seen once', async () => {
    const shown = await showMenu('past_due');
    const {refused} = split(shown);
    expect(refused).to.include.members(['Change plan', 'Change seats', 'Pause']);
    for (const {refusal} of shown.menuItems.filter(({label}) => refused.includes(label)))
      expect(refusal).to.equal('Your last payment of €138.04 failed. Pay it first.');
    const seen = [...(shown.menu?.querySelectorAll('.why') ?? [])].filter((why) => why.checkVisibility());
    expect(seen.length).to.equal(1);
    const went = listen(document, 'billing-navigate');
    shown.item('Change plan').click();
    expect(went).to.deep.equal([]);
    expect(shown.menu).to.not.equal(null);
  });

  it('names days, the owner, and whoever switched it off', async () => {
    const reasonOf = async (label: string, scenario: ScenarioName, options?: Options): Promise<string | undefined> => {
      const shown = await showMenu(scenario, options);
      const {refusal} = shown.menuItems.find((item) => item.label === label) ?? {};
      clearPage();
      return refusal;
    };
    expect(await reasonOf('Pause', 'trialing')).to.contain('trial is over, on November 25, 2026');
    expect(await reasonOf('Change plan', 'locked_near_renewal')).to.contain('again from December 1, 2026');
    expect(await reasonOf('Change plan', 'committed')).to.contain('until February 1, 2027');
    expect(await reasonOf('Change plan', 'cancels_soon')).to.contain('This ends on December 1, 2026');
    expect(await reasonOf('Change payment method', 'manual_collection')).to.contain('You pay by invoice');
    const configurations = {brand: {name: 'Kilnhouse'}, features: {pause: {enabled: false}, change: {start: false}}};
    for (const label of ['Pause', 'Start another plan'])
      expect(await reasonOf(label, 'active', {configurations})).to.contain('Switched off by Kilnhouse.');
    expect(await reasonOf('Start another plan', 'active', {session: {readOnly: true}})).to.contain('only looking');
  });

  it('has the way forward, where nothing else on the screen leads there', async () => {
    const went = listen(document, 'billing-navigate');
    const planned = await showMenu('change_pending');
    // Withdrawing it stands beside already.
    expect(planned.menuItems.map(({label}) => label)).to.not.include('Withdraw it');
    clearPage();
    const owing = await showMenu('past_due', {session: {features: {invoices: {pay: false}}}});
    owing.item('See invoices').click();
    expect(went.at(-1)?.view).to.equal('invoices');
  });
});

describe('What is planned', () => {
  it('is said with its day, also where the state says something else', async () => {
    page = await openFlowPage({scenario: 'trialing'});
    const planned = {kind: 'plan', at: '2026-11-25T10:42:00Z', to: 'Solo'};
    page.answers.alter('/v1/portal', (answer) => ({
      ...answer,
      subscriptions: (answer['subscriptions'] as object[]).map((one) => ({...one, pendingChange: planned})),
    }));
    const shown = await new SubscriptionSummaryHarness(mount('subscription-summary', page.source)).shown();
    expect(shown.states).to.deep.equal(['Trial, 5 days left']);
    expect(shown.plans[0]).to.contain('Changes to Solo on November 25, 2026');
    clearPage();
    const told = await show('change_pending');
    expect(told.plans[0]?.split('Changes to Crew').length).to.equal(2);
  });
});

describe('What comes behind the first screen', () => {
  it('moves nothing, and keeps the focus', async () => {
    page = await openFlowPage();
    const shown = new SubscriptionSummaryHarness(mount('subscription-summary', page.source));
    await until(() => shown.element.portal?.status === 'ready' && !shown.isSkeleton, 'the plan');
    const boxes = (): number[] => {
      const all = ['.panel', '.price', '.actions', '.actions button', '.side', '.with'];
      return all.flatMap((selector) => {
        const {x, y, width, height} = shown.element.shadowRoot?.querySelector(selector)?.getBoundingClientRect() ?? {};
        return [x, y, width, height].map((value) => Math.round(value ?? -1));
      });
    };
    const before = boxes();
    const change = shown.button('Change plan');
    change.focus();
    await until(() => shown.menuButton, 'the menu');
    expect(boxes()).to.deep.equal(before);
    expect(shown.focused === change).to.equal(true);
    expect(shown.button('Change plan') === change).to.equal(true);
  });
});

describe('Several subscriptions', () => {
  /** The subscriptions of the answer, as often as it is said, with another id each. */
  async function showMany(going: number, ended: number): Promise<SubscriptionSummaryHarness> {
    page = await openFlowPage({scenario: 'several'});
    page.answers.alter('/v1/portal', (answer) => {
      const [crew, , workshop] = answer['subscriptions'] as object[];
      const copies = (what: object | undefined, count: number, name: string): object[] =>
        Array.from({length: count}, (_, index) => ({...what, id: `${name}_${index}`, name: `${name} ${index + 1}`}));
      return {...answer, subscriptions: [...copies(crew, going, 'Crew'), ...copies(workshop, ended, 'Old')]};
    });
    return new SubscriptionSummaryHarness(mount('subscription-summary', page.source)).shown();
  }

  it('each open into a summary with actions of its own', async () => {
    const shown = await showMany(3, 0);
    expect(shown.plans).to.deep.equal([]);
    for (const name of ['Crew 1', 'Crew 3']) shown.button(name).click();
    await shown.element.updateComplete;
    expect(shown.actions).to.deep.equal([
      ...['Change plan', 'Cancel subscription', 'Change plan', 'Cancel subscription', 'Start another plan'],
    ]);
    const went = listen(document, 'billing-navigate');
    shown.element.shadowRoot?.querySelectorAll<HTMLElement>('.actions button')[2]?.click();
    expect(went.at(-1)?.view).to.equal('subscriptions/Crew_2/plan');
  });

  it('that have ended are folded away, counted, and unfolded by keyboard', async () => {
    const shown = await showMany(12, 12);
    expect(shown.rows).to.have.length(13);
    expect(shown.rows.at(-1)).to.equal('12 ended');
    const fold = shown.button('12 ended');
    expect(fold.ariaExpanded).to.equal('false');
    fold.focus();
    await sendKeys({press: 'Enter'});
    await until(() => shown.rows.length === 25, 'all of them');
    expect(fold.ariaExpanded).to.equal('true');
    expect(shown.focused === fold).to.equal(true);
    await sendKeys({press: 'Enter'});
    await until(() => shown.rows.length === 13, 'the others');
  });

  it('are open where only one of them goes on, and unfolded where none does', async () => {
    const one = await showMany(1, 2);
    expect(one.rows.map((row) => row.split(' ').slice(0, 2).join(' '))).to.deep.equal(['Crew 1', '2 ended']);
    expect(one.plans).to.have.length(1);
    clearPage();
    expect((await showMany(0, 3)).rows).to.have.length(3);
  });
});

describe('A customer without a subscription', () => {
  it('is led to the first one', async () => {
    const shown = await show('no_subscription');
    const went = listen(document, 'billing-navigate');
    (await until(() => shown.hasButton('Choose a plan') && shown.button('Choose a plan'), 'a way')).click();
    expect(went.at(-1)?.view).to.equal('subscriptions/new');
  });

  it('is told why there is no way, where there is none', async () => {
    const shown = await show('no_subscription', {configurations: {features: {change: {start: false}}}});
    await until(() => shown.refusal, 'the reason');
    expect(shown.refusal).to.contain('switched off');
  });
});
