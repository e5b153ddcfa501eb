/**
 * Retrieval side by side: what a trained model can say about which documents a query is about,
 * and how well that agrees with judgements.
 */
import type { Csr, Dense } from '../../kernels/matrix';
import { meanVectors, sifWeights } from '../../space/documents';
import { gradesByRow, rankingFigures, type Judged, type RankingFigures } from '../../space/judged';
import { VectorSpace } from '../../space/space';
import { top } from '../../space/top';
import type { EncodedCorpus } from '../../text/corpus';
import type { Progress } from '../../work';
import { bm25 } from '../bm25';
import { lda } from '../lda';
import type { Trained } from '../model';
import { tfidf } from '../tfidf';
import { termFrequency } from '../tfidf/weigh';
import { byCounting } from './counting';
import type { Evidence, Retriever } from './retriever';
import { byTopics } from './topics';
import { bySums } from './vectors';

export type { Evidence, Retriever };

export interface Hit {
  /** Row of the document. */
  document: number;
  score: number;
  evidence: Evidence[];
}

type Answered = Pick<Trained, 'words' | 'documents' | 'query'>;

/** How documents are found with what training left, over the corpus it was trained on; means of word vectors where it has no documents of its own. */
export function retrieverOf(corpus: EncodedCorpus, { words, documents, query }: Answered): Retriever {
  if (query && documents && (query.kind === 'tfidf' || query.kind === 'bm25')) {
    const model = query.kind === 'tfidf' ? tfidf : bm25;
    return byCounting(words.matrix as Csr, words.names, (ids) => model.place!(query, ids) as Csr);
  }
  if (query?.kind === 'lda' && documents) return byTopics(corpus, new VectorSpace(documents), query.phi, (ids) => lda.place!(query, ids) as Float32Array);
  if (query?.kind === 'lsa' && documents) {
    const { idf, sublinear, components } = query;
    const weightOf = (id: number, count: number) => termFrequency(count, sublinear) * idf[id];
    return bySums({ corpus, documents: new VectorSpace(documents), words: new VectorSpace(words), vectors: components, rowOf: (id) => id, weightOf });
  }
  return byMeans(corpus, new VectorSpace(words));
}

/** Means of word vectors, rare words weighing more (documents.ts). */
export function byMeans(corpus: EncodedCorpus, words: VectorSpace, made?: VectorSpace): Retriever {
  const weights = sifWeights(words);
  const rows = Int32Array.from(corpus.vocabulary.words, (word) => words.rowOf(word));
  const documents = made ?? new VectorSpace(meanVectors(words, corpus, weights));
  return bySums({ corpus, documents, words, vectors: words.matrix as Dense, rowOf: (id) => rows[id], weightOf: (id, count) => count * weights[rows[id]] });
}

/** The k best documents with what speaks for each; none where the query says nothing, null where none of its words is known. */
export function retrieve(retriever: Retriever, ids: ArrayLike<number>, k: number): Hit[] | null {
  const scores = retriever.scores(ids);
  if (!scores) return null;
  const best = top(scores, k).filter(({ score }) => score > 0);
  return best.map(({ row, score }) => ({ document: row, score, evidence: retriever.explain(ids, row) }));
}

export interface JudgedReport extends RankingFigures {
  /** Queries that have a relevant document in the corpus. */
  queries: number;
  /** nDCG looks at so many documents. */
  k: number;
  /** Names of documents that the corpus has not. */
  unknown: string[];
  byQuery: ({ query: string } & RankingFigures)[];
}

/** Queries with a larger ranking than this are cut: reciprocal ranks below 1/1000 say nothing. */
const DEPTH = 1000;

/** Means over the judged queries; yields its progress after each. */
export function* judge(retriever: Retriever, judged: Judged[], titles: string[], idsOf: (query: string) => ArrayLike<number>, k = 10): Generator<Progress, JudgedReport, void> {
  const byQuery: JudgedReport['byQuery'] = [];
  const unknown = new Set<string>();
  for (const [q, { query, grades }] of judged.entries()) {
    const known = gradesByRow(grades, titles);
    known.unknown.forEach((name) => unknown.add(name));
    if ([...known.rows.values()].some((grade) => grade > 0)) {
      const scores = retriever.scores(idsOf(query));
      const ranked = scores ? top(scores, DEPTH).filter(({ score }) => score > 0).map(({ row }) => row) : [];
      byQuery.push({ query, ...rankingFigures(ranked, known.rows, k) });
    }
    yield { stage: 'judging', done: q + 1, total: judged.length };
  }
  const mean = (of: (figures: RankingFigures) => number) => (byQuery.length > 0 ? byQuery.reduce((sum, figures) => sum + of(figures), 0) / byQuery.length : 0);
  return { ndcg: mean((f) => f.ndcg), reciprocalRank: mean((f) => f.reciprocalRank), queries: byQuery.length, k, unknown: [...unknown], byQuery };
}
