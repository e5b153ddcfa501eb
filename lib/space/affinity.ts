import type { Column, EncodedCorpus } from '../text/corpus';

/**
 * The value of a document column that each word leans to most: the category c
 * with the largest lift p(c | w) / p(c), each count smoothed by one expected
 * token so that rare words do not lean on chance.
 * @returns one value a word, in vocabulary order; null where no document has a value
 */
export function wordCategories(corpus: EncodedCorpus, column: Column): (string | null)[] {
  const categories = [...new Set(column.values.filter((v) => v !== null).map(String))].sort();
  const codeOf = new Map(categories.map((c, i) => [c, i]));
  const words = corpus.vocabulary.words.length;
  const counts = new Float64Array(words * categories.length);
  const totals = new Float64Array(categories.length);
  for (let d = 0; d < column.values.length; d++) {
    const value = column.values[d];
    if (value === null) continue;
    const code = codeOf.get(String(value)) ?? 0;
    totals[code] += corpus.documents[d + 1] - corpus.documents[d];
    for (let i = corpus.documents[d]; i < corpus.documents[d + 1]; i++) counts[corpus.ids[i] * categories.length + code]++;
  }
  const all = totals.reduce((a, b) => a + b, 0);
  return Array.from({ length: words }, (_, w) => {
    const row = counts.subarray(w * categories.length, (w + 1) * categories.length);
    const count = row.reduce((a, b) => a + b, 0);
    if (count === 0) return null;
    const lifts = row.map((here, c) => (totals[c] > 0 ? (here + 1) / ((count * totals[c]) / all + 1) : 0));
    return categories[lifts.indexOf(Math.max(...lifts))];
  });
}

/** The mean of a column of numbers over a word's occurrences, in vocabulary order; NaN where no document that has the word has a number. */
export function wordMeans({ vocabulary, ids, documents }: EncodedCorpus, values: readonly (number | null)[]): Float32Array {
  const sums = new Float64Array(vocabulary.words.length);
  const counts = new Float64Array(vocabulary.words.length);
  values.forEach((value, d) => {
    if (value === null || !Number.isFinite(value)) return;
    for (let i = documents[d]; i < documents[d + 1]; i++) {
      sums[ids[i]] += value;
      counts[ids[i]]++;
    }
  });
  return Float32Array.from(sums, (sum, word) => sum / counts[word]);
}
