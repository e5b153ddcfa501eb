/** How many threads a training on the page may take. */
import { MOST_THREADS } from '../options';

/** All cores where memory can be shared, otherwise one. */
export function mostThreads(): number {
  return globalThis.crossOriginIsolated ? Math.min(MOST_THREADS, cores()) : 1;
}

/** Cores of this machine, as far as the browser tells. */
export function cores(): number {
  return Math.max(1, globalThis.navigator?.hardwareConcurrency ?? 1);
}
