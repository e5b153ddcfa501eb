/**
 * Ranking by cosine with a query that is a weighted sum of its words' vectors: means of word
 * vectors (documents.ts) and LSA, whose folded-in query is Σ q_t V_t. Being a sum, the cosine
 * falls apart into a part for each word: q_t (V_t · d) ÷ (|q| |d|).
 */
import type { Dense } from '../../kernels/matrix';
import { similarities } from '../../space/neighbours';
import type { VectorSpace } from '../../space/space';
import type { EncodedCorpus } from '../../text/corpus';
import { byPart, distinct, type Evidence, type Retriever } from './retriever';

/** Words of the document told for a word of the query that it lacks. */
const NEAR = 3;
/** A cosine below this is no nearness. */
const LEAST = 0.3;

interface Parts {
  corpus: EncodedCorpus;
  /** Dense, a row a document. */
  documents: VectorSpace;
  /** Where the nearest words of a document are looked for. */
  words: VectorSpace;
  /** The vectors whose weighted sum a query is, by their rows. */
  vectors: Dense;
  /** Row of a vocabulary id in `vectors`, or −1; and its weight for an occurrence count. */
  rowOf(id: number): number;
  weightOf(id: number, count: number): number;
}

export function bySums({ corpus, documents, words, vectors, rowOf, weightOf }: Parts): Retriever {
  const nearest = new NearWords(corpus, words);
  const termsOf = (ids: ArrayLike<number>) => [...distinct(ids)].map(([id, count]) => ({ id, row: rowOf(id), weight: weightOf(id, count) })).filter(({ row }) => row >= 0);
  const sumOf = (terms: { row: number; weight: number }[]) => {
    const sum = new Float32Array(vectors.dims);
    for (const { row, weight } of terms) for (let d = 0; d < sum.length; d++) sum[d] += weight * vectors.values[row * vectors.dims + d];
    return sum;
  };
  return {
    scores(ids) {
      const sum = sumOf(termsOf(ids));
      return sum.some((x) => x !== 0) ? similarities(documents, sum) : null;
    },
    explain(ids, document) {
      const terms = termsOf(ids);
      const scale = Math.sqrt(sumOf(terms).reduce((squares, x) => squares + x * x, 0)) * documents.norms[document];
      const target = (documents.matrix as Dense).values.subarray(document * documents.dims, (document + 1) * documents.dims);
      const found = terms.map(({ id, row, weight }): Evidence => {
        let dot = 0;
        for (let d = 0; d < target.length; d++) dot += vectors.values[row * vectors.dims + d] * target[d];
        const { words, exact } = nearest.of(id, document);
        return { label: corpus.vocabulary.words[id], part: scale > 0 ? (weight * dot) / scale : 0, words, exact };
      });
      return byPart(found);
    },
  };
}

/** The words of a document that are nearest to a word. */
class NearWords {
  private readonly rows: Int32Array;

  constructor(private readonly corpus: EncodedCorpus, private readonly words: VectorSpace) {
    this.rows = Int32Array.from(corpus.vocabulary.words, (word) => words.rowOf(word));
  }

  of(id: number, document: number): Pick<Evidence, 'words' | 'exact'> {
    const { vocabulary, ids, documents } = this.corpus;
    const present = new Set(ids.subarray(documents[document], documents[document + 1]));
    if (present.has(id)) return { words: [vocabulary.words[id]], exact: true };
    const row = this.rows[id];
    if (row < 0) return { words: [], exact: false };
    const scored = [...present].map((other) => ({ other, cosine: this.rows[other] < 0 ? 0 : this.cosine(row, this.rows[other]) }));
    const near = scored.filter(({ cosine }) => cosine >= LEAST).sort((a, b) => b.cosine - a.cosine || a.other - b.other).slice(0, NEAR);
    return { words: near.map(({ other }) => vocabulary.words[other]), exact: false };
  }

  private cosine(a: number, b: number): number {
    const { dims, values } = this.words.unit as Dense;
    let dot = 0;
    for (let d = 0; d < dims; d++) dot += values[a * dims + d] * values[b * dims + d];
    return dot;
  }
}
