/**
 * From an encoded corpus to the skip-gram problem: tables of the random choices, and
 * the sentences cut to a bound and put in random order once, so that the falling
 * learning rate does not favour the documents that come first.
 */
import { WordspaceError } from '../../error';
import type { SkipgramProblem } from '../../kernels/skipgram/problem';
import { Random } from '../../kernels/random';
import type { EncodedCorpus } from '../../text/corpus';
import type { OptionValues } from '../../options';
import { firstVectors } from './beginning';
import { FIXED } from './options';
import { keepThresholds, negativeTable } from './sampling';
import type { Beginning } from './session';

/** word2vec.c cuts sentences at this many tokens too. */
export const LONGEST = 1000;
/** Times a word stands in a text where 64 uses of its vectors are next to nothing: each time gives several. */
const FREQUENT = 1000;
/** `Random.below` is exact up to here. */
const MOST_WORDS = 2 ** 21;

/**
 * @param from vectors to go on from
 * @throws WordspaceError when there is nothing to learn from: fewer than two types, or
 * no sentence of two tokens
 */
export function prepare(corpus: EncodedCorpus, options: OptionValues, from?: Beginning): SkipgramProblem {
  const { words, counts } = corpus.vocabulary;
  if (words.length < 2) {
    throw new WordspaceError(
      `Skip-gram needs at least 2 different words, and the vocabulary of “${corpus.name}” has ${words.length}; ` +
        'give it more text or lower the minimum count.',
    );
  }
  if (words.length > MOST_WORDS) {
    throw new WordspaceError(
      `Skip-gram takes at most ${MOST_WORDS} words, and the vocabulary of “${corpus.name}” has ${words.length}; raise the minimum count.`,
    );
  }
  const bounds = cutBounds(corpus.sentences);
  if (bounds.every((bound, s) => s === 0 || bound - bounds[s - 1] < 2)) {
    throw new WordspaceError(
      `No sentence of “${corpus.name}” has two known words, so no word has a context; give it longer text or lower the minimum count.`,
    );
  }
  const random = new Random(options.seed);
  const mixed = shuffled(bounds, random);
  const seed = random.next();
  return {
    dims: options.dims,
    window: options.window,
    fixedWindow: options.windowKind === FIXED,
    negative: options.negative,
    vocabulary: words.length,
    ids: corpus.ids,
    ...mixed,
    keep: keepThresholds(counts, options.sample),
    frequent: frequentWords(counts),
    negatives: negativeTable(counts),
    seed,
    initial: from && firstVectors(words, options.dims, seed, from),
  };
}

/** Words from the first on, before any that stands less often. */
function frequentWords(counts: ArrayLike<number>): number {
  let words = 0;
  while (words < counts.length && counts[words] >= FREQUENT) words++;
  return words;
}

/** Sentence bounds with every sentence of at most LONGEST tokens. */
function cutBounds(sentences: Uint32Array): Uint32Array {
  const bounds = [0];
  for (let s = 1; s < sentences.length; s++) {
    for (let at = sentences[s - 1] + LONGEST; at < sentences[s]; at += LONGEST) bounds.push(at);
    bounds.push(sentences[s]);
  }
  return Uint32Array.from(bounds);
}

/** The sentences in random order; their words stay where they stand. */
function shuffled(bounds: Uint32Array, random: Random): { sentences: Uint32Array; starts: Uint32Array } {
  const order = random.shuffle(Uint32Array.from({ length: bounds.length - 1 }, (_, s) => s));
  const sentences = new Uint32Array(bounds.length);
  order.forEach((s, place) => (sentences[place + 1] = sentences[place] + bounds[s + 1] - bounds[s]));
  return { sentences, starts: order.map((s) => bounds[s]) };
}
