import type {Meter, Usage} from '../../src/contract/usage.js';
import type {FlowPage} from './flow-page.js';

/** The first meter of an answer, as another one: what providers may say that the sandbox does not. */
export function alterUsage(page: FlowPage, ...changes: Partial<Meter>[]): void {
  page.answers.alter('/portal/usage', (answer) => {
    const {meters, periods} = answer as unknown as Usage;
    const typical = meters.find(({id}) => id === 'dispatches');
    return {periods, meters: changes.map((change, index) => ({...typical, id: `meter_${index}`, ...change}))};
  });
}
