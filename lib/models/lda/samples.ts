/**
 * Mean counts of the later sweeps. One state of the sampler is one draw from what the text allows;
 * the mean of several from one chain foretells unseen text better (Nguyen, Boyd-Graber & Resnik 2014,
 * “Sometimes average is best: the importance of averaging for prediction using MCMC inference in topic modeling”).
 */
import type { OptionValues } from '../../options';

/** Samples of a training, at most, and sweeps between two of them, at least: neighbouring sweeps are much alike. */
const MOST = 10;
const APART = 10;

/** Whether a sample is taken after this sweep, counted from 1: in the second half, and after the last. */
export function samplesAfter(sweep: number, { iterations }: OptionValues): boolean {
  const apart = Math.max(APART, Math.ceil(iterations / (2 * MOST)));
  return 2 * sweep > iterations && (iterations - sweep) % apart === 0;
}

/** What is sampled: so many words in so many chunks, which belong to so many documents. */
export interface Sampled {
  words: number;
  chunks: Uint32Array;
  documentOf: Uint32Array;
  documents: number;
}

export class Samples {
  /** How many samples were taken, then the sums of n_wk, words × topics, then those of n_dk, documents × topics. */
  private readonly values: Uint32Array;

  /** @param buffer of another's `buffer`, to go on with its sums; `Samples.bytes` of zeros to begin with */
  constructor(
    private readonly topics: number,
    private readonly sampled: Sampled,
    readonly buffer: ArrayBufferLike = new ArrayBuffer(Samples.bytes(topics, sampled)),
  ) {
    this.values = new Uint32Array(buffer);
  }

  static bytes(topics: number, { words, documents }: Sampled): number {
    return 4 * (1 + (words + documents) * topics);
  }

  get taken(): number {
    return this.values[0];
  }

  /** @param ids words of the tokens, chunk by chunk */
  take(ids: Uint32Array, assignments: Uint16Array): void {
    const { values, topics, sampled: { words, chunks, documentOf } } = this;
    values[0]++;
    for (let c = 0; c < documentOf.length; c++) {
      const document = 1 + (words + documentOf[c]) * topics;
      for (let i = chunks[c]; i < chunks[c + 1]; i++) {
        values[1 + ids[i] * topics + assignments[i]]++;
        values[document + assignments[i]]++;
      }
    }
  }

  /** Mean n_wk over the samples. */
  ofWord(word: number, topic: number): number {
    return this.values[1 + word * this.topics + topic] / this.values[0];
  }

  /** Mean n_dk. */
  ofDocument(document: number, topic: number): number {
    return this.ofWord(this.sampled.words + document, topic);
  }
}
