import 'axe-core';
import type {AxeResults, ElementContext, RunOptions} from 'axe-core';

interface Axe {
  run(context: ElementContext, options: RunOptions): Promise<AxeResults>;
}

/** What axe finds wrong with an element, one line each. */
export async function findViolations(element: Element): Promise<string[]> {
  const {axe} = globalThis as unknown as {axe: Axe};
  const {violations} = await axe.run(element, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'],
    // A test shows parts of a page, without its landmarks.
    rules: {region: {enabled: false}},
  });
  return violations.flatMap(({id, nodes}) =>
    nodes.map(({target, failureSummary}) => `${id} at ${target.flat().join(' ')}: ${failureSummary ?? ''}`),
  );
}
