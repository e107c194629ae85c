import {BillingError} from '../../contract/errors.js';

/** The query parameter by which a page that is come back to knows what it was about; it is no secret. */
const operationParameter = 'billing_operation';

/**
 * Makes sure that a customer is only ever sent back to a page that may call this endpoint. Throws `invalid_request` for
 * any other address: whoever could choose it freely would borrow the bank's page to lead people to a site of their own.
 */
export function requireReturnUrl(
  {isAllowedOrigin}: {isAllowedOrigin(origin: string): boolean},
  returnUrl?: string,
): void {
  if (returnUrl === undefined) return;
  const url = URL.canParse(returnUrl) ? new URL(returnUrl) : undefined;
  // By protocol too: the origin of a blob: is that of the page which made it.
  const isPage = url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  if (isPage && isAllowedOrigin(url.origin)) return;
  throw new BillingError('invalid_request', {
    field: 'returnUrl',
    message: '"returnUrl" is not an http or https address of an origin that may call',
  });
}

/** The address with the operation named in its query, once; the rest of the query and the fragment stay as they are. */
export function toReturnAddress(returnUrl: string, operationId: string): string {
  const url = new URL(returnUrl);
  // Not by `searchParams`, which spells everything anew.
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && !new URLSearchParams(part).has(operationParameter));
  url.search = [...kept, `${operationParameter}=${encodeURIComponent(operationId)}`].join('&');
  return url.href;
}

/** With the address that the customer comes back to from another site: whoever is there then knows what it was about. */
export function withReturnAddress<T extends {returnUrl?: string}>(asked: T, operationId: string): T {
  const {returnUrl} = asked;
  return returnUrl === undefined ? asked : {...asked, returnUrl: toReturnAddress(returnUrl, operationId)};
}
