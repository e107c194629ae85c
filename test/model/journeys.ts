import type {PortalView} from '../../src/events/portal-events.js';
import type {Walk} from './walk.js';

/** What a customer does from a link of the host's to the press that acts: by chance, few walks would get there. */
export interface Journey {
  name: string;
  view: PortalView;
  /** What is pressed, one after the other; what is not on the screen is left out. */
  presses: readonly RegExp[];
  /** What happens before the last of them. */
  meanwhile?(walk: Walk): Promise<void> | void;
}

const confirm = /^(Switch to|Confirm the change|Start|Resume|Restart|Pause|Withdraw|Cancel subscription|Keep)/;
const plan = 'subscriptions/sub_crew/plan';

/** What happens most comes up most. */
export const journeys: readonly Journey[] = [
  {name: 'switches to Company', view: plan, presses: [/^Company/, /^Review/, confirm]},
  {
    name: 'switches to Company, and the bank asks',
    view: plan,
    presses: [/^Company/, /^Review/, confirm],
    meanwhile: ({endpoint}) => endpoint.sandbox.nextPayment('challenge'),
  },
  {
    name: 'switches to Company, and the bank declines',
    view: plan,
    presses: [/^Company/, /^Review/, confirm],
    meanwhile: ({endpoint}) => endpoint.sandbox.nextPayment('declined'),
  },
  {
    name: 'switches to Company, and somebody adds a seat',
    view: plan,
    presses: [/^Company/, /^Review/, confirm],
    meanwhile: (walk) => walk.changeElsewhere(7),
  },
  {name: 'switches to Crew by the year', view: plan, presses: [/^Yearly/, /^Crew/, /^Review/, confirm]},
  {name: 'adds a seat', view: plan, presses: [/^More: Seats/, /^Review/, confirm]},
  {name: 'looks at Company', view: plan, presses: [/^Company/, /^Review/]},
  {name: 'starts another', view: 'subscriptions/new', presses: [/^Crew/, /^Review/, confirm]},
  {name: 'pauses later', view: 'subscriptions/sub_crew/pause', presses: [/^Review/, confirm]},
  {name: 'pauses now', view: 'subscriptions/sub_crew/pause', presses: [/^choose Now/, /^Review/, confirm]},
  {name: 'resumes', view: 'subscriptions/sub_crew/resume', presses: [confirm]},
  {name: 'withdraws', view: 'subscriptions/sub_crew/withdraw', presses: [confirm]},
  {name: 'cancels', view: 'subscriptions/sub_crew/cancel', presses: [/^Cancel subscription/]},
  {name: 'keeps', view: 'subscriptions/sub_crew/keep', presses: [/^Keep/]},
];

/** Goes as far as there is something to press. */
export async function travel(walk: Walk, index: number, {view, presses, meanwhile}: Journey): Promise<void> {
  const tab = walk.tabs[index];
  if (!tab) return;
  tab.element.view = view;
  // What is loaded for the first time takes more than one look.
  await walk.rest();
  for (const press of presses) {
    await walk.rest();
    if (press === presses.at(-1)) await meanwhile?.(walk);
    const control = tab.screen.controls.find(({name}) => press.test(name));
    walk.journal.push(`  tab ${index + 1}: press "${control?.name}"`);
    tab.element.dispatchEvent(new PointerEvent('pointerdown', {bubbles: true, composed: true}));
    control?.press();
  }
}
