import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Csr } from '../../../lib/kernels/matrix';
import { ppmi, ppmiSvd } from '../../../lib/models/ppmi';
import { cooccurrences, weightings, type CooccurrenceOptions } from '../../../lib/models/ppmi/cooccurrence';
import { ppmi as associate } from '../../../lib/models/ppmi/weigh';
import { checkOptions } from '../../../lib/options';
import type { EncodedCorpus } from '../../../lib/text/corpus';
import { finish, Sliced } from '../../../lib/work';

const BEFORE = { stage: '', done: 0, total: 1 };

/** Sentences of word ids as a corpus; words are named by their ids. */
function corpusOf(sentences: number[][], size: number): EncodedCorpus {
  const ids = Uint32Array.from(sentences.flat());
  const counts = new Uint32Array(size);
  for (const id of ids) counts[id]++;
  const bounds = [0];
  for (const s of sentences) bounds.push(bounds.at(-1)! + s.length);
  return {
    name: 'small', ids, sentences: Uint32Array.from(bounds), documents: Uint32Array.of(0, ids.length), titles: ['all'], columns: [],
    vocabulary: { words: Array.from(counts, (_, i) => `w${i}`), counts }, tokens: ids.length, types: size,
  };
}

const counted = (corpus: EncodedCorpus, options: Partial<CooccurrenceOptions>) =>
  finish(new Sliced(cooccurrences(corpus, { window: 2, weighting: 'flat', words: 1000, subsample: 0, seed: 1, ...options }), BEFORE));

function toDense({ rows, dims, indptr, indices, values }: Csr): number[][] {
  const out = Array.from({ length: rows }, () => Array.from({ length: dims }, () => 0));
  for (let r = 0; r < rows; r++) for (let e = indptr[r]; e < indptr[r + 1]; e++) out[r][indices[e]] = values[e];
  return out;
}

const sentences = fc.array(fc.array(fc.nat(6), { maxLength: 12 }), { minLength: 1, maxLength: 12 });

describe('co-occurrences', () => {
  test('equal a count pair by pair, are symmetric to the bit and ascend in their columns', () => {
    fc.assert(
      fc.property(sentences, fc.integer({ min: 1, max: 6 }), fc.constantFrom(...weightings), fc.integer({ min: 1, max: 7 }), (text, window, weighting, words) => {
        const matrix = counted(corpusOf(text, 7), { window, weighting, words });
        const expected = Array.from({ length: words }, () => Array.from({ length: words }, () => 0));
        for (const s of text) {
          s.forEach((a, i) => s.forEach((b, j) => {
            const d = Math.abs(i - j);
            if (d === 0 || d > window || a >= words || b >= words) return;
            expected[a][b] += { flat: 1, linear: (window - d + 1) / window, harmonic: 1 / d }[weighting];
          }));
        }
        const found = toDense(matrix);
        found.forEach((row, a) => row.forEach((x, b) => {
          expect(x).toBeCloseTo(expected[a][b], 4);
          expect(x).toBe(found[b][a]);
        }));
        for (let r = 0; r < matrix.rows; r++) {
          const row = [...matrix.indices.subarray(matrix.indptr[r], matrix.indptr[r + 1])];
          expect(row).toEqual([...new Set(row)].sort((x, y) => x - y));
        }
      }),
    );
  });

  test('thinning leaves out frequent words and closes the gap they leave', () => {
    const text = Array.from({ length: 300 }, () => [1, 0, 0, 0, 2]);
    const corpus = corpusOf(text, 3);
    expect(toDense(counted(corpus, { window: 1 }))[1][2]).toBe(0);
    const thin = toDense(counted(corpus, { window: 1, subsample: 1e-3 }));
    expect(thin[1][2]).toBeGreaterThan(0);
    expect(thin[0][0]).toBeLessThan(300);
    expect(counted(corpus, { subsample: 1e-3, seed: 4 })).toEqual(counted(corpus, { subsample: 1e-3, seed: 4 }));
  });
});

describe('PPMI', () => {
  test('is what the equations say', () => {
    fc.assert(
      fc.property(sentences, fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(1, 2, 5), (text, smoothing, shift) => {
        const counts = toDense(counted(corpusOf(text, 7), {}));
        const matrix = toDense(finish(new Sliced(associate(counted(corpusOf(text, 7), {}), { smoothing, shift }), BEFORE)));
        const sums = counts.map((row) => row.reduce((a, b) => a + b, 0));
        const smoothed = sums.map((s) => (s > 0 ? s ** smoothing : 0));
        const total = smoothed.reduce((a, b) => a + b, 0);
        counts.forEach((row, w) => row.forEach((x, c) => {
          const pmi = x > 0 ? Math.log((x * total) / (sums[w] * smoothed[c])) - Math.log(shift) : 0;
          expect(matrix[w][c]).toBeCloseTo(Math.max(0, pmi), 5);
        }));
      }),
    );
  });

  const text = Array.from({ length: 60 }, (_, i) => [i % 3, 3 + (i % 3), i % 2 === 0 ? i % 3 : 3 + (i % 3), 6]);
  const corpus = corpusOf(text, 7);

  test('words are sparse rows, one column a context', () => {
    const { words, figures } = finish(ppmi.train(corpus, checkOptions(ppmi, {})));
    expect(words.matrix.kind).toBe('csr');
    expect([words.matrix.rows, words.matrix.dims]).toEqual([7, 7]);
    expect(words.columns).toEqual([{ name: 'count', kind: 'number', values: Array.from(corpus.vocabulary.counts) }]);
    expect(figures.nonZeros).toBe(words.matrix.values.length);
    expect(figures.pairs).toBeGreaterThanOrEqual(figures.nonZeros);
  });

  test('the decomposition keeps the products of rows: W Wᵀ = M Mᵀ where all directions stay', () => {
    const m = toDense(finish(ppmi.train(corpus, checkOptions(ppmi, {}))).words.matrix as Csr);
    const { matrix } = finish(ppmiSvd.train(corpus, checkOptions(ppmiSvd, { dims: 7, eigenvalues: 1 }))).words;
    const product = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).reduce((sum, x, i) => sum + x * b[i], 0);
    const row = (r: number) => matrix.values.subarray(r * matrix.dims, (r + 1) * matrix.dims);
    for (let a = 0; a < 7; a++) for (let b = 0; b < 7; b++) expect(product(row(a), row(b))).toBeCloseTo(product(m[a], m[b]), 4);
  });

  test('eigenvalue weighting scales each direction by a power of its singular value', () => {
    const lengths = (eigenvalues: number) => {
      const { matrix } = finish(ppmiSvd.train(corpus, checkOptions(ppmiSvd, { dims: 3, eigenvalues }))).words;
      return [0, 1, 2].map((d) => Math.hypot(...Array.from({ length: matrix.rows }, (_, r) => matrix.values[r * 3 + d])));
    };
    const [whole, half, none] = [1, 0.5, 0].map(lengths);
    none.forEach((length) => expect(length).toBeCloseTo(1, 5));
    half.forEach((length, d) => expect(length).toBeCloseTo(Math.sqrt(whole[d]), 4));
  });
});
