/** What a training of topics begins with and what it leaves, with one thread or several. */
import { kernelWorks, LdaKernel, place } from '../../kernels/lda/kernel';
import { BucketsTwin } from '../../kernels/lda/buckets';
import { methodFor, type LdaProblem, type LdaSampler } from '../../kernels/lda/problem';
import { LdaTwin } from '../../kernels/lda/twin';
import { Random } from '../../kernels/random';
import type { OptionValues } from '../../options';
import type { EncodedCorpus } from '../../text/corpus';
import type { Trained } from '../model';
import type { LdaState } from './counts';
import { topicsOf, wordSpace } from './outcome';
import type { Sampled, Samples } from './samples';
import { select, type Selection } from './selection';

/** Document prior shared among the topics where none is given, as in MALLET. */
export const ALPHA_SUM = 5;
/** Sweeps between two looks at the likelihood, each of which costs less than a sweep. */
const REPORT_EVERY = 10;

/** The tokens that take part, as the options say; the generator of `select`. */
export function selected(corpus: EncodedCorpus, { minDocumentFrequency, maxDocumentShare, minLetters, chunk }: OptionValues): Generator<void, Selection> {
  return select(corpus, { minDocumentFrequency, maxDocumentShare, minLetters, chunk });
}

/** Every token under a random topic. @param selection its tokens `inBags` */
export function beginning({ ids, chunks, kept }: Selection, { topics, alpha, beta, seed }: OptionValues): LdaProblem {
  const random = new Random(seed);
  return {
    ids, chunks, words: kept.length, topics, seed, beta,
    alpha: new Float64Array(topics).fill(alpha || ALPHA_SUM / topics),
    assignments: Uint16Array.from(ids, () => random.below(topics)),
  };
}

/** The fastest sampler of one thread here; where there is no kernel, its twin draws the same topics. */
export function samplerOf(problem: LdaProblem): LdaSampler {
  if (!kernelWorks()) return methodFor(problem) === 'dense' ? new LdaTwin(problem) : new BucketsTwin(problem);
  const kernel = new LdaKernel(place(problem));
  kernel.setPriors(problem.alpha, problem.beta);
  return kernel;
}

/** Whether the likelihood is to be told after this sweep. */
export function tellsAfter(sweep: number, { iterations }: OptionValues): boolean {
  return sweep % REPORT_EVERY === 0 || sweep === iterations;
}

/** What of a selection samples are taken of. */
export function sampledOf({ titles }: EncodedCorpus, { kept, chunks, documentOf }: Selection): Sampled {
  return { words: kept.length, chunks, documentOf, documents: titles.length };
}

/** @param selection its tokens `inBags` */
export function trainedOf(corpus: EncodedCorpus, options: OptionValues, selection: Selection, state: LdaState, samples: Samples, figures: Record<string, number>): Trained {
  const topics = topicsOf(corpus, selection, state, samples);
  const provenance = { model: 'lda', corpus: corpus.name, options };
  return {
    words: { ...wordSpace(corpus, selection, topics), provenance },
    documents: { names: corpus.titles, matrix: topics.theta, columns: corpus.columns, provenance },
    query: { kind: 'lda', phi: topics.phi, alpha: topics.alpha! },
    topics,
    figures: { ...figures, tokens: selection.ids.length, words: selection.kept.length, chunks: selection.documentOf.length },
  };
}
