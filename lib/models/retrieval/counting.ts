/**
 * Ranking by shared words: the score of a document is Σ over the terms of the query of their
 * weight there times their weight in the document (Manning, Raghavan and Schütze 2008, fig. 6.14,
 * a term at a time). With tf-idf's unit rows that is the cosine, with BM25's weights its score.
 */
import { firstThat } from '../../kernels/bisect';
import type { Csr } from '../../kernels/matrix';
import { byPart, type Evidence, type Retriever } from './retriever';

/**
 * @param index terms × documents
 * @param names of the terms
 * @param place the query as a row over the terms
 */
export function byCounting(index: Csr, names: string[], place: (ids: ArrayLike<number>) => Csr): Retriever {
  return {
    scores(ids) {
      const query = place(ids);
      const sums = new Float64Array(index.dims);
      query.indices.forEach((term, t) => {
        const weight = query.values[t];
        for (let e = index.indptr[term]; e < index.indptr[term + 1]; e++) sums[index.indices[e]] += weight * index.values[e];
      });
      return query.indices.length > 0 ? Float32Array.from(sums) : null;
    },
    explain(ids, document) {
      const query = place(ids);
      const found: Evidence[] = [];
      query.indices.forEach((term, t) => {
        const e = entryOf(index, term, document);
        if (e >= 0) found.push({ label: names[term], part: query.values[t] * index.values[e], words: [names[term]], exact: true });
      });
      return byPart(found);
    },
  };
}

/** Place of a document in a term's row, or −1. */
function entryOf({ indptr, indices }: Csr, term: number, document: number): number {
  const e = firstThat(indptr[term], indptr[term + 1], (at) => indices[at] >= document);
  return e < indptr[term + 1] && indices[e] === document ? e : -1;
}
