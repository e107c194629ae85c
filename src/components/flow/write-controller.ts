import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {BillingErrorEvent} from '../../events/portal-events.js';
import type {Portal} from '../../state/portal.js';
import type {StandingWrite} from '../../state/standing-write.js';
import {beginWrite, type WriteOrder} from '../../state/write.js';

/** An element that begins writes. */
interface WritingHost extends ReactiveControllerHost, HTMLElement {
  readonly portal: Portal | undefined;
}

/** What is told around a write: a request before it, which a host may prevent, and an event once it is done. */
export interface WriteEvents {
  request: Event;
  toDone(write: StandingWrite): Event;
}

/** Writes whose outcome somebody tells already: each is told once, however many parts show it. */
const told = new WeakSet<StandingWrite>();

/**
 * The page's side of a write: asks the host, begins it on the Portal, and tells what came of it, once. Whatever is
 * pressed meanwhile has no effect.
 */
export class WriteController implements ReactiveController {
  constructor(
    private readonly host: WritingHost,
    /** Whether a write is the one that this element shows. */
    private readonly isOwn: (write: StandingWrite) => boolean,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.host.requestUpdate();
  }

  /** The write that the element shows, under way or just over. */
  get write(): StandingWrite | undefined {
    const write = this.host.portal?.write;
    return write && this.isOwn(write) ? write : undefined;
  }

  /** Begins a write; undefined where the host prevents it, or another one is on its way. */
  begin(order: WriteOrder, events: WriteEvents): StandingWrite | undefined {
    const {host} = this;
    const {portal} = host;
    if (!portal || portal.write?.isBusy || !host.dispatchEvent(events.request)) return undefined;
    const write = beginWrite(portal, order);
    if (write) this.tell(write, events);
    return write;
  }

  /** Tells what comes of a write that was begun, here or before the page was left for a payment step. */
  tell(write: StandingWrite, {toDone}: Pick<WriteEvents, 'toDone'>): void {
    if (told.has(write)) return;
    told.add(write);
    const {host} = this;
    const root = host.getRootNode();
    void write.settled.then(() => {
      // A flow that was left tells nobody any more: the element that it stood in does.
      const around = root instanceof ShadowRoot && root.host.isConnected ? root.host : host;
      const teller = host.isConnected ? host : around;
      if (write.phase === 'done') teller.dispatchEvent(toDone(write));
      else if (write.error) teller.dispatchEvent(new BillingErrorEvent(write.error));
    });
  }
}
