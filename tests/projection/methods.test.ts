import { describe, expect, it } from 'vitest';
import { dense } from '../../lib/kernels/matrix';
import { firstRows, projectionById, projections } from '../../lib/projection/methods';
import { finish } from '../../lib/work';
import { blobs, sparse, thinned } from './spaces';

describe('the projections on offer', () => {
  it('say what a form needs', () => {
    expect(projections.map((p) => p.id)).toEqual(['umap', 'tsne', 'pca', 'axes']);
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

  it.each(['umap', 'tsne', 'pca'])('%s lays out the first words in the dims asked for, with defaults for the rest', (id) => {
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

  it('show the components that are chosen, and tell the variance of ten', () => {
    const matrix = blobs(60, 12, 5);
    const chosen = projectionById('pca').start(matrix, { dims: 2, across: 3, up: 1 });
    const usual = projectionById('pca').start(matrix, { dims: 3 });
    const { values } = finish(chosen);
    const all = finish(usual).values;
    for (let row = 0; row < 60; row++) expect([values[2 * row], values[2 * row + 1]]).toEqual([all[3 * row + 2], all[3 * row]]);
    expect(chosen.facts.components).toEqual([3, 1]);
    expect(chosen.facts.explainedVariance).toHaveLength(10);
    expect(chosen.facts.explainedVariance).toEqual(usual.facts.explainedVariance);
    expect(() => projectionById('pca').start(matrix, { across: 2 })).toThrow('PCA: a map of 3 dimensions shows 3 different components, counted from 1, not 2, 2, 3.');
  });

  it('place words on axes whose ends may lie beyond the words laid out', () => {
    const matrix = blobs(40, 6, 4);
    const layout = projectionById('axes').start(matrix, { dims: 2, words: 20, trials: 20 }, { axes: [{ from: [38], to: [39] }] });
    expect(finish(layout).values.length).toBe(40);
    expect(layout.facts.axes).toHaveLength(1);
    expect(() => projectionById('axes').start(matrix, {})).toThrow(/ends of at least one axis/);
  });

  it('refuse what they do not know', () => {
    const matrix = blobs(10, 3, 2);
    expect(() => projectionById('mds')).toThrow('There is no projection “mds”; choose one of umap, tsne, pca, axes.');
    expect(() => projectionById('pca').start(matrix, { neighbours: 3 })).toThrow('PCA has no option --neighbours; it knows --dims, --words, --across, --up, --deep, --seed.');
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
