import {isBillingError} from '../../contract/errors.js';
import {parse} from '../../contract/parse.js';
import {createSessionSchema} from '../../contract/session.js';
import type {SignedIn} from '../ports/surroundings.js';
import {toOwnWords} from './own-words.js';
import {untilAborted} from './until-aborted.js';

/** Reads the host's own sign-in from a request. */
export type SignIn = (request: Request) => Promise<SignedIn | null>;

/** The host's sign-in as the rules may have it: checked, in words of ours, and over when the request is. */
export function guardSignIn(authenticate: SignIn): SignIn {
  return async (request) => {
    const given: unknown = await untilAborted(() => authenticate(request), request.signal).catch((thrown: unknown) => {
      throw toOwnWords(thrown);
    });
    return toSignedIn(given);
  };
}

/**
 * What the host's `authenticate` may decide: who it is, and in which role. Anything else that it gives is left out, so
 * that a whole row of a user table grants nothing. Throws a TypeError that names the member which is wrong: a fault of
 * the host's code, and never a session.
 */
function toSignedIn(given: unknown): SignedIn | null {
  if (given === null || given === undefined) return null;
  if (typeof given !== 'object') throw new TypeError('authenticate: give an object, or null for nobody');
  const {customerId, externalId, role} = given as Record<keyof SignedIn, unknown>;
  try {
    return parse(createSessionSchema, {customerId, externalId, role}) as SignedIn;
  } catch (cause) {
    throw new TypeError(`authenticate: ${isBillingError(cause) ? cause.message : 'a wrong answer'}`, {cause});
  }
}
