const found: string[] = [];
const describe = (reason: unknown): string =>
  reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);

/**
 * Notes what is thrown where nobody catches it, and what is written to the console as an error, until the function that this
 * returns is called.
 */
export function watchPageErrors(): () => void {
  const {error} = console;
  const listening = new AbortController();
  const {signal} = listening;
  console.error = (...said: unknown[]) => void found.push(`console: ${said.map(describe).join(' ')}`);
  const note = (event: Event, reason: unknown): void => {
    event.preventDefault();
    found.push(`not caught: ${describe(reason)}`);
  };
  // Before the runner's own, which would end the test without a way to make the walk shorter.
  const options = {signal, capture: true};
  window.addEventListener('error', (event) => note(event, event.error ?? event.message), options);
  window.addEventListener('unhandledrejection', (event) => note(event, event.reason), options);
  return () => {
    console.error = error;
    listening.abort();
  };
}

/** What was found since the last look. */
export function findConsoleErrors(): string[] {
  return found.splice(0);
}
