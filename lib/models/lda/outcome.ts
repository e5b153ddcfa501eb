/**
 * What the counts after the last sweep say (Griffiths & Steyvers 2004, eqs. 6 and 7):
 *
 *   φ_kw = (n_wk + β) / (n_k + Vβ)      p(word | topic)
 *   θ_dk = (n_dk + α) / (n_d + Kα)      p(topic | document)
 *   p(topic | word) ∝ φ_kw n_k          by Bayes, a topic's prior being its share of the tokens
 */
import { dense, type Dense } from '../../kernels/matrix';
import type { Column, EncodedCorpus } from '../../text/corpus';
import type { Topics } from '../model';
import type { Sampler } from './sampler';
import type { Selection } from './selection';

/** Phi over the whole vocabulary, zero for words left out; theta over whole documents, their chunks merged. */
export function topicsOf(corpus: EncodedCorpus, selection: Selection, sampler: Sampler): Topics {
  const tokens = selection.ids.length;
  return {
    count: sampler.topicCount,
    phi: phiOf(corpus.vocabulary.words.length, selection.kept, sampler),
    theta: thetaOf(corpus.titles.length, selection, sampler),
    weights: Float32Array.from(sampler.totals, (total) => total / tokens),
  };
}

function phiOf(vocabulary: number, kept: Uint32Array, sampler: Sampler): Dense {
  const { topicCount, totals, beta } = sampler;
  const phi = dense(topicCount, vocabulary);
  const mass = Float64Array.from(totals, (total) => total + kept.length * beta);
  for (let k = 0; k < topicCount; k++) {
    for (const word of kept) phi.values[k * vocabulary + word] = beta / mass[k];
  }
  sampler.forEachCount((word, topic, count) => {
    phi.values[topic * vocabulary + kept[word]] = (count + beta) / mass[topic];
  });
  return phi;
}

function thetaOf(documents: number, { chunks, documentOf }: Selection, sampler: Sampler): Dense {
  const { topicCount, alpha, assignments } = sampler;
  const theta = dense(documents, topicCount);
  documentOf.forEach((document, c) => {
    for (let i = chunks[c]; i < chunks[c + 1]; i++) theta.values[document * topicCount + assignments[i]]++;
  });
  for (let d = 0; d < documents; d++) {
    const row = theta.values.subarray(d * topicCount, (d + 1) * topicCount);
    const mass = row.reduce((sum, count) => sum + count, topicCount * alpha);
    for (let k = 0; k < topicCount; k++) row[k] = (row[k] + alpha) / mass;
  }
  return theta;
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
