/**
 * Workers of both kinds as threads for `ParallelSession` and `knnOnThreads`:
 *
 *   browser  webThread(new Worker(new URL('./skipgram.worker.ts', import.meta.url), { type: 'module' }))
 *   Node     nodeThread(new Worker(bundleOf('lib/jobs/skipgram.node.ts')))
 */
/** The part of worker_threads' Worker that is used; so this file needs no Node. */
interface NodeWorker {
  postMessage(message: unknown): void;
  once(event: 'message' | 'error', listener: (value: unknown) => void): unknown;
  off(event: 'message' | 'error', listener: (value: unknown) => void): unknown;
  terminate(): unknown;
}

/** A worker that does one part after the other. */
interface Thread<Part> {
  run(part: Part): Promise<void>;
  terminate(): void;
}

export function webThread<Part>(worker: Worker): Thread<Part> {
  return {
    run: (part) =>
      new Promise((resolve, reject) => {
        worker.onmessage = () => resolve();
        worker.onerror = (event) => reject(new Error(event.message || 'A worker could not be started.'));
        worker.postMessage(part);
      }),
    terminate: () => worker.terminate(),
  };
}

export function nodeThread<Part>(worker: NodeWorker): Thread<Part> {
  return {
    run: (part) =>
      new Promise((resolve, reject) => {
        const failed = (reason: unknown) => {
          worker.off('message', done);
          reject(reason);
        };
        const done = () => {
          worker.off('error', failed);
          resolve();
        };
        worker.once('message', done);
        worker.once('error', failed);
        worker.postMessage(part);
      }),
    terminate: () => void worker.terminate(),
  };
}
