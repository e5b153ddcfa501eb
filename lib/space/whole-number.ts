import { UsageError } from '../error';

/**
 * A count that a person gave: how many answers, clusters, rows.
 * @throws WordspaceError unless it is a whole number of at least `min` and at most `max`
 */
export function wholeNumber(value: number, what: string, min = 1, max = Infinity): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  const range = max === Infinity ? `of ${min} or more` : `from ${min} to ${max}`;
  throw new UsageError(`${what} must be a whole number ${range}, not ${value}.`);
}

/** How many of `rows` a limit leaves: all without one. */
export function limited(rows: number, limit: number | undefined, what = 'The number of words searched'): number {
  return limit === undefined ? rows : Math.min(rows, wholeNumber(limit, what));
}
