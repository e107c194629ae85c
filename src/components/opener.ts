/** What an opener opens: a portal, of whatever copy of the script. */
interface Opening extends HTMLElement {
  open?(view?: string): boolean;
}

/**
 * Lets any control of a page open a portal that is shown as a dialog: `data-billing-open` holds the portal's id, and
 * `data-billing-view` the view that it opens at. Where the browser has them, `commandfor` and `command="--open"` do the same.
 */
export function listenToOpeners(): void {
  document.addEventListener('click', (event) => {
    const [target] = event.composedPath();
    const opener = target instanceof Element ? target.closest<HTMLElement>('[data-billing-open]') : null;
    if (!opener || event.defaultPrevented) return;
    const {billingOpen = '', billingView} = opener.dataset;
    const root = opener.getRootNode() as Document | ShadowRoot;
    const portal: Opening | null = root.getElementById(billingOpen);
    if (!portal?.open) return;
    // A link stays where it is.
    event.preventDefault();
    portal.open(billingView);
  });
  // Told to the portal itself, and not handed up.
  document.addEventListener(
    'command',
    (event) => {
      const {command, target} = event as Event & {command?: string};
      if (command === '--open') (target as Opening).open?.();
    },
    true,
  );
}
