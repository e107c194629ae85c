import {expect} from '@open-wc/testing';
import {ReactiveElement} from 'lit';
import {Portal} from '../../src/state/portal.js';
import {PortalController, type PortalHost} from '../../src/state/portal-controller.js';
import {quiet} from '../support/mount.js';

/** An endpoint that takes its time: nothing is answered, and nothing fails, while a test looks. */
const unanswered = (): Promise<Response> => new Promise(() => {});

/** A part that a page put inside a portal: it has neither a Portal nor an endpoint. */
class PartElement extends ReactiveElement implements PortalHost {
  endpoint = undefined;
  readonly members = [];
  readonly around = new Portal({endpoint: '/billing', fetch: unanswered});
  loads = 0;
  readonly controller = new PortalController(this, () => {
    this.loads++;
    if (this.loads === 1) return Promise.reject(new TypeError('Failed to fetch'));
    return Promise.resolve({consumePortal: (_, take) => take(this.around)});
  });
  tellFailure(): void {
    throw new Error('nothing failed');
  }
}
customElements.define('test-part', PartElement);

describe('A part inside of a portal', () => {
  it('looks around again when it comes back, where the way to look around could not be loaded', async () => {
    const part = new PartElement();
    const unhandled: unknown[] = [];
    const note = (event: PromiseRejectionEvent): void => void unhandled.push(event.reason);
    window.addEventListener('unhandledrejection', note);
    document.body.append(part);
    await quiet();
    expect(part.controller.portal).to.equal(undefined);
    document.body.append(part);
    await quiet();
    expect(part.controller.portal === part.around).to.equal(true);
    document.body.append(part);
    await quiet();
    expect(part.loads).to.equal(2);
    expect(unhandled).to.deep.equal([]);
    window.removeEventListener('unhandledrejection', note);
    part.remove();
  });
});
