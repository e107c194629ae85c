import type {CapabilityName} from '../../contract/capabilities.js';
import type {Bench, ExtraName, SituationName, Stage} from './bench.js';

/** One sentence about providers, and what checks it on a stage. */
export interface ProviderCase {
  title: string;
  situation: SituationName;
  /** When the subscription began; {@link usualStart} where absent. */
  at?: string;
  /** Left out where the provider cannot do one of these at all. */
  needs?: readonly CapabilityName[];
  /** Left out where one of these is not there. */
  extras?: readonly ExtraName[];
  check(stage: Stage): Promise<void>;
}

/** When subscriptions begin in cases that are not about dates: no month is short of its day. */
export const usualStart = '2027-04-05T09:30:00.000Z';

type Terms = Pick<ProviderCase, 'situation' | 'needs' | 'extras'>;

/** True for a case that can be run on this bench. */
export function isStageable(bench: Bench, {situation, needs = [], extras = []}: Terms): boolean {
  const {capabilities, situations} = bench;
  const can = (name: CapabilityName) => {
    const support = capabilities[name] ?? 'none';
    return support === 'native' || support === 'partial';
  };
  return situations.includes(situation) && needs.every(can) && extras.every((extra) => bench.extras.includes(extra));
}
