'use client';

import { mostThreads } from '../../lib/store/threads';
import { NumberField } from '../ui/number-field';

/** Threads need shared memory, which a page has only when it is cross-origin isolated. */
export function Threads({ value, repeats, onChange }: { value: number; repeats?: boolean; onChange: (value: number) => void }) {
  const most = mostThreads();
  const option = { name: 'threads', label: 'Threads', default: most, min: 1, max: most, integer: true, help: threadsInWords(value, repeats) };
  return <NumberField option={option} value={value} onChange={onChange} />;
}

/**
 * What the number of threads means for the result, or why there is only one.
 * @param repeats the same number of threads gives the same result
 */
export function threadsInWords(threads: number, repeats = false): string {
  if (!globalThis.crossOriginIsolated) return 'One thread: this page was not opened from localhost or over https, so memory cannot be shared.';
  if (threads > 1 && repeats) return `${threads} threads: the same seed and number of threads give the same topics again.`;
  if (threads > 1) return `${threads} threads: runs differ a little; one thread repeats exactly.`;
  return `One thread: the same seed gives the same ${repeats ? 'topics' : 'vectors'} again.`;
}
