/**
 * Documents in groups by a metadata column, the same wherever groups are told: the values of a
 * category; numbers one by one where they are few, else in ranges of a round width; dates by
 * days, months or years, whichever fits what they span.
 */
import type { Column } from './corpus';
import { beginningOf, periodFor, periodName, periodOf, type Period } from './dates';

export interface Groups {
  /** The group of each document; null where it has no value, or a number that is not finite. */
  of: (number | null)[];
  /** Numbers ascending, categories as they first occur: a text mostly is in the order of time, the alphabet in none. No group is empty. */
  names: string[];
  /** Where the middle of each group lies among the numbers; empty for categories. */
  at: number[];
}

/** Widths of ranges of days (from Monday on) and of months; all others are 1, 2, 5, 10, 20, 50 … */
const WIDTHS: Record<Period, number[]> = { day: [1, 2, 7, 14], month: [1, 2, 3, 6, 12], year: [] };

/** @param most groups of numbers; categories have as many as they have values */
export function groupsOf(column: Column, most: number): Groups {
  if (column.kind === 'category') {
    const names = [...new Set(column.values.filter((value) => value !== null))];
    const index = new Map(names.map((name, i) => [name, i]));
    return { of: column.values.map((value) => (value === null ? null : index.get(value)!)), names, at: [] };
  }
  const finite = column.values.map((value) => (value === null || !Number.isFinite(value) ? null : value));
  if (!column.dates) return rangesOf(finite, most, [], nameOf);
  const period = periodFor(finite);
  const counts = finite.map((date) => (date === null ? null : periodOf(date, period)));
  const counted = rangesOf(counts, most, WIDTHS[period], (count) => periodName(count, period));
  return { ...counted, at: counted.at.map((count) => beginningOf(count, period)) };
}

/** @param widths to choose from, the narrowest first; beyond them all are round */
function rangesOf(values: (number | null)[], most: number, widths: number[], name: (value: number) => string): Groups {
  const distinct = [...new Set(values.filter((value) => value !== null))].sort((a, b) => a - b);
  if (distinct.length <= most) {
    const places = new Map(distinct.map((value, g) => [value, g]));
    return { of: values.map((value) => (value === null ? null : places.get(value)!)), names: distinct.map(name), at: distinct };
  }
  const [low, high] = [distinct[0], distinct[distinct.length - 1]];
  const whole = distinct.every(Number.isInteger);
  // Halved, since the span of two finite numbers can overflow; one less, since round ranges may cut one more.
  const least = (high / 2 - low / 2) / (Math.max(2, most - 1) / 2);
  const width = whole ? Math.max(1, widthFrom(least, widths)) : widthFrom(least, widths);
  const bins = values.map((value) => (value === null ? null : Math.floor(value / width)));
  const used = [...new Set(bins.filter((bin) => bin !== null))].sort((a, b) => a - b);
  const places = new Map(used.map((bin, g) => [bin, g]));
  // Ranges of whole numbers begin and end with those there are.
  const ends = used.map((bin): [number, number] => (whole ? [Math.max(low, bin * width), Math.min(high, (bin + 1) * width - 1)] : [rounded(bin * width), rounded((bin + 1) * width)]));
  return {
    of: bins.map((bin) => (bin === null ? null : places.get(bin)!)),
    names: ends.map(([from, to]) => (from === to ? name(from) : `${name(from)}–${name(to)}`)),
    at: ends.map(([from, to]) => from / 2 + to / 2),
  };
}

function widthFrom(least: number, widths: number[]): number {
  return widths.find((width) => width >= least) ?? roundedUp(least / (widths.at(-1) ?? 1)) * (widths.at(-1) ?? 1);
}

/** The next of 1, 2, 5, 10, 20, 50 … */
export function roundedUp(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= width * (1 - 1e-9))!;
}

function rounded(edge: number): number {
  return Number(edge.toPrecision(12));
}

function nameOf(value: number): string {
  return String(rounded(value));
}
