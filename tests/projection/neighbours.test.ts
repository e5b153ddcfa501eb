import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeThread } from '../../lib/jobs/threads';
import { approximateKnn, isApproximate, nearestNeighbours } from '../../lib/projection/knn/approximate';
import { exactKnn } from '../../lib/projection/knn/exact';
import { knnOnThreads, threadsHelp, type KnnPart } from '../../lib/projection/knn/parallel';
import { finish } from '../../lib/work';
import { blobs, sparse } from './spaces';

const folder = mkdtempSync(join(tmpdir(), 'knn-'));
const spawn = () => nodeThread<KnnPart>(new Worker(join(folder, 'thread.mjs')));

beforeAll(() => build({ input: join(import.meta.dirname, '../../lib/jobs/knn.node.ts'), platform: 'node', output: { file: join(folder, 'thread.mjs'), format: 'esm' } }));
afterAll(() => rmSync(folder, { recursive: true }));

describe('neighbours on several threads', () => {
  // So many that threads that shared what they may not would hardly miss each other.
  const many = blobs(6000, 8, 9);
  const alone = (['cosine', 'euclidean'] as const).map((metric) => [metric, finish(exactKnn(many, 10, { metric }))] as const);

  it.each([1, 2, 3])('%i: the lists of one thread, bit for bit', async (threads) => {
    for (const [metric, lists] of alone) {
      const told: number[] = [];
      expect(await knnOnThreads(many, 10, { threads, spawn, metric, onProgress: (p) => told.push(p.done) })).toEqual(lists);
      expect(told.every((done) => done >= 0 && done <= 6000)).toBe(true);
    }
  });

  it('end at once when cancelled, before and while they work', async () => {
    const matrix = blobs(6000, 100, 9);
    const early = AbortSignal.abort();
    await expect(knnOnThreads(matrix, 10, { threads: 2, spawn, signal: early })).rejects.toThrow('Cancelled');
    const controller = new AbortController();
    const found = knnOnThreads(matrix, 10, { threads: 2, spawn, signal: controller.signal });
    controller.abort();
    await expect(found).rejects.toThrow('Cancelled');
  });

  it('refuse what one thread refuses', async () => {
    const matrix = blobs(100, 5, 2);
    matrix.values[7] = NaN;
    await expect(knnOnThreads(matrix, 5, { threads: 2, spawn })).rejects.toThrow(/^Row 2 /);
  });

  it('the same by cells', async () => {
    const matrix = blobs(30_001, 8, 60);
    const found = await knnOnThreads(matrix, 8, { threads: 2, spawn });
    expect(found.approximate).toBe(true);
    expect(found).toEqual(finish(approximateKnn(matrix, 8)));
  });

  it('are worth their start for many dense rows only', () => {
    expect(threadsHelp(blobs(5000, 2, 2), 2)).toBe(true);
    expect(threadsHelp(blobs(5000, 2, 2), 1)).toBe(false);
    expect(threadsHelp(blobs(500, 2, 2), 2)).toBe(false);
    expect(threadsHelp(sparse(blobs(5000, 2, 2)), 2)).toBe(false);
  });
});

describe('approximate neighbours', () => {
  it('are nearly all of them, with their exact similarities, and say so', () => {
    const matrix = blobs(4000, 16, 40);
    const exact = finish(exactKnn(matrix, 15));
    const found = finish(approximateKnn(matrix, 15));
    expect(found.approximate).toBe(true);
    const own: number[] = [];
    let hits = 0;
    let inexact = 0;
    for (let row = 0; row < 4000; row++) {
      const near = new Map([...exact.indices.subarray(row * 15, row * 15 + 15)].map((other, n) => [other, exact.similarities[row * 15 + n]]));
      for (let n = row * 15; n < row * 15 + 15; n++) {
        const other = found.indices[n];
        if (other === row) own.push(row);
        if (!near.has(other)) continue;
        hits++;
        if (found.similarities[n] !== near.get(other)) inexact++;
      }
    }
    expect(own).toEqual([]);
    expect(inexact).toBe(0);
    expect(hits / (4000 * 15)).toBeGreaterThan(0.95);
  });

  it('take equal rows, few rows and Euclidean distance', () => {
    const same = blobs(300, 3, 1);
    same.values.fill(1);
    expect(finish(approximateKnn(same, 5)).similarities.every((s) => s === 1)).toBe(true);
    expect(finish(approximateKnn(blobs(2, 3, 1), 5)).k).toBe(1);
    expect(finish(approximateKnn(blobs(700, 8, 3), 5, { metric: 'euclidean' })).similarities.every((s) => s < 0 && s > -1)).toBe(true);
  });

  it('serve only where all pairs would take long', () => {
    expect(isApproximate(blobs(30_000, 1, 2))).toBe(false);
    expect(isApproximate(blobs(30_001, 1, 2))).toBe(true);
    expect(isApproximate(sparse(blobs(30_001, 1, 2)))).toBe(false);
    expect(finish(nearestNeighbours(blobs(500, 3, 2), 5)).approximate).toBeUndefined();
  });
});
