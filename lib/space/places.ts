import { firstThat } from '../kernels/bisect';

/** The share of some values that are below one, 0 … 1, ties counting half: cosines of two models compare by it. */
export function placesIn(values: Float32Array): (value: number) => number {
  const sorted = values.slice().sort();
  const n = sorted.length;
  return (value) => (firstThat(0, n, (at) => sorted[at] >= value) + firstThat(0, n, (at) => sorted[at] > value)) / (2 * Math.max(1, n));
}
