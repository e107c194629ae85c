/**
 * Puts the focus where a flow was led into from: on the control itself or, where that is gone, at the first heading of the
 * place where it stood, else of the next one. Whoever has gone on somewhere else in the meantime is left there.
 */
export function focusAgain(opener: HTMLElement, places: readonly Node[]): void {
  if (isSomewhere()) return;
  opener.focus();
  for (const place of places) if (!isSomewhere()) focusHeading(place);
}

/** True where something has the focus. */
export function isSomewhere(): boolean {
  return document.activeElement !== null && document.activeElement !== document.body;
}

function focusHeading(place: Node): void {
  const heading = findHeading(place as ParentNode & Node);
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}

/** The first heading that can be seen, below any shadow roots. */
function findHeading(place: ParentNode): HTMLElement | undefined {
  for (const element of place.querySelectorAll<HTMLElement>('*')) {
    const inner = element.shadowRoot && findHeading(element.shadowRoot);
    if (inner) return inner;
    if (element.localName === 'h2' && element.checkVisibility()) return element;
  }
  return undefined;
}
