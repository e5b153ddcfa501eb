import { describe, expect, it } from 'vitest';
import { dense } from '../../../lib/kernels/matrix';
import { Random } from '../../../lib/kernels/random';
import { exactKnn } from '../../../lib/projection/knn/exact';
import { DriftingNeighbours } from '../../../lib/projection/live/drifting';
import { pulls } from '../../../lib/projection/live/drift';
import { LiveLayout } from '../../../lib/projection/live/live';
import { pca } from '../../../lib/projection/pca';
import { trust } from '../../../lib/projection/trust';
import { VectorSpace } from '../../../lib/space/space';
import { finish } from '../../../lib/work';
import { blobs } from '../spaces';

const matrix = blobs(400, 20, 8);
const provenance = { model: 'made', corpus: 'made', options: {} };
const unit = new VectorSpace({ names: [], matrix, columns: [], provenance }).unit.values;
const trustOf = (positions: { dims: 2 | 3; values: Float32Array }) => finish(trust(matrix, positions, { k: 15, sample: 400, seed: 1 })).trustworthiness;

describe('DriftingNeighbours', () => {
  const exact = finish(exactKnn(matrix, 10));
  const recall = (found: DriftingNeighbours): number => {
    let hits = 0;
    for (let row = 0; row < 400; row++) {
      const truth = new Set(exact.indices.subarray(row * 10, row * 10 + 10));
      for (const other of found.indices.subarray(row * 10, row * 10 + 10)) if (truth.has(other)) hits++;
    }
    return hits / 4000;
  };

  it('finds the exact neighbours, pass by pass', () => {
    const found = new DriftingNeighbours(400, 10, new Random(1));
    found.refresh(unit, 20);
    const begun = recall(found);
    for (let pass = 0; pass < 12; pass++) found.improve(unit, 20);
    expect(begun).toBeLessThan(0.1);
    expect(recall(found)).toBeGreaterThan(0.9);
  });

  it('keeps k different others a row, never the row itself, best first', () => {
    for (const rows of [3, 11, 50]) {
      const k = Math.min(10, rows - 1);
      const small = blobs(rows, 4, 2);
      const found = new DriftingNeighbours(rows, k, new Random(2));
      found.refresh(small.values, 4);
      for (let pass = 0; pass < 3; pass++) found.improve(small.values, 4);
      for (let row = 0; row < rows; row++) {
        const list = [...found.indices.subarray(row * k, row * k + k)];
        expect(new Set([...list, row]).size).toBe(k + 1);
        const near = [...found.similarities.subarray(row * k, row * k + k)];
        expect(near).toEqual(near.toSorted((a, b) => b - a));
      }
    }
  });

  it('follows vectors that move: scores are those of the vectors now', () => {
    const found = new DriftingNeighbours(400, 10, new Random(1));
    found.refresh(unit, 20);
    const turned = unit.map((v) => -v / 2);
    found.refresh(turned, 20);
    const [row, other] = [7, found.indices[70]];
    let sum = 0;
    for (let d = 0; d < 20; d++) sum += turned[row * 20 + d] * turned[other * 20 + d];
    expect(found.similarities[70]).toBeCloseTo(sum, 5);
  });

  it('draws the nearest neighbour most', () => {
    const weights = pulls({ k: 3, indices: new Uint32Array(6), similarities: Float32Array.of(0.9, 0.8, 0.1, 0.5, 0.5, 0.5) });
    expect(weights[0]).toBe(1);
    expect(weights[1]).toBeGreaterThan(weights[2]);
    expect([...weights.subarray(3)]).toEqual([1, 1, 1]);
  });
});

describe('LiveLayout', () => {
  it('begins with principal components and comes to a map that can be trusted more', () => {
    for (const dims of [2, 3] as const) {
      const live = new LiveLayout(dims);
      const first = trustOf(live.frame(matrix.values.slice(), 20));
      expect(first).toBeCloseTo(trustOf(finish(pca(matrix, { dims, unit: true }))), 2);
      let last = live.frame(matrix.values.slice(), 20);
      for (let frame = 0; frame < 12; frame++) last = live.frame(matrix.values.slice(), 20);
      expect(trustOf(last)).toBeGreaterThan(first);
      expect(trustOf(last)).toBeGreaterThan(0.9);
    }
  });

  it('moves less from frame to frame than the map is wide, and less while nothing changes', () => {
    const live = new LiveLayout(3);
    const frames = Array.from({ length: 15 }, () => live.frame(matrix.values.slice(), 20).values.slice());
    const step = (a: Float32Array, b: Float32Array) => Math.sqrt(a.reduce((sum, v, i) => sum + (v - b[i]) ** 2, 0) / 400);
    const width = step(frames[14], new Float32Array(1200));
    expect(step(frames[14], frames[13])).toBeLessThan(0.15 * width);
    expect(step(frames[14], frames[13])).toBeLessThan(step(frames[2], frames[1]));
  });

  it('turns onto a known map where one is given', () => {
    const known = finish(pca(matrix, { dims: 3, unit: true }));
    const turned = { dims: 3 as const, values: known.values.map((_, i) => (i % 3 === 2 ? known.values[i] : i % 3 === 0 ? -known.values[i + 1] : known.values[i - 1])) };
    const pairs = Array.from({ length: 400 }, (_, row) => [row, row] as const);
    const { values } = new LiveLayout(3).frame(matrix.values.slice(), 20, { positions: turned, pairs });
    values.forEach((v, i) => expect(Math.abs(v - turned.values[i])).toBeLessThan(0.02));
  });

  it('takes the same way with the same seed', () => {
    const way = () => {
      const live = new LiveLayout(2, 5);
      return [0, 1, 2, 3].map(() => live.frame(matrix.values.slice(), 20).values.join());
    };
    expect(way()).toEqual(way());
  });

  it('lays out a handful of words, and equal ones', () => {
    for (const rows of [1, 2, 3, 5]) {
      const few = dense(rows, 4, new Float32Array(rows * 4).fill(0.5));
      const live = new LiveLayout(3);
      for (let frame = 0; frame < 3; frame++) {
        const { values } = live.frame(few.values.slice(), 4);
        expect(values).toHaveLength(rows * 3);
        expect(values.every(Number.isFinite)).toBe(true);
      }
    }
  });

  it('says when vectors are no numbers', () => {
    expect(() => new LiveLayout(3).frame(Float32Array.of(1, Number.NaN, 2, 3), 2)).toThrow('not a finite number');
  });
});
