import {loopbackHosts} from '../server/guard/origin.js';

/** An http or https address of this machine, whatever its port. */
export function isLoopback({protocol, hostname}: URL): boolean {
  return /^https?:$/.test(protocol) && loopbackHosts.has(hostname);
}
