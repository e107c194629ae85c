/**
 * The shape of an answer as the page checks it, compiled from the schemas by `npm run generate` (`generated/`),
 * because the schema library would be half of the script. `s` text, `d` an instant, `n` a number, `i` a safe integer,
 * `b` true or false, `x` anything; `[shape]` a list, `{'*': shape}` a record; a member whose name ends in `?` may be
 * absent or null. Members that are not named are let through: answers
 * are open, and free text is shown as it is.
 */
export type Shape = 's' | 'd' | 'n' | 'i' | 'b' | 'x' | readonly [Shape] | {readonly [member: string]: Shape};

/** A route as the page calls it: method, path below the mount, and the shape of its answer. */
export type PageRoute = readonly [method: string, path: string, answer?: Shape];

const isOf: Record<string, (value: unknown) => boolean> = {
  s: (value) => typeof value === 'string',
  d: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  n: (value) => Number.isFinite(value),
  i: Number.isSafeInteger,
  b: (value) => typeof value === 'boolean',
  x: () => true,
};

/** Where a value leaves its shape, as a dotted path that begins with a dot; undefined where it does not. */
export function findFault(shape: Shape, value: unknown, path = ''): string | undefined {
  if (typeof shape === 'string') return isOf[shape]?.(value) ? undefined : path;
  if (typeof value !== 'object' || value === null || Array.isArray(shape) !== Array.isArray(value)) return path;
  const members = value as Record<string, unknown>;
  const shapes = shape as Record<string, Shape>;
  const each = shapes['0'] ?? shapes['*'];
  for (const key of Object.keys(each ? members : shapes)) {
    const name = each ? key : key.replace('?', '');
    const member = members[name];
    const isAbsent = member === undefined || member === null;
    if (isAbsent && name !== key) continue;
    const fault = findFault(each ?? shapes[key] ?? 'x', member, `${path}.${name}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
