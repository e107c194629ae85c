/** A timer of the page that has not fired yet. */
interface Timer {
  id: number;
  at: number;
  fire(): void;
}

/** Far from the ids that a browser gives. */
const firstId = 1_000_000_000;

/**
 * The page's `setTimeout`, `clearTimeout`, `Date.now` and `AbortSignal.timeout`, under the test's control: time stands
 * still until it is moved, and then every timer on the way fires in its order. The code under test waits exactly as long as
 * it says, but nobody waits for it. What a browser does by itself, tasks and promises, goes on in real time.
 */
export class PageTime {
  readonly #own = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    now: Date.now,
    timeout: AbortSignal.timeout,
  };
  #now = this.#own.now.call(Date);
  #timers: Timer[] = [];
  #nextId = firstId;

  /** Takes the place of the page's own, until {@link restore}. */
  install(): void {
    const set = (act: unknown, wait = 0, ...given: unknown[]): number => {
      const id = this.#nextId++;
      const fire = (): void => void (act as (...given: unknown[]) => unknown)(...given);
      this.#timers.push({id, at: this.#now + Math.max(wait, 0), fire});
      return id;
    };
    const clear = (id?: number): void => {
      this.#timers = this.#timers.filter((timer) => timer.id !== id);
      // Whoever began to wait before has a timer of the browser's.
      if (id !== undefined && id < firstId) this.#own.clearTimeout.call(globalThis, id);
    };
    globalThis.setTimeout = set as unknown as typeof setTimeout;
    globalThis.clearTimeout = clear as typeof clearTimeout;
    Date.now = () => this.#now;
    AbortSignal.timeout = (wait) => {
      const abort = new AbortController();
      set(() => abort.abort(new DOMException('signal timed out', 'TimeoutError')), wait);
      return abort.signal;
    };
  }

  /** Puts the page's own back; what has not fired never does. */
  restore(): void {
    globalThis.setTimeout = this.#own.setTimeout;
    globalThis.clearTimeout = this.#own.clearTimeout;
    Date.now = this.#own.now;
    AbortSignal.timeout = this.#own.timeout;
    this.#timers = [];
  }

  /** Fires what is due now. True where there was anything. */
  fire(): boolean {
    const due = this.#timers.filter(({at}) => at <= this.#now).sort((one, other) => one.at - other.at);
    this.#timers = this.#timers.filter((timer) => !due.includes(timer));
    for (const timer of due) timer.fire();
    return due.length > 0;
  }

  /** Moves to the next timer, but not further than this many milliseconds; gives how many it were. */
  step(atMost: number): number {
    const next = Math.min(...this.#timers.map(({at}) => at), this.#now + atMost);
    const moved = Math.max(next - this.#now, 0);
    this.#now += moved;
    return moved;
  }

  /** Moves without anything being fired on the way, as for a computer that sleeps. */
  sleep(milliseconds: number): void {
    this.#now += milliseconds;
  }
}
