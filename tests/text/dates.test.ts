import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { beginningOf, endsOfSpan, periodFor, periodName, periodOf, yearOf } from '../../lib/text/dates';

it('reads ISO dates as years with a fraction, and nothing else', () => {
  expect(['2021', '2021-01-01', '2021-03', '2021-12-31', '2020-12-31', ' 2021-07-02T12:00:00Z'].map(yearOf)).toEqual([2021, 2021, 2021.1616, 2021.9973, 2020.9973, 2021.4986]);
  for (const other of ['', 'x', '21-03-04', '2021-13', '2021-02-30', '2021-00-01', '2021-03-00', '2021-3-4', '04.03.2021', '2021-03-04x']) expect(yearOf(other), other).toBeUndefined();
});

it('gives back the month of every day', () => {
  const days = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-30'), noInvalidDate: true });
  fc.assert(fc.property(days, (day) => {
    const text = day.toISOString().slice(0, 10);
    const date = yearOf(text)!;
    expect(periodName(periodOf(date, 'month'), 'month').padStart(7, '0')).toBe(text.slice(0, 7));
    expect(periodOf(date, 'year')).toBe(Number(text.slice(0, 4)));
    expect(periodName(periodOf(date, 'day'), 'day').padStart(10, '0')).toBe(text);
    expect(beginningOf(periodOf(date, 'day'), 'day')).toBeCloseTo(date, 4);
  }));
});

it('goes by month within two years', () => {
  expect(periodFor([2021.9, null, 2022.1])).toBe('month');
  expect(periodFor([2020.9, null, 2022.1])).toBe('year');
});

it('goes by day within two months, unless only months are told', () => {
  expect(periodFor([2021.1616, 2021.1726])).toBe('day');
  expect(periodFor([yearOf('2021-03')!, yearOf('2021-04')!])).toBe('month');
});

it('names the ends of a span no finer than tells them apart', () => {
  expect(endsOfSpan(yearOf('1994-03-01')!, yearOf('2021-01-01')!)).toEqual(['1994', '2021']);
  expect(endsOfSpan(yearOf('2021-01-03')!, yearOf('2021-12-30')!)).toEqual(['2021-01', '2021-12']);
  expect(endsOfSpan(yearOf('2021-03-03')!, yearOf('2021-03-30')!)).toEqual(['2021-03-03', '2021-03-30']);
});
