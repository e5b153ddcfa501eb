import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Column } from '../../lib/text/corpus';
import { yearOf } from '../../lib/text/dates';
import { groupsOf } from '../../lib/text/groups';

const numbers = (values: (number | null)[]): Column => ({ name: 'n', kind: 'number', values });
const dates = (...texts: string[]): Column => ({ name: 'd', kind: 'number', values: texts.map((text) => yearOf(text) ?? null), dates: true });

test('categories are groups as they appear', () => {
  expect(groupsOf({ name: 'p', kind: 'category', values: ['b', null, 'a', 'b'] }, 8)).toEqual({ of: [0, null, 1, 0], names: ['b', 'a'], at: [] });
});

test('few numbers stand alone, many are in ranges of a round width that end with the numbers there are', () => {
  expect(groupsOf(numbers([1790, 1790, 2021, null, 1850]), 8)).toEqual({ of: [0, 0, 2, null, 1], names: ['1790', '1850', '2021'], at: [1790, 1850, 2021] });
  const years = Array.from({ length: 232 }, (_, i) => 1790 + i);
  expect(groupsOf(numbers(years), 8).names).toEqual(['1790–1799', '1800–1849', '1850–1899', '1900–1949', '1950–1999', '2000–2021']);
  expect(groupsOf(numbers([3, NaN, 3, Infinity, -Infinity]), 8)).toEqual({ of: [0, null, 0, null, null], names: ['3'], at: [3] });
  expect(groupsOf(numbers([null]), 8)).toEqual({ of: [null], names: [], at: [] });
});

test('every number is in one group that names its range, and there are no more than asked for', () => {
  const values = fc.array(fc.oneof(fc.integer({ min: -1e6, max: 1e6 }), fc.double({ min: -1, max: 1, noNaN: true })), { minLength: 1, maxLength: 90 });
  fc.assert(fc.property(values, fc.integer({ min: 3, max: 40 }), (given, most) => {
    const { of, names, at } = groupsOf(numbers(given), most);
    expect(names.length).toBeLessThanOrEqual(most);
    expect(new Set(of).size).toBe(names.length);
    given.forEach((a, i) => given.forEach((b, j) => a < b && expect(of[i]!).toBeLessThanOrEqual(of[j]!)));
    for (let g = 1; g < at.length; g++) expect(at[g]).toBeGreaterThan(at[g - 1]);
  }));
});

test('dates are told by days, weeks, months or years, whichever fits what they span', () => {
  expect(groupsOf(dates('2021-03-04', '2019-07', '2022-01-05'), 8).names).toEqual(['2019', '2021', '2022']);
  expect(groupsOf(dates('2021-03-01', '2021-11-02'), 8).names).toEqual(['2021-03', '2021-11']);
  expect(groupsOf(dates('2021-03-04', '2021-03-05', '2021-04-02'), 8).names).toEqual(['2021-03-04', '2021-03-05', '2021-04-02']);
  expect(groupsOf(dates('2021-03', '2021-04'), 8).names).toEqual(['2021-03', '2021-04']);
  const days = Array.from({ length: 28 }, (_, i) => `2021-03-${String(i + 1).padStart(2, '0')}`);
  expect(groupsOf(dates(...days), 8).names).toEqual(['2021-03-01–2021-03-07', '2021-03-08–2021-03-14', '2021-03-15–2021-03-21', '2021-03-22–2021-03-28']);
  const months = Array.from({ length: 24 }, (_, i) => `${2020 + (i / 12 | 0)}-${String((i % 12) + 1).padStart(2, '0')}`);
  expect(groupsOf(dates(...months), 8).names).toEqual(['2020-01–2020-06', '2020-07–2020-12', '2021-01–2021-06', '2021-07–2021-12']);
  expect(groupsOf(dates(...months), 40).at[3]).toBeCloseTo(2020.25, 9);
});
