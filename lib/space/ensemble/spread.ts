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

/** A report whose every number has become a mean with its spread. */
export type Spreads<Report> = Report extends number
  ? Spread
  : Report extends readonly (infer Item)[]
    ? Spreads<Item>[]
    : Report extends object
      ? { [Key in keyof Report]: Spreads<Report[Key]> }
      : Report;

/**
 * Reports of one shape, one a seed, as one report: `{ accuracy: { mean, sd }, sections: [ … ] }`.
 * Lists are taken item by item; what is no number (names of sections) is the first report's.
 * @throws TypeError for reports of different shapes or none
 */
export function spreads<Report>(reports: readonly Report[]): Spreads<Report> {
  return merged(reports) as Spreads<Report>;
}

function merged(reports: readonly unknown[]): unknown {
  const [first] = reports;
  if (reports.some((r) => typeof r !== typeof first || Array.isArray(r) !== Array.isArray(first)) || reports.length === 0) {
    throw new TypeError('reports of different shapes have no common spread');
  }
  if (typeof first === 'number') return spread(reports as number[]);
  if (Array.isArray(first)) {
    if ((reports as unknown[][]).some((r) => r.length !== first.length)) throw new TypeError('lists of different lengths have no common spread');
    return first.map((_, i) => merged((reports as unknown[][]).map((r) => r[i])));
  }
  if (typeof first !== 'object' || first === null) return first;
  return Object.fromEntries(Object.keys(first).map((key) => [key, merged(reports.map((r) => (r as Record<string, unknown>)[key]))]));
}
