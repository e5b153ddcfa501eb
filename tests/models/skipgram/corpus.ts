import { Random } from '../../../lib/kernels/random';
import type { EncodedCorpus } from '../../../lib/text/corpus';

/** Ids as a corpus: sentences given as lists of words 0 … types − 1; every word counted. */
export function corpusOf(sentences: number[][], types: number): EncodedCorpus {
  const ids = Uint32Array.from(sentences.flat());
  const bounds = [0];
  for (const sentence of sentences) bounds.push(bounds.at(-1)! + sentence.length);
  const counts = new Uint32Array(types);
  for (const id of ids) counts[id]++;
  return {
    name: 'toy',
    vocabulary: { words: Array.from({ length: types }, (_, i) => `w${i}`), counts },
    ids,
    sentences: Uint32Array.from(bounds),
    documents: Uint32Array.of(0, ids.length),
    titles: ['toy'],
    columns: [],
    tokens: ids.length,
    types,
  };
}

/** Sentences that keep to one of `groups` sets of ten words: words of a set should end up close. */
export function groupedCorpus(groups: number, sentences: number, seed = 1): EncodedCorpus {
  const random = new Random(seed);
  const sentence = (): number[] => {
    const group = random.below(groups);
    return Array.from({ length: 12 }, () => group * 10 + random.below(10));
  };
  return corpusOf(Array.from({ length: sentences }, sentence), groups * 10);
}
