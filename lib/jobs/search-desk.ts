import { judge, retrieve, retrieverOf, type Hit, type JudgedReport, type Retriever } from '../models/retrieval';
import { askedFor } from '../models/retrieval/asked';
import type { Trained } from '../models/model';
import { modelById } from '../models/registry';
import { companyOf, type Company } from '../models/tfidf/company';
import { documentFrequencies, documentTerms, groupTerms, RANGES, type GroupTerms, type WeightedTerm, type Weighting } from '../models/tfidf/groups';
import { checkOptions } from '../options';
import type { Judged } from '../space/judged';
import type { EncodedCorpus } from '../text/corpus';
import { textDefaults, type TextOptions } from '../text/encode';
import { groupsOf } from '../text/groups';
import { commonWords } from '../text/stopwords';
import { Sliced, type Progress } from '../work';
import { run } from './run';

/** What answers: a model that is trained here with its defaults, or what a training left. */
export type Answerer = { model: string } | Pick<Trained, 'words' | 'documents' | 'query'>;

/**
 * Holds what finds the documents of one corpus: what each way needs is made once, when it is
 * first asked for, and stays here, so that the page's own thread never holds it.
 */
export class SearchDesk {
  private corpus?: { encoded: EncodedCorpus; reading: Partial<TextOptions>; lookup: Map<string, number> };
  private frequencies?: Uint32Array;
  private readonly retrievers = new Map<string, Retriever>();

  open(encoded: EncodedCorpus, reading: Partial<TextOptions>): void {
    this.corpus = { encoded, reading, lookup: new Map(encoded.vocabulary.words.map((word, id) => [word, id])) };
  }

  /** Add a way to find documents; a model that is named is trained. */
  async add(id: string, answerer: Answerer, report: (progress: Progress) => void): Promise<void> {
    const { encoded } = this.opened();
    const trained = 'model' in answerer ? await run(modelById(answerer.model).train(encoded, checkOptions(modelById(answerer.model), {})), { onProgress: report }) : answerer;
    this.retrievers.set(id, retrieverOf(encoded, trained));
  }

  remove(id: string): void {
    this.retrievers.delete(id);
  }

  /** The k best documents; null where no word of the query is known to this way. */
  search(id: string, query: string, k: number): Hit[] | null {
    return retrieve(this.retriever(id), this.idsOf(query), k);
  }

  judge(id: string, judged: Judged[], report: (progress: Progress) => void): Promise<JudgedReport> {
    const work = judge(this.retriever(id), judged, this.opened().encoded.titles, (query) => this.idsOf(query));
    return run(new Sliced(work, { stage: 'judging', done: 0, total: judged.length }), { onProgress: report });
  }

  /** The words of the highest tf-idf in a document. */
  terms(document: number, n: number): WeightedTerm[] {
    const { encoded, reading } = this.opened();
    this.frequencies ??= documentFrequencies(encoded);
    return documentTerms(encoded, document, this.frequencies, n, commonWords(reading.locale ?? textDefaults.locale));
  }

  /** The words that set the groups of a metadata column apart. */
  groups(column: string, n: number, weighting: Weighting): GroupTerms[] {
    const { encoded, reading } = this.opened();
    const values = encoded.columns.find((c) => c.name === column);
    return values ? groupTerms(encoded, groupsOf(values, RANGES), n, { leftOut: commonWords(reading.locale ?? textDefaults.locale), weighting }) : [];
  }

  /** The company that some words keep. */
  company(words: string[], n: number): Company {
    const { encoded, reading } = this.opened();
    return companyOf(encoded, words, n, { leftOut: commonWords(reading.locale ?? textDefaults.locale) });
  }

  private idsOf(query: string): Uint32Array {
    const { encoded, lookup, reading } = this.opened();
    return askedFor(query, encoded.vocabulary.words, lookup, reading);
  }

  private retriever(id: string): Retriever {
    const retriever = this.retrievers.get(id);
    if (!retriever) throw new TypeError(`there is no way ${id} to find documents`);
    return retriever;
  }

  private opened() {
    if (!this.corpus) throw new TypeError('no corpus is open');
    return this.corpus;
  }
}
