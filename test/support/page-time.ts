import type {FakeClock} from './endpoint.js';
import {quiet} from './mount.js';

interface Timer {
  id: number;
  at: number;
  run(): void;
}

/** What waits less than this runs by itself, in milliseconds: rendering, and what a browser does between tasks. */
const shortest = 100;

/**
 * The page's time, which stands still until it is moved, and the endpoint's with it: timers, `Date.now`, and the limits of
 * requests. Give it back with {@link PageTime.restore}.
 */
export class PageTime {
  private readonly real = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    now: Date.now,
    timeout: AbortSignal.timeout,
  };
  private timers: Timer[] = [];
  private lastId = 1_000_000;
  private time = Date.now();

  /**
   * @param clock The endpoint's.
   * @param isAsking True while the endpoint works for the page: no time passes meanwhile.
   */
  constructor(
    private readonly clock?: FakeClock,
    private readonly isAsking: () => boolean = () => false,
  ) {
    const {real} = this;
    const setReal = real.setTimeout.bind(globalThis) as (...given: unknown[]) => number;
    const set = (run: TimerHandler, wait = 0, ...given: unknown[]): number => {
      if (wait < shortest) return setReal(run, wait, ...given);
      const id = ++this.lastId;
      this.timers.push({id, at: this.time + wait, run: () => (run as (...given: unknown[]) => void)(...given)});
      return id;
    };
    globalThis.setTimeout = set as typeof globalThis.setTimeout;
    globalThis.clearTimeout = (id?: number | string | NodeJS.Timeout) => {
      this.timers = this.timers.filter((timer) => timer.id !== id);
      real.clearTimeout.call(globalThis, id);
    };
    Date.now = () => this.time;
    AbortSignal.timeout = (wait) => {
      const controller = new AbortController();
      set(() => controller.abort(new DOMException('The operation timed out.', 'TimeoutError')), wait);
      return controller.signal;
    };
  }

  /** True where something waits for a time so many seconds from now, give or take one. */
  isAwaited(seconds: number): boolean {
    return this.timers.some(({at}) => Math.abs(at - this.time - seconds * 1000) <= 1000);
  }

  /** Moves on, and runs what is due on the way, each with all that comes of it. */
  async advance({seconds = 0, minutes = 0, milliseconds = 0}): Promise<void> {
    const end = this.time + minutes * 60_000 + seconds * 1000 + milliseconds;
    for (;;) {
      const [next] = this.timers.filter(({at}) => at <= end).sort((one, other) => one.at - other.at);
      this.move((next?.at ?? end) - this.time);
      this.timers = this.timers.filter((timer) => timer !== next);
      next?.run();
      await this.settle();
      if (!next) return;
    }
  }

  /** Lets the time run as it does. */
  restore(): void {
    globalThis.setTimeout = this.real.setTimeout;
    globalThis.clearTimeout = this.real.clearTimeout;
    Date.now = this.real.now;
    AbortSignal.timeout = this.real.timeout;
    this.timers = [];
  }

  /** What a timer began takes several turns until it sets the next one; what is held back for good is not waited for. */
  private async settle(): Promise<void> {
    for (let turns = 0; turns < 3 || (turns < 40 && this.isAsking()); turns++) await quiet();
  }

  private move(milliseconds: number): void {
    this.time += milliseconds;
    this.clock?.advance({milliseconds});
  }
}
