import {isEnded} from '../client/session.js';
import type {Requests} from '../client/requests.js';
import {BillingError, isBillingError} from '../contract/errors.js';
import type {Operation, OperationKind, PaymentEntry} from '../contract/operation.js';
import type {Portal} from './portal.js';
import type {StandingWrite, WritePhase} from './standing-write.js';

/** What is to be done. */
export interface WriteOrder {
  kind: OperationKind;
  resourceId: string | null;
  /** What tells it from others of its kind that are about the same thing: `cancel` from `undo_cancel`. */
  purpose?: string;
  /** Sends it, always with the same content. */
  send(requests: Requests, idempotencyKey: string): Promise<{operation: Operation}>;
  /** Reads what it is about as it is now, where the outcome came without it. */
  confirm?(requests: Requests): Promise<Record<string, unknown>>;
}

/** How long is waited before a write that nothing answered is sent again by itself, in milliseconds; then the customer is asked. */
const sendAgainAfter = [1000, 3000];
/** What the endpoint asks to wait is waited silently up to this long, in milliseconds. */
const silentWait = 5000;
/** After which times the endpoint is asked what became of a write, in milliseconds; the last one again and again. */
const lookAfter = [2000, 3000, 5000, 8000, 15_000];

/**
 * Begins a write, or goes on with the one that stands for the same thing and whose outcome is not known. One at a time:
 * undefined while another one is on its way.
 */
export function beginWrite(portal: Portal, order: WriteOrder): StandingWrite | undefined {
  const {write} = portal;
  if (write?.isBusy) return undefined;
  if (write?.phase === 'unsure' && isSame(write, order)) {
    void write.again();
    return write;
  }
  const begun = new Write(portal, order);
  portal.write = begun;
  void begun.again();
  return begun;
}

function isSame(write: StandingWrite, {kind, resourceId, purpose = ''}: WriteOrder): boolean {
  return write.kind === kind && write.resourceId === resourceId && write.purpose === purpose;
}

/** Takes up a write that was begun before the page was left for a payment step elsewhere. Throws a `BillingError`. */
export async function resumeWrite(portal: Portal, operationId: string): Promise<StandingWrite> {
  const requests = await portal.requests();
  const {operation} = await requests.readOperation(operationId);
  const {kind, resourceId} = operation;
  const order = {
    kind: kind as OperationKind,
    resourceId,
    send: (given: Requests) => given.completeOperation(operationId),
    ...(kind === 'pay_invoice' && resourceId !== null && {confirm: confirmInvoice(portal, resourceId)}),
  };
  // What was begun here meanwhile comes to its end first.
  if (portal.write?.isBusy) await portal.write.settled;
  const write = new Write(portal, order, true);
  portal.write = write;
  void write.again();
  return write;
}

/** Reads an invoice anew: what an operation that goes on answers is without it. */
export function confirmInvoice(portal: Portal, invoiceId: string): NonNullable<WriteOrder['confirm']> {
  return async (requests) => ({invoice: await requests.readInvoice(invoiceId, portal.abort.signal)});
}

class Write implements StandingWrite {
  readonly kind: OperationKind;
  readonly resourceId: string | null;
  readonly purpose: string | undefined;
  phase: WritePhase = 'refused';
  operation: Operation | undefined;
  error: BillingError | undefined;
  answer: Readonly<Record<string, unknown>> = {};
  readonly settled: Promise<void>;
  private settle!: () => void;
  private readonly key = createKey();
  /** What is sent next: the order, or its completion once there is an operation. */
  private next: (requests: Requests) => Promise<{operation: Operation}>;
  private looks = 0;
  /** True once an attempt had no answer that tells whether it was done. */
  private isUncertain = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isLooking = false;
  /** Whose it is: nothing of it is ever sent for somebody else. */
  private readonly subject: string | undefined;
  private readonly life: AbortSignal;

  constructor(
    private readonly portal: Portal,
    private readonly order: WriteOrder,
    readonly isResumed = false,
  ) {
    this.kind = order.kind;
    this.resourceId = order.resourceId;
    this.purpose = isResumed ? undefined : (order.purpose ?? '');
    this.subject = portal.answer?.session.subject;
    this.life = portal.abort.signal;
    this.next = (requests) => order.send(requests, this.key);
    this.settled = new Promise((resolve) => (this.settle = resolve));
  }

  get isBusy(): boolean {
    return this.phase === 'working' || this.phase === 'checking';
  }

  async again(): Promise<void> {
    if (this.phase === 'working') return;
    const {phase, operation} = this;
    if (phase === 'checking' && operation) return this.look(operation);
    this.enter('working');
    for (const wait of [...sendAgainAfter, undefined]) {
      try {
        const requests = await this.portal.requests();
        this.requireOwner();
        return await this.take(await this.next(requests));
      } catch (error) {
        if (isBillingError(error) && isUnknown(error)) this.isUncertain = true;
        const silent = toSilentWait(error, wait);
        if (silent === undefined) return this.fail(error);
        await pause(silent);
      }
    }
  }

  complete(): Promise<void> {
    const {operation} = this;
    if (this.phase !== 'step' || !operation || this.portal.write !== this) return Promise.resolve();
    this.next = (requests) => requests.completeOperation(operation.id);
    return this.again();
  }

  async submitEntry(entry: PaymentEntry): Promise<void> {
    const requests = await this.portal.requests();
    if (this.operation) await requests.submitPaymentStep(this.operation.id, entry);
  }

  drop(): void {
    if (this.isBusy || this.portal.write !== this) return;
    this.portal.write = undefined;
    this.portal.changed();
  }

  /** By the time that something is sent again, it may stand no more: the session may be over, or somebody else's. */
  private requireOwner(): void {
    const {portal, life, subject} = this;
    const isOwn = portal.write === this && portal.answer?.session.subject === subject;
    if (life.aborted || portal.status === 'ended' || !isOwn) throw new BillingError('session_expired');
  }

  private async take({operation, ...answer}: {operation: Operation}): Promise<void> {
    this.operation = operation;
    this.isUncertain = false;
    switch (operation.state) {
      case 'succeeded':
        // What is shown as done stands beside the truth that it is now.
        [this.answer] = await Promise.all([this.confirm(answer), this.portal.read()]);
        return this.enter('done');
      case 'requires_payment':
        return this.enter('step');
      case 'failed':
        return this.fail(new BillingError(operation.code ?? 'internal'));
      default:
        this.enter('checking');
        this.lookLater();
    }
  }

  /** What came with the outcome, read apart where it came alone: that it is done is certain without it. */
  private async confirm(answer: Record<string, unknown>): Promise<Record<string, unknown>> {
    const {order, portal} = this;
    if (Object.keys(answer).length > 0 || !order.confirm) return answer;
    return order.confirm(await portal.requests()).catch(() => answer);
  }

  private fail(error: unknown): void {
    this.error = isBillingError(error) ? error : new BillingError('internal', {cause: error, retryable: true});
    this.enter(this.isUnclear(this.error) || isUnknown(this.error) ? 'unsure' : 'refused');
    // Something has moved behind the page's back: it shows what there is now.
    if (hasMoved.has(this.error.code)) void this.portal.read();
  }

  /** A refusal says only that this attempt did nothing: one before it, or the step that the customer took, may have. */
  private isUnclear({code}: BillingError): boolean {
    if (this.isUncertain) return !isDecided.has(code);
    return this.operation?.state === 'requires_payment' && code === 'provider_rate_limited';
  }

  private lookLater(): void {
    const wait = lookAfter[Math.min(this.looks++, lookAfter.length - 1)];
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      // Nobody waits for what was dropped with its customer, or ended with the session.
      const {operation, portal, life} = this;
      const isAwaited = portal.write === this && portal.status !== 'ended' && !life.aborted;
      if (this.phase === 'checking' && operation && isAwaited) void this.look(operation);
    }, wait);
  }

  /** Where nothing answers now, it is looked at again. One look at a time, however often it is asked for. */
  private async look({id}: Operation): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    clearTimeout(this.timer);
    try {
      const requests = await this.portal.requests();
      await this.take(await requests.readOperation(id));
    } catch {
      this.lookLater();
    } finally {
      this.isLooking = false;
    }
  }

  private enter(phase: WritePhase): void {
    this.phase = phase;
    if (phase === 'done' || phase === 'refused') this.settle();
    this.portal.changed();
  }
}

/** Refusals that the endpoint gives only where it knows nothing of the key: no attempt before got there. */
const isDecided: ReadonlySet<string> = new Set(['action_refused', 'preview_stale']);

/** Refusals that say that what the page shows is no longer so. */
const hasMoved: ReadonlySet<string> = new Set(['action_refused', 'not_found', 'preview_stale']);

/** After an answer like this, nobody in the page can tell whether it was done. */
function isUnknown(error: BillingError): boolean {
  return isEnded(error) || (error.retryable && error.code !== 'provider_rate_limited');
}

/** How long to wait before it is sent again without asking anybody; undefined where that is not for the page to decide. */
function toSilentWait(error: unknown, wait: number | undefined): number | undefined {
  if (wait === undefined || !isBillingError(error) || !error.retryable) return undefined;
  // Without a connection the customer decides, who may be somewhere else by the time there is one.
  if (error.code === 'offline') return undefined;
  const asked = Number(error.details?.['retryAfter'] ?? 0) * 1000;
  if (asked > silentWait) return undefined;
  // Not all pages at the same moment, after an outage.
  return asked || wait * (0.75 + Math.random() / 2);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** A version 4 UUID, also in a page without HTTPS, where `crypto.randomUUID` is missing. */
function createKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, index) => {
    const fixed = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    return fixed.toString(16).padStart(2, '0');
  }).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
