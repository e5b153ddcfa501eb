import { describe, expect, it } from 'vitest';
import { cvCoherence, npmiCoherence, uMassCoherence, type Texts } from '../../../lib/models/lda/coherence';
import fixture from '../../fixtures/coherence.json';

const texts = join(fixture.documents);

function join(documents: number[][]): Texts {
  const bounds = [0];
  for (const document of documents) bounds.push(bounds[bounds.length - 1] + document.length);
  return { ids: documents.flat(), documents: bounds };
}

function expectClose(actual: number[], expected: number[]): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 10));
}

describe('coherence', () => {
  it('gives gensim’s c_npmi over windows of 10', () => {
    expectClose(npmiCoherence(fixture.topics, texts), fixture.c_npmi_10);
  });

  it('gives gensim’s c_v over windows of 110 and of 20', () => {
    expectClose(cvCoherence(fixture.topics, texts), fixture.c_v_110);
    expectClose(cvCoherence(fixture.topics, texts, 20), fixture.c_v_20);
  });

  it('gives gensim’s u_mass', () => {
    expectClose(uMassCoherence(fixture.topics, texts), fixture.u_mass);
  });

  it('is 1 for words always together and −1 for words never together', () => {
    const apart = join([[0, 1], [0, 1], [2], [3]]);
    const [always, never] = npmiCoherence([[0, 1], [2, 3]], apart);
    expect(always).toBeCloseTo(1, 9);
    // ε stands for the unseen pair: log(ε / p²) / −log ε
    expect(never).toBeCloseTo(Math.log(1e-12 / 0.0625) / -Math.log(1e-12), 9);
  });

  it('stays finite for lone and for absent words', () => {
    expect(npmiCoherence([[0], [98, 99]], texts)).toEqual([0, 0]);
    expect(cvCoherence([[98, 99]], texts)).toEqual([0]);
    expect(uMassCoherence([[0], [98, 99]], texts)).toEqual([0, 0]);
  });
});
