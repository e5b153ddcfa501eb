/**
 * Ranking by topics: the cosine of the query's mixture, folded in with the topics held fixed, with
 * each document's. A topic's part is θ_q,k θ_d,k ÷ (|θ_q| |θ_d|).
 */
import type { Dense } from '../../kernels/matrix';
import { similarities } from '../../space/neighbours';
import type { VectorSpace } from '../../space/space';
import type { EncodedCorpus } from '../../text/corpus';
import { byPart, distinct, type Evidence, type Retriever } from './retriever';

/** Words of the document told for a topic. */
const TOLD = 4;

/**
 * @param documents p(topic | document), a row a document
 * @param phi p(word | topic), topics × vocabulary
 * @param place the mixture of a text
 */
export function byTopics(corpus: EncodedCorpus, documents: VectorSpace, phi: Dense, place: (ids: ArrayLike<number>) => Float32Array): Retriever {
  const known = (id: number) => id < phi.dims && phi.values[id] > 0;
  return {
    scores: (ids) => (Array.from(ids).some(known) ? similarities(documents, place(ids)) : null),
    explain(ids, document) {
      const query = place(ids);
      const { dims } = documents;
      const theta = (documents.matrix as Dense).values.subarray(document * dims, (document + 1) * dims);
      const scale = Math.sqrt(query.reduce((sum, x) => sum + x * x, 0)) * documents.norms[document];
      const own = distinct(corpus.ids.subarray(corpus.documents[document], corpus.documents[document + 1]));
      const asked = new Set(Array.from(ids));
      const found = Array.from(query, (share, k): Evidence => {
        const words = topWords(own, phi, k);
        return { label: `topic ${k + 1}`, topic: k, part: (share * theta[k]) / scale, words: words.map((id) => corpus.vocabulary.words[id]), exact: words.some((id) => asked.has(id)) };
      });
      return byPart(found);
    },
  };
}

/** Words of a document that say most of a topic: count × p(word | topic). */
function topWords(own: Map<number, number>, phi: Dense, topic: number): number[] {
  const weight = (id: number) => (id < phi.dims ? own.get(id)! * phi.values[topic * phi.dims + id] : 0);
  return [...own.keys()].filter((id) => weight(id) > 0).sort((a, b) => weight(b) - weight(a) || a - b).slice(0, TOLD);
}
