import type {LocalizeController} from '../localize/localize-controller.js';

/** A state in a word; one that this copy has no word for is shown as the provider spells it. */
export function toStateName(localize: LocalizeController, state: string): string {
  return localize.term(`state_${state}` as 'state_active') || state.replaceAll('_', ' ');
}
