/** The first number from `from` on that passes, below `to`, which it is where none does; all after one that passes must pass too. */
export function firstThat(from: number, to: number, passes: (at: number) => boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
