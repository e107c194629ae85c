import type {Fetch} from '../../src/client/send.js';

/** Where a value stands in an answer, with `[]` for every row of a list: `.subscriptions[].items[].name`. */
export type Path = string;

/** What becomes of one value of an answer. */
export type Rewrite = (value: unknown, path: Path, key: string) => unknown;

/** Takes a member out of the answer. */
export const absent = Symbol('absent');

/** Every JSON answer with each of its values rewritten, containers after what is in them. */
export function rewriteAnswers(fetch: Fetch, rewrite: Rewrite): Fetch {
  return async (request) => {
    const response = await fetch(request);
    const type = response.headers.get('content-type') ?? '';
    if (!response.ok || !type.includes('json')) return response;
    const answer = rewriteValue(await response.json(), rewrite);
    return new Response(JSON.stringify(answer), {status: response.status, headers: response.headers});
  };
}

/** A value with everything in it rewritten. */
export function rewriteValue(value: unknown, rewrite: Rewrite, path = '', key = ''): unknown {
  if (Array.isArray(value)) {
    const rows = value.map((row) => rewriteValue(row, rewrite, `${path}[]`, key));
    return rewrite(
      rows.filter((row) => row !== absent),
      path,
      key,
    );
  }
  if (typeof value !== 'object' || value === null) return rewrite(value, path, key);
  const members = Object.entries(value)
    .map(([name, member]) => [name, rewriteValue(member, rewrite, `${path}.${name}`, name)] as const)
    .filter(([, member]) => member !== absent);
  return rewrite(Object.fromEntries(members), path, key);
}
