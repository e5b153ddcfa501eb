/** What the training of a model of the family takes, said before it begins. */
import type { OptionValues } from '../../options';
import type { EncodedCorpus } from '../../text/corpus';
import { huffmanTree } from './huffman';
import { HIERARCHICAL_SOFTMAX } from './options';

/** Dimensions of the other kernel stand in lines of 16 floats, 15 and a zero each; those of this one in fours. */
const FOUR = { dims: 4, bytes: 16 };
const LINE = { dims: 15, bytes: 64 };

/**
 * Bytes that a training with these complete options holds at its height: input and output
 * vectors, the rows of pieces of words and which of them a word has, the tables of the
 * random choices, and the integers of the text once for the page and once for the trainer.
 * @param model id of a model with a family
 */
export function memoryBytes({ vocabulary, ids }: Pick<EncodedCorpus, 'vocabulary' | 'ids'>, model: string, options: OptionValues): number {
  const { dims, buckets = 0, objective } = options;
  const words = vocabulary.words.length;
  const hierarchical = objective === HIERARCHICAL_SOFTMAX;
  const bag = hierarchical || model !== 'skipgram';
  const unit = bag ? FOUR : LINE;
  const row = Math.ceil(dims / unit.dims) * unit.bytes;
  const keep = 4 * words;
  const table = hierarchical ? 4 * (huffmanTree(vocabulary.counts).steps.length + words) : 8 * words;
  const parts = bag ? 8 * words + 4 * (buckets > 0 ? pieces(vocabulary.words, options) : 0) : 0;
  return (2 * words + buckets) * row + keep + table + parts + ids.length * 4 * 2;
}

/** How many n-grams the words have: see `ngrams`. */
function pieces(words: string[], { minn, maxn }: OptionValues): number {
  let sum = 0;
  for (const word of words) {
    const characters = [...word].length + 2;
    for (let n = minn; n <= Math.min(maxn, characters); n++) sum += characters - n + 1 - (n === 1 ? 2 : 0);
  }
  return sum;
}
