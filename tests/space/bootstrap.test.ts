import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { percentiles, shareIntervals, spearmanInterval, wilson } from '../../lib/space/bootstrap';
import { finish, Sliced } from '../../lib/work';
import { peers } from './evaluation-fixture';

const run = <Result>(work: Generator<{ stage: string; done: number; total: number }, Result, void>) => finish(new Sliced(work, { stage: '', done: 0, total: 1 }));

test.each(peers.shares)('$correct of $asked: Wilson as scipy, the bootstrap near scipy’s', ({ correct, asked, wilson: expected, bootstrap }) => {
  const [low, high] = wilson({ correct, asked });
  expect(low).toBeCloseTo(expected[0], 10);
  expect(high).toBeCloseTo(expected[1], 10);
  const { total, sections } = run(shareIntervals([{ correct, asked }], { draws: 4000 }));
  expect(sections[0]).toEqual(total);
  // scores move in steps of one question, and two percentiles of two samples may be one step apart
  const near = bootstrap ?? expected;
  for (const end of [0, 1]) expect(Math.abs(total[end] - near[end])).toBeLessThanOrEqual(1 / asked + 0.006);
});

test('where every section is all right or all wrong, their share is as unsure as that of so many questions', () => {
  const { total, sections } = run(shareIntervals([{ correct: 50, asked: 50 }, { correct: 0, asked: 50 }, { correct: 0, asked: 0 }]));
  expect(total).toEqual(wilson({ correct: 50, asked: 100 }));
  expect(sections[0]).toEqual(wilson({ correct: 50, asked: 50 }));
  expect(sections[2]).toEqual([0, 1]);
});

test('the interval of a correlation is near scipy’s', () => {
  const { x, y, interval } = peers.correlation;
  const [low, high] = run(spearmanInterval(x, y, { draws: 4000 }));
  expect(Math.abs(low - interval[0])).toBeLessThan(0.02);
  expect(Math.abs(high - interval[1])).toBeLessThan(0.02);
  expect(run(spearmanInterval([1, 2], [2, 1]))).toEqual([-1, 1]);
});

test('percentiles are numpy’s', () => {
  const { values, at } = peers.percentiles;
  const [low, high] = percentiles(Float64Array.from(values));
  expect(low).toBeCloseTo(at[0], 12);
  expect(high).toBeCloseTo(at[1], 12);
  expect(percentiles(Float64Array.of(3))).toEqual([3, 3]);
});

test('an interval lies within 0 … 1, in order, and the same seed gives the same', () => {
  const tally = fc.nat(40).chain((asked) => fc.record({ asked: fc.constant(asked), correct: fc.nat(asked) }));
  fc.assert(
    fc.property(fc.array(tally, { minLength: 1, maxLength: 4 }), fc.nat(), (sections, seed) => {
      const found = run(shareIntervals(sections, { draws: 60, seed }));
      for (const [low, high] of [found.total, ...found.sections]) {
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(high);
      }
      expect(run(shareIntervals(sections, { draws: 60, seed }))).toEqual(found);
    }),
  );
});

test('much work comes in slices; no draws are refused', () => {
  const work = new Sliced(shareIntervals([{ correct: 9000, asked: 20_000 }]), { stage: '', done: 0, total: 1 });
  expect(work.step()).toBe(false);
  expect(work.progress()).toMatchObject({ stage: 'drawing intervals', total: 1000 });
  expect(() => run(shareIntervals([{ correct: 1, asked: 2 }], { draws: 0 }))).toThrow(WordspaceError);
});
