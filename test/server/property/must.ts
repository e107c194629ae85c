/** Throws unless it is so; the message is the sentence that is not true. */
export function must(isSo: boolean, what: () => string): void {
  if (!isSo) throw new Error(what());
}
