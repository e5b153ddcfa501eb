/**
 * Rejects when the worker fails, to be raced with what is asked of it: that would never settle.
 * @param then besides ending the worker
 */
export function failureOf(worker: Worker, then: () => void = () => {}): Promise<never> {
  const failed = new Promise<never>((_, reject) => {
    worker.onerror = (event) => {
      worker.terminate();
      then();
      reject(new Error(event.message || 'A worker could not be started.'));
    };
  });
  // It may fail while nothing is asked of it.
  failed.catch(() => {});
  return failed;
}
