/** How good topics are beyond their likelihood: coherence, diversity, exclusivity, and the text the coherence is taken over. */
import type { Topics } from '../model';
import type { OptionValues } from '../../options';
import type { EncodedCorpus } from '../../text/corpus';
import { cvCoherence, mean, npmiCoherence, uMassCoherence, type Texts } from './coherence';
import { selected } from './setup';
import { topWordIds } from './topwords';

/** Top words that coherence and exclusivity are taken over, as in most papers. */
const TOP = 10;
/** Top words that diversity is taken over (Dieng, Ruiz & Blei 2020). */
const DIVERSE_TOP = 25;

export interface TopicQuality {
  /** See coherence.ts; over whole documents without the words that were left out. */
  npmi: number;
  cv: number;
  uMass: number;
  exclusivity: number;
}

export interface Quality {
  /** Of each topic, in topic order. */
  topics: TopicQuality[];
  /** Means over the topics. */
  npmi: number;
  cv: number;
  uMass: number;
  exclusivity: number;
  diversity: number;
}

export function qualityOf(topics: Topics, texts: Texts): Quality {
  const tops = topWordIds(topics, TOP);
  const npmi = npmiCoherence(tops, texts);
  const cv = cvCoherence(tops, texts);
  const uMass = uMassCoherence(tops, texts);
  const exclusive = exclusivity(topics, tops);
  return {
    topics: npmi.map((value, k) => ({ npmi: value, cv: cv[k], uMass: uMass[k], exclusivity: exclusive[k] })),
    npmi: mean(npmi), cv: mean(cv), uMass: mean(uMass), exclusivity: mean(exclusive), diversity: diversity(topWordIds(topics, DIVERSE_TOP)),
  };
}

/**
 * The documents as the topics saw them: without the words that the options leave out, but whole.
 * Ids are the vocabulary's. A generator, as `select` is.
 */
export function* textsOf(corpus: EncodedCorpus, options: OptionValues): Generator<void, Texts> {
  const { ids, chunks, documentOf, kept } = yield* selected(corpus, options);
  return {
    ids: ids.map((id) => kept[id]),
    documents: Uint32Array.from([...chunks].filter((_, c) => c === 0 || documentOf[c] !== documentOf[c - 1])),
  };
}

/**
 * How much of each topic's top words is its own: the mean of φ_kw / Σ_j φ_jw (the exclusivity
 * in FREX, Bischof & Airoldi 2012); 1 in no other topic, 1/K as much in every other.
 */
function exclusivity({ phi, count }: Topics, tops: number[][]): number[] {
  return tops.map((words, k) =>
    mean(words.map((word) => {
      let sum = 0;
      for (let j = 0; j < count; j++) sum += phi.values[j * phi.dims + word];
      return phi.values[k * phi.dims + word] / sum;
    })),
  );
}

/**
 * The share of different words among the top words of all topics (Dieng, Ruiz & Blei 2020,
 * "Topic modeling in embedding spaces"): 1 when no two topics share one.
 */
export function diversity(tops: number[][]): number {
  const all = tops.flat();
  return all.length > 0 ? new Set(all).size / all.length : 0;
}
