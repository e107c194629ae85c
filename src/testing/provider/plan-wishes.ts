import {passTime, prorated, toPlan, withNextPeriod} from './asking.js';
import type {Stage} from './bench.js';
import type {Wish} from './wish.js';

const toAddOn = ({prices: {addOn = ''}}: Stage, quantity: number) => [{priceId: addOn, quantity}];
const plan = ['previewChange', 'changePlan'] as const;
const choice = [...plan, 'chooseProration'] as const;
const quantity = ['previewChange', 'changeQuantity'] as const;
const schedule = [...plan, 'scheduleChange'] as const;

/** Changes of what is subscribed to. */
export const planWishes: readonly Wish[] = [
  {
    name: 'a dearer plan by the second',
    situation: 'subscribed',
    needs: plan,
    costs: true,
    ask: (stage) => toPlan(stage, 'higher'),
  },
  {
    name: 'a dearer plan at its full difference',
    situation: 'subscribed',
    needs: choice,
    costs: true,
    ask: (stage) => toPlan(stage, 'higher', {billing: {...prorated, proration: 'full_difference'}}),
  },
  {
    name: 'a dearer plan without a charge in this period',
    situation: 'subscribed',
    needs: choice,
    ask: (stage) => toPlan(stage, 'higher', {billing: {...prorated, proration: 'none'}}),
  },
  {
    name: 'a dearer plan in a period that begins now',
    situation: 'subscribed',
    needs: choice,
    costs: true,
    ask: (stage) => toPlan(stage, 'higher', {billing: {...prorated, anchor: 'now'}}),
  },
  {
    name: 'a dearer plan beside a running discount',
    situation: 'discounted',
    needs: plan,
    costs: true,
    ask: (stage) => toPlan(stage, 'higher'),
  },
  {
    name: 'a dearer plan where a balance pays first',
    situation: 'balance',
    needs: [...plan, 'credit'],
    costs: true,
    ask: (stage) => toPlan(stage, 'higher'),
  },
  {
    name: 'a dearer plan beside something that is counted',
    situation: 'metered',
    needs: plan,
    costs: true,
    ask: (stage) => toPlan(stage, 'higher'),
  },
  {
    name: 'a dearer plan with a promotion code',
    situation: 'subscribed',
    needs: plan,
    extras: ['promotion_code'],
    costs: true,
    ask: (stage) => toPlan(stage, 'higher', {promotionCode: stage.promotionCode ?? ''}),
  },
  {
    name: 'another plan that ends the trial',
    situation: 'trialing',
    needs: plan,
    costs: true,
    prepare: (stage) => passTime(stage, 5),
    ask: (stage) => toPlan(stage, 'higher', {trial: 'end'}),
  },
  {
    name: 'another plan in a trial that goes on',
    situation: 'trialing',
    needs: plan,
    prepare: (stage) => passTime(stage, 5),
    ask: (stage) => toPlan(stage, 'higher', {trial: 'continue'}),
  },
  {
    name: 'a cheaper plan by the second',
    situation: 'subscribed',
    needs: plan,
    ask: (stage) => toPlan(stage, 'lower'),
  },
  {
    name: 'a cheaper plan when the period is over',
    situation: 'subscribed',
    needs: schedule,
    ask: (stage) => toPlan(stage, 'lower', {billing: withNextPeriod}),
  },
  {
    name: 'the plan by the year',
    situation: 'subscribed',
    needs: ['previewChange', 'changeInterval'],
    costs: true,
    ask: (stage) => toPlan(stage, 'yearly'),
  },
  {
    name: 'the plan by the month when the year is over',
    situation: 'yearly',
    needs: ['previewChange', 'changeInterval', 'scheduleChange'],
    ask: (stage) => toPlan(stage, 'present', {billing: withNextPeriod}),
  },
  {
    name: 'more units',
    situation: 'subscribed',
    needs: quantity,
    costs: true,
    ask: (stage) => toPlan(stage, 'present', {quantity: 7}),
  },
  {
    name: 'fewer units',
    situation: 'subscribed',
    needs: quantity,
    ask: (stage) => toPlan(stage, 'present', {quantity: 2}),
  },
  {
    name: 'something beside the plan',
    situation: 'subscribed',
    needs: ['previewChange', 'addOns'],
    extras: ['add_on'],
    costs: true,
    ask: (stage) => toPlan(stage, 'present', {addOns: toAddOn(stage, 2)}),
  },
  {
    name: 'nothing beside the plan any more',
    situation: 'add_ons',
    needs: ['previewChange', 'addOns'],
    extras: ['add_on'],
    ask: (stage) => toPlan(stage, 'present'),
  },
];
