import {listenToOpeners} from './opener.js';

/** The form brings the parts that it is made of: they come in one chunk. */
const detailsForm = () => import('./billing-details-form/billing-details-form.js');

/** Elements that a page may have without a portal, and that come only where there is one of them. */
const later: Record<string, () => Promise<unknown>> = {
  'billing-details': () => import('./billing-details/billing-details.js'),
  'billing-details-form': detailsForm,
  'billing-notices': () => import('./billing-notices/billing-notices.js'),
  'email-confirmation': detailsForm,
  'invoice-payment': () => import('./invoice-payment/invoice-payment.js'),
  'payment-methods': () => import('./payment-methods/payment-methods.js'),
  'plan-picker': () => import('./plan-picker/plan-picker.js'),
  'payment-method-setup': () => import('./payment-method-setup/payment-method-setup.js'),
  'subscription-change': () => import('./subscription-change/subscription-change.js'),
  'tax-ids': detailsForm,
  'usage-meters': () => import('./usage-meters/usage-meters.js'),
};

const asked = new Set<string>();
const loaded = new Set<string>();

/**
 * Loads elements when the first of their name is in the document, now or later. What stands inside of a host's own shadow
 * root is not seen from here: import `billing-elements/components/<name>` for it.
 */
function loadWhatIsThere(): void {
  for (const tag of Object.keys(later)) {
    if (asked.has(tag) || !document.querySelector(tag)) continue;
    asked.add(tag);
    // One that could not be loaded is tried again when the page changes next.
    later[tag]?.().then(
      () => loaded.add(tag),
      () => asked.delete(tag),
    );
  }
  if (loaded.size === Object.keys(later).length) observer.disconnect();
}

const observer = new MutationObserver(loadWhatIsThere);

/** Begins to look, once for each copy of the script. */
export function loadWhenNeeded(): void {
  listenToOpeners();
  observer.observe(document, {childList: true, subtree: true});
  loadWhatIsThere();
}
