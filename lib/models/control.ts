/** How a session steers the threads of its training: one shared memory that they look at between slices. */
const RUN = 0;
const PAUSE = 1;
const KEEP = 2;
const STOP = 3;

/** What the session tells its threads, heard between two slices. */
export class Control {
  private readonly state: Int32Array;
  private readonly rate: Float64Array;

  constructor(readonly buffer = new SharedArrayBuffer(16)) {
    this.state = new Int32Array(buffer, 0, 1);
    this.rate = new Float64Array(buffer, 8, 1);
  }

  /** The learning rate's start: see `alphaAt`. */
  get alpha(): number {
    return this.rate[0];
  }
  set alpha(alpha: number) {
    this.rate[0] = alpha;
  }

  pause(): void {
    Atomics.compareExchange(this.state, 0, RUN, PAUSE);
  }
  resume(): void {
    Atomics.compareExchange(this.state, 0, PAUSE, RUN);
    Atomics.notify(this.state, 0);
  }
  keep(): void {
    this.end(KEEP);
  }
  stop(): void {
    this.end(STOP);
  }

  get paused(): boolean {
    return Atomics.load(this.state, 0) === PAUSE;
  }

  /** Waits while paused; true when the thread shall end. @param begun whether it has done a slice: `keep` lets it do one */
  ends(begun: boolean): boolean {
    while (this.paused) Atomics.wait(this.state, 0, PAUSE);
    const state = Atomics.load(this.state, 0);
    return state === STOP || (state === KEEP && begun);
  }

  private end(how: typeof KEEP | typeof STOP): void {
    Atomics.store(this.state, 0, how);
    Atomics.notify(this.state, 0);
  }
}
