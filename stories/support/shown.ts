import type {StoryContext} from '@storybook/web-components-vite';

/** What the customer does in a story, and what they wait for. */

/** The first element that a selector finds, also inside of shadow roots. */
function findDeep(root: ParentNode, selector: string): HTMLElement | undefined {
  const found = root.querySelector<HTMLElement>(selector);
  if (found) return found;
  for (const {shadowRoot} of root.querySelectorAll('*')) {
    const inner = shadowRoot && findDeep(shadowRoot, selector);
    if (inner) return inner;
  }
  return undefined;
}

/** Waits, frame by frame, until a selector finds something. */
async function findShown({canvasElement}: StoryContext, selector: string): Promise<HTMLElement> {
  for (;;) {
    const found = findDeep(canvasElement, selector);
    if (found) return found;
    await new Promise(requestAnimationFrame);
  }
}

/** A play that ends when something is on the screen, after pressing what is named before it. */
export const shows =
  (...selectors: string[]) =>
  async (context: StoryContext): Promise<void> => {
    for (const [index, selector] of selectors.entries()) {
      const found = await findShown(context, selector);
      if (index < selectors.length - 1) found.click();
    }
  };
