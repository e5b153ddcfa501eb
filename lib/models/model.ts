import type { Csr, Dense } from '../kernels/matrix';
import type { Option, OptionValues } from '../options';
import type { SpaceData } from '../space/space';
import type { EncodedCorpus } from '../text/corpus';
import type { Work } from '../work';
import type { Family } from './skipgram/family';
import type { Beginning } from './skipgram/session';
import type { Terms } from './tfidf/terms';

/** What training leaves behind; plain data, cloneable, transferable. */
export interface Trained {
  /** One row a word, in vocabulary order. */
  words: SpaceData;
  /** One row a document, where the model has such vectors. */
  documents?: SpaceData;
  /** What the model needs to place a new text among the documents. */
  query?: QueryParts;
  topics?: Topics;
  /** The output vectors of the same words, where the model has such: with them training can go on. */
  output?: Dense;
  /** The output vectors of the inner nodes instead, where it was trained with a hierarchical softmax: one fewer than words of the text. */
  nodes?: Dense;
  /** What went wrong on the way, where what had been learned before is left behind all the same. */
  fault?: string;
  /** Last figures: loss, logLikelihoodPerToken … */
  figures: Record<string, number>;
}

/** LDA's answer. */
export interface Topics {
  count: number;
  /** p(word | topic): topics × words. */
  phi: Dense;
  /** p(topic | document): documents × topics. */
  theta: Dense;
  /** Share of all tokens, length topics. */
  weights: Float32Array;
  /** Document prior of each topic and word prior; topics saved by earlier versions lack these and the next. */
  alpha?: Float32Array;
  beta?: number;
  /** Topic of each token of the corpus, as `EncodedCorpus.ids`; NO_TOPIC for words that were left out. */
  assignments?: Uint16Array;
  /** Words left out because too many chunks have them, the most frequent first. */
  common?: string[];
}

/** Of a token whose word takes no part in the topics. */
export const NO_TOPIC = 0xffff;

export type QueryParts =
  | { kind: 'tfidf'; idf: Float32Array; sublinear: boolean; terms?: Terms }
  | { kind: 'bm25'; dims: number; terms?: Terms }
  | { kind: 'lsa'; idf: Float32Array; sublinear: boolean; components: Dense; singularValues: Float32Array }
  | { kind: 'lda'; phi: Dense; /** One for all topics, or of each. */ alpha: number | Float32Array };

/** What a person wants of a training. */
export type Preset = 'fast' | 'quality';

/** A model is one folder and one line in registry.ts. */
export interface Model {
  id: string;
  title: string;
  /** One plain sentence for the page: what it learns and from what. */
  summary: string;
  /** The paper or source of the method. */
  source: string;
  options: Option[];
  /** Its word vectors are sparse rows (CSR). */
  sparse?: boolean;
  /** Options that suit a text, by what a person wants of the training; the page offers them. */
  presets?(corpus: Pick<EncodedCorpus, 'tokens' | 'vocabulary'>): Record<Preset, OptionValues>;
  /** Start training. Options are complete and checked (see `checkOptions`). `from` is for models with a family. */
  train(corpus: EncodedCorpus, options: OptionValues, from?: Beginning): Work<Trained>;
  /**
   * For models whose training runs on several threads, can be watched, and goes on from vectors
   * that are there: `train` then gives `SteerableWork`.
   */
  family?: Family;
  /** A training can be stopped early with what it has learned: the work that `train` gives has a `keep`. */
  keeps?: boolean;
  /** For models without a family whose training runs on several threads all the same: see `openSession`. */
  parallel?: boolean;
  /**
   * The vector of a text (vocabulary ids, repeated as they occur) in the space of
   * `trained.documents`; a sparse row for sparse spaces. Absent where there are no document vectors.
   */
  place?(parts: QueryParts, ids: ArrayLike<number>): Float32Array | Csr;
}
