import { Cancelled, type Progress, type Work } from '../work';

export { Cancelled };

export interface RunOptions {
  /** Called about every `interval` milliseconds and once at the end. */
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
  /** Milliseconds between reports; default 100. */
  interval?: number;
  /** Asked between slices: something to wait for before the next one, where the work is paused. */
  held?: () => Promise<void> | null;
}

/**
 * Run work to its end on this thread, yielding to the event loop between slices
 * so that a report can leave and a cancellation can arrive (within one slice,
 * about 50 ms, plus the yield). The result does not depend on the clock.
 * @throws Cancelled when the signal fires before the end
 */
export async function run<Result>(work: Work<Result>, options: RunOptions = {}): Promise<Result> {
  const { onProgress, signal, interval = 100, held } = options;
  let reported = -Infinity;
  let yielded = performance.now();
  for (;;) {
    if (signal?.aborted) throw new Cancelled();
    const wait = held?.();
    if (wait) {
      await (signal ? untilAborted(wait, signal) : wait);
      continue;
    }
    const finished = work.step();
    const now = performance.now();
    if (finished || now - reported >= interval) {
      reported = now;
      onProgress?.(work.progress());
    }
    if (finished) return work.result();
    if (now - yielded >= 50) {
      await nextTask();
      yielded = performance.now();
    }
  }
}

/** Waits no longer than until the signal fires. */
async function untilAborted(wait: Promise<void>, signal: AbortSignal): Promise<void> {
  let end!: () => void;
  const aborted = new Promise<void>((resolve) => (end = resolve));
  signal.addEventListener('abort', end);
  try {
    await Promise.race([wait, aborted]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** A macrotask without the 4 ms clamp of nested timers. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
