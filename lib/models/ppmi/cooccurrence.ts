/**
 * How often words stand near each other: the sparse, symmetric word–word matrix that PPMI and
 * GloVe begin with. A window never leaves its sentence. The places of every word are listed
 * first (a counting sort), so that a row is counted in one dense line and no hash table is
 * needed; rows come in any order of columns and one transpose sorts them, for the matrix is
 * its own transpose.
 */
import { transpose, type Csr } from '../../kernels/matrix';
import { Random } from '../../kernels/random';
import type { EncodedCorpus } from '../../text/corpus';
import { GrowingUint32 } from '../../text/growing';
import type { Progress } from '../../work';
import { keepShares } from '../skipgram/sampling';

/** What a pair at distance d counts in a window of w: 1; (w − d + 1) ÷ w, as word2vec's random windows do on average; or 1 ÷ d, as in GloVe. */
export const weightings = ['flat', 'linear', 'harmonic'] as const;

export interface CooccurrenceOptions {
  /** Words on each side, 1 … 50. */
  window: number;
  weighting: (typeof weightings)[number];
  /** Only the so many most frequent words are counted; the others keep their places. */
  words: number;
  /** Words more frequent than this share of the text are thinned out before windows are laid (Mikolov et al. 2013); 0 keeps all. */
  subsample: number;
  /** Of the thinning. */
  seed: number;
}

/** Pairs counted in one slice: about 10 ms. */
const SLICE = 1 << 20;

/** words × words; yields its progress. */
export function* cooccurrences(corpus: EncodedCorpus, options: CooccurrenceOptions): Generator<Progress, Csr, void> {
  const size = Math.min(options.words, corpus.vocabulary.words.length);
  const { ids, room } = thinned(corpus, options);
  yield { stage: 'counting pairs', done: 0, total: ids.length };
  const { starts, places } = placesOf(ids, size);
  yield { stage: 'counting pairs', done: 0, total: ids.length };

  const weights = weightsOf(options);
  const sums = new Float64Array(size);
  const touched = new GrowingUint32();
  const indptr = new Uint32Array(size + 1);
  const indices = new GrowingUint32(1 << 16);
  let values = new Float32Array(1 << 16);
  let budget = SLICE;
  const count = (id: number, weight: number) => {
    if (id >= size) return;
    if (sums[id] === 0) touched.push(id);
    sums[id] += weight;
  };
  for (let word = 0; word < size; word++) {
    for (let p = starts[word]; p < starts[word + 1]; p++) {
      const at = places[p];
      for (let d = 1; d <= room.before[at]; d++) count(ids[at - d], weights[d]);
      for (let d = 1; d <= room.after[at]; d++) count(ids[at + d], weights[d]);
      budget -= room.before[at] + room.after[at] + 1;
      // A frequent word alone takes several slices.
      if (budget > 0) continue;
      budget = SLICE;
      yield { stage: 'counting pairs', done: p, total: ids.length };
    }
    while (values.length < indices.length + touched.length) values = grown(values);
    for (const other of touched.filled) {
      values[indices.length] = sums[other] / weights[0];
      indices.push(other);
      sums[other] = 0;
    }
    touched.length = 0;
    indptr[word + 1] = indices.length;
  }
  yield { stage: 'counting pairs', done: ids.length, total: ids.length };
  return transpose({ kind: 'csr', rows: size, dims: size, indptr, indices: indices.filled, values: values.subarray(0, indices.length) });
}

/**
 * Whole numbers by distance, and at 0 what they are to be divided by: sums of them are exact
 * in any order, which keeps the matrix symmetric to the bit.
 */
function weightsOf({ window, weighting }: CooccurrenceOptions): Float64Array {
  const weights = new Float64Array(window + 1);
  const scale = { flat: 1, linear: window, harmonic: leastCommonMultiple(Math.min(window, 20)) }[weighting];
  weights[0] = scale;
  for (let d = 1; d <= window; d++) weights[d] = weighting === 'flat' ? 1 : weighting === 'linear' ? window - d + 1 : Math.round(scale / d);
  return weights;
}

function leastCommonMultiple(n: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let multiple = 1;
  for (let i = 2; i <= n; i++) multiple = (multiple / divisor(multiple, i)) * i;
  return multiple;
}

interface Places {
  ids: Uint32Array;
  /** Of every place, how many words of the window are before and after it in its sentence. */
  room: { before: Uint8Array; after: Uint8Array };
}

/** The tokens that stay, and how far a window reaches from each. */
function thinned({ ids, sentences, vocabulary }: EncodedCorpus, { window, subsample, seed }: CooccurrenceOptions): Places {
  const random = new Random(seed);
  const keep = subsample > 0 ? keepShares(vocabulary.counts, ids.length, subsample) : undefined;
  const kept = new Uint32Array(ids.length);
  const before = new Uint8Array(ids.length);
  const after = new Uint8Array(ids.length);
  let length = 0;
  for (let s = 0; s + 1 < sentences.length; s++) {
    const from = length;
    for (let i = sentences[s]; i < sentences[s + 1]; i++) if (!keep || random.uniform() < keep[ids[i]]) kept[length++] = ids[i];
    for (let at = from; at < length; at++) {
      before[at] = Math.min(window, at - from);
      after[at] = Math.min(window, length - 1 - at);
    }
  }
  return { ids: kept.subarray(0, length), room: { before, after } };
}

/** Where each word stands, in order of the text. */
function placesOf(ids: Uint32Array, size: number): { starts: Uint32Array; places: Uint32Array } {
  const starts = new Uint32Array(size + 1);
  for (const id of ids) if (id < size) starts[id + 1]++;
  for (let w = 0; w < size; w++) starts[w + 1] += starts[w];
  const next = starts.slice(0, size);
  const places = new Uint32Array(starts[size]);
  for (let at = 0; at < ids.length; at++) if (ids[at] < size) places[next[ids[at]]++] = at;
  return { starts, places };
}

function grown(values: Float32Array): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(values.length * 2);
  larger.set(values);
  return larger;
}
