/** Marks our classes, so that another copy of ours is told from a stranger of the same name. */
const mark = Symbol.for('billing-elements/element/1');

/**
 * Registers a tag. A name that another copy of this package has taken is left to it; a name that a stranger has taken
 * is logged as an error, because nothing of ours could be shown under it.
 */
export function defineElement(tag: string, element: CustomElementConstructor): void {
  const taken = customElements.get(tag);
  if (taken === undefined) {
    Object.assign(element, {[mark]: true});
    customElements.define(tag, element);
  } else if (taken !== element && !(mark in taken)) {
    // eslint-disable-next-line no-console -- there is nobody else to tell
    console.error(`billing-elements: <${tag}> is taken`);
  }
}
