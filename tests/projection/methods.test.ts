import { describe, expect, it } from 'vitest';
import { dense } from '../../lib/kernels/matrix';
import { firstRows, projectionById, projections } from '../../lib/projection/methods';
import { finish } from '../../lib/work';
import { blobs, sparse, thinned } from './spaces';

describe('the projections on offer', () => {
  it('say what a form needs', () => {
    expect(projections.map((p) => p.id)).toEqual(['umap', 'pca']);
    for (const { options, summary, source } of projections) {
      expect(summary).toMatch(/\.$/);
      expect(source).toMatch(/\d{4}/);
      for (const o of options) {
        expect(o.help.length).toBeLessThan(90);
        expect(o.default).toBeGreaterThanOrEqual(o.min);
        expect(o.default).toBeLessThanOrEqual(o.max);
      }
    }
  });

  it.each(['umap', 'pca'])('%s lays out the first words in the dims asked for, with defaults for the rest', (id) => {
    const start = projectionById(id).start;
    expect(start(blobs(30, 4, 2), {}).positions()).toMatchObject({ dims: 3 });
    const { dims, values } = finish(start(blobs(30, 4, 2), { dims: 2, words: 12, seed: undefined }));
    expect(dims).toBe(2);
    expect(values.length).toBe(24);
    expect(values.every(Number.isFinite)).toBe(true);
  });

  it('lay out all rows given where the number of words is left out', () => {
    expect(finish(projectionById('pca').start(blobs(6000, 2, 3), { dims: 2 })).values.length).toBe(12_000);
  });

  it('hand the options on', () => {
    const start = projectionById('umap').start;
    const layout = start(blobs(40, 4, 2), { epochs: 7, neighbours: 5, minDist: 0.5, dims: 2 });
    while (layout.progress().stage !== 'arranging') layout.step();
    expect(layout.progress().total).toBe(7);
  });

  it('refuse what they do not know', () => {
    const matrix = blobs(10, 3, 2);
    expect(() => projectionById('tsne')).toThrow('There is no projection “tsne”; choose one of umap, pca.');
    expect(() => projectionById('pca').start(matrix, { neighbours: 3 })).toThrow('PCA has no option “neighbours”; it knows dims, words, seed.');
    expect(() => projectionById('umap').start(matrix, { dims: 4 })).toThrow('UMAP: dimensions must be a whole number from 2 to 3, not 4.');
    expect(() => projectionById('umap').start(matrix, { minDist: NaN })).toThrow('UMAP: least distance must be a number from 0 to 1, not NaN.');
    expect(() => projectionById('umap').start(matrix, { words: 2.5 })).toThrow(/words must be a whole number from 1 to 200000, not 2.5/);
    expect(() => projectionById('umap').start(dense(200_001, 1), {})).toThrow(/words must be a whole number from 1 to 200000, not 200001/);
    expect(() => projectionById('pca').start(dense(0, 3), {})).toThrow(/nothing to put on the map/);
  });
});

describe('first rows', () => {
  it('share the buffers of the matrix', () => {
    const matrix = thinned(20, 6);
    const head = firstRows(matrix, 7);
    expect(head.rows).toBe(7);
    expect(head.values.buffer).toBe(matrix.values.buffer);
    expect(head.values).toEqual(matrix.values.slice(0, 42));
    expect(firstRows(sparse(matrix), 7)).toEqual(sparse(dense(7, 6, matrix.values.slice(0, 42))));
  });

  it('are all where there are fewer, none for less than one', () => {
    const matrix = sparse(thinned(5, 3));
    expect(firstRows(matrix, 9)).toEqual(matrix);
    expect(firstRows(matrix, -1).rows).toBe(0);
  });
});
