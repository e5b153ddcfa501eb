/** How many threads a training on the page may take: all cores where memory can be shared, otherwise one. */
import { MOST_THREADS } from '../options';

export function mostThreads(): number {
  if (!globalThis.crossOriginIsolated) return 1;
  return Math.min(MOST_THREADS, Math.max(1, globalThis.navigator.hardwareConcurrency));
}
