/** A browser that tests can be run in. */
export interface FoundBrowser {
  path: string;
  /** Where it was found. */
  source: string;
  headless: boolean | 'shell';
  args: string[];
  env: Record<string, string>;
}

/** Finds an installed browser, or the one that comes as an npm package; ends the process where there is none. */
export function findBrowser(): Promise<FoundBrowser>;
