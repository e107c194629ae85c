/** What the cases of every suite check with; no test framework is needed for it. */

/** Throws an error that shows both values, unless they are alike member by member; the order of members is free. */
export function expectAlike(actual: unknown, expected: unknown, what: string): void {
  const [is, should] = [canonical(actual), canonical(expected)];
  if (is !== should) throw new Error(`${what}: expected ${shortened(should)}, got ${shortened(is)}`);
}

/** Throws unless it is so; the message is the sentence that is not true. */
export function expectTrue(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(what);
}

/** Throws unless the work is refused with an error. */
export async function expectRefusal(work: Promise<unknown>, what: string): Promise<void> {
  const refused = await work.then(
    () => false,
    (error: unknown) => error instanceof Error,
  );
  if (!refused) throw new Error(`${what}: expected an error`);
}

/** The answers of `n` callers who all start before the first is answered. */
export function race<T>(n: number, call: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({length: n}, (_, index) => call(index)));
}

function canonical(value: unknown): string {
  const sorted = (_: string, member: unknown): unknown =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member;
  return JSON.stringify(value, sorted) ?? 'undefined';
}

function shortened(text: string): string {
  return text.length > 400 ? `${text.slice(0, 400)}… (${text.length} characters)` : text;
}
