import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { yearOf } from '../../lib/text/dates';
import { ticksOf } from '../../lib/text/ticks';

const labels = (from: string, to: string) => ticksOf(yearOf(from)!, yearOf(to)!, { dates: true }).map(({ label }) => label);

test('marks of dates fit their span, and say the year once', () => {
  expect(labels('1790', '2020')).toEqual(['1800', '1850', '1900', '1950', '2000']);
  expect(labels('2018-05-01', '2022-06-01')).toEqual(['2019', '2020', '2021', '2022']);
  expect(labels('2021-01-01', '2021-12-31')).toEqual(['Jan 2021', 'Apr', 'Jul', 'Oct']);
  expect(labels('2020-11-01', '2021-02-01')).toEqual(['Nov 2020', 'Dec', 'Jan 2021', 'Feb']);
  expect(labels('2021-03-01', '2021-03-28')).toEqual(['1 Mar 2021', '8 Mar', '15 Mar', '22 Mar']);
  expect(labels('2021-03-04', '2021-03-04')).toEqual(['4 Mar 2021']);
});

test('marks of numbers are round and lie between the ends', () => {
  expect(ticksOf(1790, 2021).map(({ label }) => label)).toEqual(['1800', '1850', '1900', '1950', '2000']);
  expect(ticksOf(3, 3)).toEqual([{ at: 3, label: '3' }]);
  fc.assert(fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (low, span) => {
    const ticks = ticksOf(low, low + span);
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks.length).toBeLessThanOrEqual(6);
    for (const { at } of ticks) {
      expect(at).toBeGreaterThanOrEqual(low - span * 1e-6);
      expect(at).toBeLessThanOrEqual(low + span * (1 + 1e-6));
    }
  }));
});
