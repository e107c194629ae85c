/** One case for any test runner: a sentence, and what throws an error with a readable message unless it is true. */
export interface SuiteCase {
  title: string;
  run(): Promise<void>;
}
