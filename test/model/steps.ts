import * as fc from 'fast-check';
import type {SandboxVerb} from '../../src/server/providers/sandbox/index.js';
import {journeys, travel} from './journeys.js';
import {settle} from './settle.js';
import type {SessionKind} from './tab.js';
import {mishaps, type Mishap} from './tab-wire.js';
import type {HostAnswer, Walk} from './walk.js';

/** What a customer knows without looking: how many pages are open, and in which of them the portal is not shown. */
export interface Model {
  tabs: number;
  away: Set<number>;
}

/** One step of a walk. */
export type Step = fc.AsyncCommand<Model, Walk>;

/** A step, in words. What is true before it, what it does, and what the customer knows afterwards. */
class WalkStep implements Step {
  constructor(
    protected readonly name: string,
    private readonly act: (walk: Walk) => Promise<void> | void,
    private readonly isPossible: (model: Model) => boolean = () => true,
    private readonly learn: (model: Model) => void = () => undefined,
  ) {}

  check(model: Readonly<Model>): boolean {
    return this.isPossible(model);
  }

  async run(model: Model, walk: Walk): Promise<void> {
    walk.journal.push(this.name);
    await this.act(walk);
    this.learn(model);
    await walk.rest();
  }

  toString(): string {
    return this.name;
  }
}

/** How often each control is pressed, in comparison; others have 1. What leads on is pressed more often than what leads away. */
const weights: [pattern: RegExp, weight: number][] = [
  [/^(Pay|Try again, pay)/, 6],
  [/^(Confirm|Save card)$/, 6],
  [/^(Works|Is declined|Bank asks)|(Works|declined|confirm)$/, 3],
  [/^(Switch to|Confirm the change|Start |Restart|Resume|Pause|Withdraw what)/, 10],
  [/^Review/, 8],
  [/^(Try again|Check now|Continue|Cancel subscription|Undo, keep|Keep)/, 4],
  [/^(Refuse|Add another card|Back to billing|choose)/, 2],
];

const toWeight = (name: string): number => weights.find(([pattern]) => pattern.test(name))?.[1] ?? 1;

/** Presses one of the controls that are on the screen. */
class Press implements Step {
  constructor(
    private readonly index: number,
    private readonly pick: number,
  ) {}

  check({tabs, away}: Readonly<Model>): boolean {
    return this.index < tabs && !away.has(this.index);
  }

  async run(_: Model, walk: Walk): Promise<void> {
    const tab = walk.tabs[this.index];
    const controls = tab?.screen.controls.flatMap((control) =>
      Array.from({length: toWeight(control.name)}, () => control),
    );
    const control = controls?.[Math.floor(this.pick * controls.length)];
    walk.journal.push(`tab ${this.index + 1}: press "${control?.name}"`);
    tab?.element.dispatchEvent(new PointerEvent('pointerdown', {bubbles: true, composed: true}));
    control?.press();
    await walk.rest();
  }

  toString(): string {
    return `press something in tab ${this.index + 1}`;
  }
}

const isOpen =
  (index: number) =>
  ({tabs}: Model): boolean =>
    index < tabs;

/** Steps of one page; what goes wrong with its next write comes first. */
function listTabSteps(index: number): fc.Arbitrary<Step>[] {
  const name = `tab ${index + 1}`;
  const wireOf = (walk: Walk) => walk.tabs[index]?.wire;
  const step = (what: string, act: (walk: Walk) => Promise<void> | void) =>
    fc.constant<Step>(new WalkStep(`${name}: ${what}`, act, isOpen(index)));
  const happen = (sort: 'write' | 'read', mishap: Mishap) =>
    new WalkStep(
      `${name}: the next ${sort} is ${mishap}`,
      (walk) => wireOf(walk)?.prepare(sort, mishap),
      isOpen(index),
    );
  const reload = (kind: SessionKind) =>
    new WalkStep(
      `${name}: load anew, session from the ${kind}`,
      (walk) => walk.open(index, kind),
      ({tabs}) => index <= tabs,
      (model) => {
        model.tabs = Math.max(model.tabs, index + 1);
        model.away.delete(index);
      },
    );
  return [
    fc.constantFrom(...mishaps).map((mishap) => happen('write', mishap)),
    fc.constantFrom(...mishaps).map((mishap) => happen('read', mishap)),
    fc.constantFrom(...journeys).map((journey) => {
      const isShown = (model: Model): boolean => isOpen(index)(model) && !model.away.has(index);
      return new WalkStep(`${name}: ${journey.name}`, (walk) => travel(walk, index, journey), isShown);
    }),
    step('what waits goes through', (walk) => wireOf(walk)?.release()),
    fc.constantFrom(true, false).map((isCut) => {
      const cut = (walk: Walk): void => {
        const wire = wireOf(walk);
        if (wire) wire.isCut = isCut;
      };
      return new WalkStep(`${name}: ${isCut ? 'no connection' : 'connected'}`, cut, isOpen(index));
    }),
    // Most of the time the same customer signs in again, and sometimes it is somebody else by then.
    fc.constantFrom<HostAnswer>('grants', 'grants', 'another', 'refuses').map((answer) => {
      const end = async (walk: Walk): Promise<void> => {
        const tab = walk.tabs[index];
        if (tab) await walk.signOut(tab);
        walk.host = answer;
      };
      return new WalkStep(`${name}: its session is ended, the host ${answer}`, end, isOpen(index));
    }),
    fc.constantFrom<SessionKind>('host', 'token').map(reload),
    fc.constant(
      new WalkStep(
        `${name}: leave the view`,
        (walk) => walk.tabs[index]?.leave(),
        ({tabs, away}) => index < tabs && !away.has(index),
        ({away}) => void away.add(index),
      ),
    ),
    fc.constant(
      new WalkStep(
        `${name}: come back to the view`,
        (walk) => walk.tabs[index]?.comeBack(),
        ({away}) => away.has(index),
        ({away}) => void away.delete(index),
      ),
    ),
  ];
}

const writeVerbs: SandboxVerb[] = ['payInvoice', 'applyChange', 'complete', 'startPaymentMethodSetup', 'receiveEntry'];
const readVerbs: SandboxVerb[] = ['readBack', 'listInvoices', 'readInvoice', 'listSubscriptions', 'previewChange'];
const faultyVerbs: SandboxVerb[] = [...writeVerbs, ...readVerbs];

/** Steps of the provider, which come first, of the host, and of time, which come last. */
function listWorldSteps(): fc.Arbitrary<Step>[] {
  const provider = (what: string, act: (walk: Walk) => void) => new WalkStep(`provider: ${what}`, act);
  return [
    fc
      .constantFrom<'declined' | 'challenge'>('declined', 'challenge')
      .map((outcome) => provider(`next payment ${outcome}`, ({endpoint}) => endpoint.sandbox.nextPayment(outcome))),
    fc
      // A payment most of all, of which nobody knows then.
      .constantFrom('payInvoice' as const, 'payInvoice' as const, 'payInvoice' as const, ...writeVerbs)
      .map((verb) => provider(`loses ${verb}`, ({endpoint}) => endpoint.sandbox.loseAnswer(verb, 1))),
    fc
      .constantFrom(...faultyVerbs)
      .map((verb) => provider(`fails ${verb}`, ({endpoint}) => endpoint.sandbox.fail(verb, 'provider_unavailable', 1))),
    fc
      .tuple(fc.constantFrom(...faultyVerbs), fc.constantFrom(2, 60))
      .map(([verb, wait]) =>
        provider(`limits ${verb}, ${wait} s`, ({endpoint}) => endpoint.sandbox.rateLimit(verb, wait, 1)),
      ),
    fc
      .constantFrom(4, 5, 6)
      .map((seats) => new WalkStep(`elsewhere: ${seats} seats`, (walk) => walk.changeElsewhere(seats))),
    fc
      .constantFrom<HostAnswer>('grants', 'refuses', 'another')
      .map((answer) => new WalkStep(`host: ${answer}`, (walk) => void (walk.host = answer))),
    fc
      .constantFrom(2, 4, 30, 120)
      .map((seconds) => new WalkStep(`${seconds} s pass`, (walk) => walk.pass(seconds * 1000))),
    fc
      .constantFrom(16, 31)
      .map((minutes) => new WalkStep(`asleep for ${minutes} min`, (walk) => walk.sleep(minutes * 60_000))),
    fc.constant(
      new WalkStep('settle', settle, undefined, ({away}) => {
        away.clear();
      }),
    ),
  ];
}

/**
 * Steps in any order: more than half of them press something, and what goes wrong with a write comes up often. `changes` says
 * how often a change of a subscription is gone through from its beginning.
 */
export function listSteps(changes: number): fc.Arbitrary<Step>[] {
  const picks = fc.integer({min: 0, max: 999}).map((pick) => pick / 1000);
  const press = (index: number) => picks.map((pick): Step => new Press(index, pick));
  const [first, second] = [listTabSteps(0), listTabSteps(1)];
  const world = listWorldSteps();
  // Commands are drawn evenly from the list: what stands in it several times comes up as often.
  return [
    ...repeat(26, [press(0)]),
    ...repeat(8, [press(1)]),
    ...repeat(3, [...first.slice(0, 1), ...first.slice(5, 6)]),
    ...repeat(2, second.slice(0, 1)),
    ...repeat(changes, first.slice(2, 3)),
    ...repeat(Math.ceil(changes / 3), second.slice(2, 3)),
    ...repeat(3, world.slice(0, 3)),
    ...repeat(3, world.slice(-3, -2)),
    ...[...first, ...second, ...world],
  ];
}

function repeat<T>(times: number, items: readonly T[]): T[] {
  return Array.from({length: times}, () => items).flat();
}
