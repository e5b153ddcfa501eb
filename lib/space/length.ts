/** |v|. */
export function lengthOf(values: ArrayLike<number>): number {
  let squares = 0;
  for (let d = 0; d < values.length; d++) squares += values[d] * values[d];
  return Math.sqrt(squares);
}
