/**
 * What the counts say (Griffiths & Steyvers 2004, eqs. 6 and 7), means over samples:
 *
 *   φ_kw = (n_wk + β) / (n_k + Vβ)      p(word | topic)
 *   θ_dk = (n_dk + α_k) / (n_d + Σα)    p(topic | document)
 *   p(topic | word) ∝ φ_kw n_k          by Bayes, a topic's prior being its share of the tokens
 */
import { dense, type Dense } from '../../kernels/matrix';
import type { Column, EncodedCorpus } from '../../text/corpus';
import { NO_TOPIC, type Topics } from '../model';
import type { LdaState } from './counts';
import type { Samples } from './samples';
import type { Selection } from './selection';

/**
 * Phi over the whole vocabulary, zero for words left out; theta over whole documents, their chunks merged; the topic of each token in the last state.
 * @param selection its tokens `inBags`
 */
export function topicsOf(corpus: EncodedCorpus, selection: Selection, state: LdaState, samples: Samples): Topics {
  const { topics: count, alpha, beta } = state;
  const totals = Float64Array.from({ length: count }, (_, k) => selection.kept.reduce((sum, _word, w) => sum + samples.ofWord(w, k), 0));
  return {
    count,
    phi: phiOf(corpus.vocabulary.words.length, selection.kept, totals, beta, samples),
    theta: thetaOf(corpus.titles.length, alpha, samples),
    weights: Float32Array.from(totals, (total) => total / selection.ids.length),
    alpha: Float32Array.from(alpha),
    beta,
    assignments: topicOfEveryToken(corpus, selection, state.assignments),
    common: selection.common.map((word) => corpus.vocabulary.words[word]),
  };
}

function phiOf(vocabulary: number, kept: Uint32Array, totals: Float64Array, beta: number, samples: Samples): Dense {
  const phi = dense(totals.length, vocabulary);
  totals.forEach((total, k) => {
    const mass = total + kept.length * beta;
    kept.forEach((word, w) => (phi.values[k * vocabulary + word] = (samples.ofWord(w, k) + beta) / mass));
  });
  return phi;
}

function thetaOf(documents: number, alpha: Float64Array, samples: Samples): Dense {
  const topics = alpha.length;
  const theta = dense(documents, topics);
  for (let d = 0; d < documents; d++) {
    const row = theta.values.subarray(d * topics, (d + 1) * topics);
    for (let k = 0; k < topics; k++) row[k] = samples.ofDocument(d, k) + alpha[k];
    const mass = row.reduce((sum, share) => sum + share, 0);
    for (let k = 0; k < topics; k++) row[k] /= mass;
  }
  return theta;
}

/**
 * The tokens of words that take part have a topic, in text order; the others NO_TOPIC. To the model a word's
 * tokens in one chunk are exchangeable: the topics drawn for them are given out as they come in the text.
 */
function topicOfEveryToken({ ids, vocabulary }: EncodedCorpus, { kept, chunks, ids: bags }: Selection, assignments: Uint16Array): Uint16Array {
  const place = new Uint32Array(vocabulary.words.length);
  kept.forEach((word, w) => (place[word] = w + 1));
  const topics = new Uint16Array(ids.length);
  /** Where the next of a word's tokens lies in the bag. */
  const next = new Uint32Array(kept.length);
  let drawn = 0;
  let opened = 0;
  for (let i = 0; i < ids.length; i++) {
    const w = place[ids[i]] - 1;
    if (w < 0) {
      topics[i] = NO_TOPIC;
      continue;
    }
    if (drawn === chunks[opened]) {
      opened++;
      for (let t = chunks[opened] - 1; t >= drawn; t--) next[bags[t]] = t;
    }
    topics[i] = assignments[next[w]++];
    drawn++;
  }
  return topics;
}

/** p(topic | word) of the words that took part, with their counts and the topic each belongs to most. */
export function wordSpace({ vocabulary }: EncodedCorpus, { kept }: Selection, { count, phi, weights }: Topics) {
  const matrix = dense(kept.length, count);
  const strongest: string[] = [];
  kept.forEach((word, w) => {
    const row = matrix.values.subarray(w * count, (w + 1) * count);
    let sum = 0;
    for (let k = 0; k < count; k++) sum += row[k] = phi.values[k * phi.dims + word] * weights[k];
    let best = 0;
    for (let k = 0; k < count; k++) {
      row[k] /= sum;
      if (row[k] > row[best]) best = k;
    }
    strongest.push(`topic ${best + 1}`);
  });
  const columns: Column[] = [
    { name: 'count', kind: 'number', values: Array.from(kept, (word) => vocabulary.counts[word]) },
    { name: 'topic', kind: 'category', values: strongest },
  ];
  return { names: Array.from(kept, (word) => vocabulary.words[word]), matrix, columns };
}
