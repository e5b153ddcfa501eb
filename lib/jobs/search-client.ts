import { proxy, wrap } from 'comlink';
import type { Hit, JudgedReport } from '../models/retrieval';
import type { Company } from '../models/tfidf/company';
import type { GroupTerms, WeightedTerm, Weighting } from '../models/tfidf/groups';
import type { Judged } from '../space/judged';
import type { EncodedCorpus } from '../text/corpus';
import type { TextOptions } from '../text/encode';
import type { Progress } from '../work';
import { failureOf } from './failure';
import { SearchDesk, type Answerer } from './search-desk';

/** A desk in a worker, or on this thread where there are none; what is given is copied. */
export interface SearchClient {
  open(encoded: EncodedCorpus, reading: Partial<TextOptions>): Promise<void>;
  add(id: string, answerer: Answerer, report: (progress: Progress) => void): Promise<void>;
  remove(id: string): Promise<void>;
  search(id: string, query: string, k: number): Promise<Hit[] | null>;
  judge(id: string, judged: Judged[], report: (progress: Progress) => void): Promise<JudgedReport>;
  terms(document: number, n: number): Promise<WeightedTerm[]>;
  groups(column: string, n: number, weighting: Weighting): Promise<GroupTerms[]>;
  company(words: string[], n: number): Promise<Company>;
  /** End it with all it holds: what is under way never answers. */
  end(): void;
}

export function searchClient(): SearchClient {
  if (typeof Worker === 'undefined') {
    const desk = new SearchDesk();
    return {
      open: async (...given) => desk.open(...given),
      add: (...given) => desk.add(...given),
      remove: async (id) => desk.remove(id),
      search: async (...given) => desk.search(...given),
      judge: (...given) => desk.judge(...given),
      terms: async (...given) => desk.terms(...given),
      groups: async (...given) => desk.groups(...given),
      company: async (...given) => desk.company(...given),
      end: () => {},
    };
  }
  const worker = new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module' });
  const desk = wrap<SearchDesk>(worker);
  const failed = failureOf(worker);
  const or = <Answer>(answer: Promise<Answer>) => Promise.race([answer, failed]);
  return {
    open: (...given) => or(desk.open(...given)),
    add: (id, answerer, report) => or(desk.add(id, answerer, proxy(report))),
    remove: (id) => or(desk.remove(id)),
    search: (...given) => or(desk.search(...given)),
    judge: (id, judged, report) => or(desk.judge(id, judged, proxy(report))),
    terms: (...given) => or(desk.terms(...given)),
    groups: (...given) => or(desk.groups(...given)),
    company: (...given) => or(desk.company(...given)),
    end: () => worker.terminate(),
  };
}
