/** Mean and spread of one figure over several seeds. */
export interface Spread {
  mean: number;
  /** Standard deviation of the sample (n − 1); NaN for fewer than two values, which have none. */
  sd: number;
}

export function spread(values: ArrayLike<number>): Spread {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i];
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i] - mean) ** 2;
  return { mean, sd: n > 1 ? Math.sqrt(squares / (n - 1)) : NaN };
}

/** The mean of every place over rows of one length. */
export function means(rows: readonly ArrayLike<number>[]): Float64Array {
  const mean = new Float64Array(rows[0].length);
  for (const row of rows) for (let i = 0; i < mean.length; i++) mean[i] += row[i] / rows.length;
  return mean;
}
