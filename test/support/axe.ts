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

/**
 * What axe finds wrong with an element of ours in the light, in the dark, and from right to left in Arabic, each line with
 * where it was found.
 */
export async function findViolationsEverywhere(
  element: HTMLElement & {locale: string | undefined},
  inArabic: () => Promise<unknown>,
): Promise<string[]> {
  const found: string[] = [];
  const look = async (where: string): Promise<void> => {
    found.push(...(await findViolations(element)).map((line) => `${where}: ${line}`));
  };
  document.body.style.background = 'Canvas';
  await look('light');
  document.documentElement.style.colorScheme = 'dark';
  await look('dark');
  document.documentElement.dir = 'rtl';
  element.locale = 'ar';
  await inArabic();
  await look('right to left');
  return found;
}
