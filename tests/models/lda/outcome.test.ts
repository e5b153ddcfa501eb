import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LdaState } from '../../../lib/models/lda/counts';
import { topicsOf } from '../../../lib/models/lda/outcome';
import { Samples } from '../../../lib/models/lda/samples';
import { inBags, select } from '../../../lib/models/lda/selection';
import { sampledOf } from '../../../lib/models/lda/setup';
import { NO_TOPIC } from '../../../lib/models/model';
import { Random } from '../../../lib/kernels/random';
import { drained } from '../../../lib/work';
import { corpusOf } from './synthetic';

const words = ['whale', 'ship', 'sea', 'the', 'ox', 'harpoon'];

describe('the outcome', () => {
  it('gives each token that takes part a topic, so that counting them over again makes phi and theta', () => {
    const texts = fc.array(fc.array(fc.constantFrom(...words), { maxLength: 60 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(texts, fc.nat(20), fc.nat(), (documents, chunk, seed) => {
        const corpus = corpusOf([...documents, ['whale', 'ship']]);
        const selection = inBags(drained(select(corpus, { minDocumentFrequency: 1, maxDocumentShare: 1, minLetters: 3, chunk })));
        const random = new Random(seed);
        const topics = 3;
        const state: LdaState = { topics, alpha: Float64Array.of(0.1, 0.2, 0.3), beta: 0.05, assignments: Uint16Array.from(selection.ids, () => random.below(topics)) };
        const samples = new Samples(topics, sampledOf(corpus, selection));
        samples.take(selection.ids, state.assignments);
        const { assignments, phi, theta } = topicsOf(corpus, selection, state, samples);

        const ofWord = Array.from({ length: topics }, () => new Float64Array(phi.dims));
        const ofDocument = Array.from({ length: corpus.titles.length }, () => new Float64Array(topics));
        const takesPart = new Set(selection.kept);
        for (let d = 0; d < corpus.titles.length; d++) {
          for (let i = corpus.documents[d]; i < corpus.documents[d + 1]; i++) {
            const topic = assignments![i];
            expect(topic === NO_TOPIC).toBe(!takesPart.has(corpus.ids[i]));
            if (topic === NO_TOPIC) continue;
            ofWord[topic][corpus.ids[i]]++;
            ofDocument[d][topic]++;
          }
        }
        const total = (counts: Float64Array) => counts.reduce((sum, count) => sum + count, 0);
        for (let k = 0; k < topics; k++) {
          for (const word of selection.kept) expect(phi.values[k * phi.dims + word]).toBeCloseTo((ofWord[k][word] + 0.05) / (total(ofWord[k]) + 0.05 * selection.kept.length), 6);
          ofDocument.forEach((counts, d) => expect(theta.values[d * topics + k]).toBeCloseTo((counts[k] + state.alpha[k]) / (total(counts) + 0.6), 6));
        }
      }),
    );
  });
});
