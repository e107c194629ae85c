import {quiet} from './mount.js';

/** How long an element may take to come to rest, in milliseconds; what takes longer is a failure. */
const patience = 4_000;

/** Every node of an element, those in shadow roots included. */
export function* walkDeep(root: Node): Generator<Node> {
  yield root;
  if (root instanceof Element && root.shadowRoot) yield* walkDeep(root.shadowRoot);
  for (const child of root.childNodes) yield* walkDeep(child);
}

/** Every element below a node, those in shadow roots included. */
export const listElements = (root: Node): Element[] =>
  [...walkDeep(root)].filter((node): node is Element => node instanceof Element);

/** All that can be read or heard: texts, and the attributes that are spoken or shown. */
export function listTexts(root: Node): string[] {
  const spoken = ['aria-label', 'aria-description', 'title', 'alt', 'placeholder', 'aria-valuetext', 'value'];
  return [...walkDeep(root)].flatMap((node) => {
    if (node instanceof Text) return node.data.trim() || [];
    return node instanceof Element ? spoken.flatMap((name) => node.getAttribute(name) ?? []) : [];
  });
}

/** The kinds of its elements, as an outline. */
export const toOutline = (root: Node): string =>
  listElements(root)
    .map(({localName}) => localName)
    .join(' ');

/** Ends when nothing more comes: no stand-in on the screen, and the same elements for some looks, these among them. */
export async function settle(root: Element, awaited = '*', looks = 4): Promise<void> {
  const limit = performance.now() + patience;
  let [before, turns] = ['', 0];
  while (turns < looks) {
    await quiet();
    const elements = listElements(root);
    const outline = toOutline(root);
    const isHere = elements.some((element) => element.matches(awaited));
    const isBusy = elements.some((element) => element.matches('.blank, .wait, [aria-busy="true"], :not(:defined)'));
    turns = isHere && !isBusy && outline === before ? turns + 1 : 0;
    before = outline;
    if (performance.now() > limit)
      throw new Error(`${root.localName} does not come to rest: ${listTexts(root).join(' · ').slice(0, 300)}`);
  }
}
