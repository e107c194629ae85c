/** Where the customer comes back to from a payment step on another site: this page, without what an earlier return left. */
export function toReturnUrl(): string | undefined {
  const url = new URL(location.href);
  if (!/^https?:$/.test(url.protocol)) return undefined;
  url.searchParams.delete('billing_operation');
  return url.href;
}
