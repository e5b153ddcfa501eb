import type { EncodedCorpus } from '../../../lib/text/corpus';
import type { SpaceData } from '../../../lib/space/space';
import { VectorSpace } from '../../../lib/space/space';
import { neighbours } from '../../../lib/space/neighbours';

const GROUPS = 20;
const WORDS = 10;

/** Sentences in which a word is of the sentence's group one time out of three: the text of tests/fixtures/family.py. */
export function noisyCorpus(): EncodedCorpus {
  let state = 7;
  const draw = (n: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 16) % n;
  };
  const tokens: number[] = [];
  for (let s = 0; s < 1500; s++) {
    const group = draw(GROUPS);
    for (let i = 0; i < 10; i++) tokens.push(draw(3) < 1 ? group * WORDS + draw(WORDS) : draw(GROUPS * WORDS));
  }
  const counts = new Uint32Array(GROUPS * WORDS);
  for (const word of tokens) counts[word]++;
  const order = Array.from(counts, (_, w) => w).sort((a, b) => counts[b] - counts[a] || a - b);
  const idOf = new Uint32Array(counts.length);
  order.forEach((word, id) => (idOf[word] = id));
  return {
    name: 'noisy',
    vocabulary: { words: order.map((word) => `w${word}`), counts: Uint32Array.from(order, (word) => counts[word]) },
    ids: Uint32Array.from(tokens, (word) => idOf[word]),
    sentences: Uint32Array.from({ length: 1501 }, (_, s) => 10 * s),
    documents: Uint32Array.of(0, tokens.length),
    titles: ['noisy'],
    columns: [],
    tokens: tokens.length,
    types: counts.length,
  };
}

/** Share of the nine nearest words of each word that are of its group. */
export function purity(words: SpaceData): number {
  const space = new VectorSpace(words);
  const group = (name: string) => Math.floor(Number(name.slice(1)) / WORDS);
  let right = 0;
  space.names.forEach((name, row) => {
    for (const near of neighbours(space, row, { k: WORDS - 1 })) right += Number(group(near.name) === group(name));
  });
  return right / (space.size * (WORDS - 1));
}
