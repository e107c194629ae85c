import type {PreviewNote} from '../../../contract/preview.js';
import type {SandboxEventType} from './events.js';
import type {Quote} from './quoting.js';
import type {EffectKind, SubscriptionRecord} from './world.js';

/** A change that is worked out and not done yet. */
export interface Prepared {
  /** What it is about; one that is to be started is not in the world yet. */
  record: SubscriptionRecord;
  /** What is charged with it; null where nothing is. */
  quote: Quote | null;
  /** When it takes effect. */
  effectiveAt: string;
  notes: PreviewNote[];
  effect: EffectKind;
  event: SandboxEventType;
  /** Does it: the record becomes what it shall be. */
  commit(): void;
}

/** A note with what it does not say left out. */
export function note(kind: PreviewNote['kind'], about: Partial<Omit<PreviewNote, 'kind'>> = {}): PreviewNote {
  return {kind, at: null, amount: null, name: null, ...about};
}

/** Says what was counted and is charged with a change; nothing where nothing was. */
export function noteUse({lines}: Quote): PreviewNote[] {
  const used = lines.filter(({kind}) => kind === 'metered');
  const [first] = used;
  if (first === undefined) return [];
  const amount = used.reduce((sum, line) => sum + line.amount.amount, 0);
  return [note('usage_charged', {amount: {...first.amount, amount}})];
}
