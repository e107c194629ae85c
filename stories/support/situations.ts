import type {ErrorCode} from '../../src/contract/error-codes.js';
import type {SandboxVerb} from '../../src/server/providers/sandbox/index.js';
import {verbs} from '../../src/server/providers/sandbox/port.js';
import type {Place, PlaceOptions} from './in-sandbox.js';

/** What can be wrong with a place. */

/** The provider takes longer than anybody waits. */
export const loading: PlaceOptions = {prepare: ({sandbox}) => sandbox.delay('findCustomer', 60_000)};

/** Some of the provider's verbs fail, all of them where none is named. */
export const failing = (...named: SandboxVerb[]): PlaceOptions => ({
  prepare({sandbox}) {
    const code: ErrorCode = 'provider_unavailable';
    for (const verb of named.length > 0 ? named : verbs) sandbox.fail(verb, code);
  },
});

/** There is no connection. */
export const offline: PlaceOptions = {fetch: () => Promise.reject(new TypeError('Failed to fetch'))};

/** The session was signed out before the page was opened. */
export const ended: PlaceOptions = {
  async prepare({endpoint, token, fetch}: Place) {
    const headers = {'Content-Type': 'application/json', Authorization: `Bearer ${token}`};
    await fetch(new Request(`${endpoint}/v1/access/sign-out`, {method: 'POST', headers, body: '{}'}));
  },
};
