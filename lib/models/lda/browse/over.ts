/** How much of the text each topic has, value by value of a metadata column: by year, by president, by genre. */
import type { Column } from '../../../text/corpus';
import { periodFor, periodName, periodOf } from '../../../text/dates';
import type { Topics } from '../../model';

export interface TopicsOver {
  /** Numbers ascending, categories as they first occur in the text. */
  groups: Group[];
  /** Groups × topics: the topic's share of the group's tokens, each row summing to 1. */
  shares: Float64Array;
  /** Documents without a value, which are in no group. */
  without: number;
}

export interface Group {
  /** 1861, 1860–1869, Lincoln. */
  label: string;
  documents: number;
  tokens: number;
}

/** Numbers of more different values than this are put together in bins. */
const MOST_NUMBERS = 60;
const BINS = 24;

/**
 * @param documents bounds of the documents in tokens, as in EncodedCorpus
 * @param column one value a document
 */
export function topicsOver({ count, theta }: Topics, documents: Uint32Array, column: Column): TopicsOver {
  const { labels, groupOf } = groupsOf(column);
  const shares = new Float64Array(labels.length * count);
  const groups = labels.map((label): Group => ({ label, documents: 0, tokens: 0 }));
  let without = 0;
  column.values.forEach((_, d) => {
    const g = groupOf(d);
    if (g < 0) {
      without++;
      return;
    }
    const tokens = documents[d + 1] - documents[d];
    groups[g].documents++;
    groups[g].tokens += tokens;
    for (let k = 0; k < count; k++) shares[g * count + k] += tokens * theta.values[d * count + k];
  });
  groups.forEach(({ tokens }, g) => {
    for (let k = 0; k < count; k++) shares[g * count + k] /= tokens || 1;
  });
  return { groups, shares, without };
}

/** The labels in order: a text mostly is in the order of time, the alphabet in none. For each document the number of its group, −1 without a value. */
function groupsOf(column: Column): { labels: string[]; groupOf: (document: number) => number } {
  if (column.kind === 'number' && column.dates) return dateGroups(column.values);
  if (column.kind === 'number') return numberGroups(column.values);
  const labels = [...new Set(column.values.filter((v) => v !== null))];
  const places = new Map(labels.map((label, g) => [label, g]));
  return { labels, groupOf: (d) => places.get(column.values[d] ?? '') ?? -1 };
}

/** By years, or by months where these are of two years at most: then they are so few that each is a group. */
function dateGroups(dates: (number | null)[]): ReturnType<typeof groupsOf> {
  const period = periodFor(dates);
  const { labels, groupOf } = numberGroups(dates.map((date) => (date === null ? null : periodOf(date, period))));
  return { labels: period === 'month' ? labels.map((label) => periodName(Number(label), period)) : labels, groupOf };
}

function numberGroups(values: (number | null)[]): { labels: string[]; groupOf: (document: number) => number } {
  const known = values.filter((v) => v !== null && Number.isFinite(v)) as number[];
  const distinct = [...new Set(known)].sort((a, b) => a - b);
  if (distinct.length <= MOST_NUMBERS) {
    const places = new Map(distinct.map((value, g) => [value, g]));
    return { labels: distinct.map(String), groupOf: (d) => places.get(values[d] ?? Number.NaN) ?? -1 };
  }
  const [low, high] = [distinct[0], distinct[distinct.length - 1]];
  const width = roundedUp((high - low) / BINS);
  const first = Math.floor(low / width);
  const bins = Math.floor(high / width) - first + 1;
  const whole = distinct.every(Number.isInteger) && width >= 1;
  const edge = (g: number) => Number(((first + g) * width).toPrecision(12));
  const labels = Array.from({ length: bins }, (_, g) => (whole ? (width === 1 ? `${edge(g)}` : `${edge(g)}–${edge(g + 1) - 1}`) : `${edge(g)}–${edge(g + 1)}`));
  return {
    labels,
    groupOf: (d) => {
      const value = values[d];
      return value === null || !Number.isFinite(value) ? -1 : Math.floor(value / width) - first;
    },
  };
}

/** The next of 1, 2, 5, 10, 20, 50 … */
function roundedUp(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= width * (1 - 1e-9))!;
}
