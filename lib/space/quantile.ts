/** The value that a share of the ascending values is below, linear between the nearest two, as NumPy does. */
export function quantile(ascending: ArrayLike<number>, share: number): number {
  const at = (ascending.length - 1) * share;
  const below = Math.floor(at);
  const above = Math.ceil(at);
  return ascending[below] + (at - below) * (ascending[above] - ascending[below]);
}
