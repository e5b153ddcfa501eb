/**
 * The problems of lib/kernels/bag from a corpus: which rows stand for a word, and what it
 * is told apart from.
 */
import { UsageError } from '../../error';
import type { BagProblem, Initial } from '../../kernels/bag/problem';
import type { OptionValues } from '../../options';
import type { EncodedCorpus } from '../../text/corpus';
import { ngramBuckets } from '../../text/ngrams';
import { huffmanTree } from './huffman';
import { HIERARCHICAL_SOFTMAX } from './options';
import { prepare } from './prepare';
import type { Beginning } from './session';

/**
 * @param predicts what: see `BagProblem`
 * @param options with `minn`, `maxn` and `buckets` where words have n-grams
 * @throws WordspaceError as `prepare` does, and where minn is above maxn
 */
export function prepareBag(corpus: EncodedCorpus, options: OptionValues, predicts: BagProblem['predicts'], from?: Beginning): BagProblem {
  const { negative, negatives, fixedWindow = false, initial, ...common } = prepare(corpus, options, from);
  const { words, counts } = corpus.vocabulary;
  const hierarchical = options.objective === HIERARCHICAL_SOFTMAX;
  const { buckets = 0 } = options;
  return {
    ...common,
    fixedWindow,
    predicts,
    rows: words.length + buckets,
    ...(buckets > 0 ? subwordParts(words, options) : wordParts(words)),
    objective: hierarchical ? huffmanTree(counts) : { kind: 'negatives', count: negative, table: negatives },
    initial: from && initial && {
      ...(buckets > 0 ? withPieces(words, options, from, initial.input) : { input: initial.input }),
      // the inner nodes of one tree are not those of another
      output: hierarchical ? undefined : initial.output,
    },
  };
}

/** Known words where they were, their mean given back, and their n-grams where these are hashed alike. */
function withPieces(words: string[], { minn, maxn, buckets }: OptionValues, { names, subwords }: Beginning, vectors: Float32Array): Initial {
  const before = new Set(names);
  const known = Uint8Array.from(words, (word) => Number(before.has(word)));
  const alike = subwords && subwords.minn === minn && subwords.maxn === maxn && subwords.buckets.rows === buckets;
  const mean = subwords?.mean;
  const input = mean ? vectors.map((value, i) => value + mean[i % mean.length]) : vectors;
  return { input, known, buckets: alike ? subwords.buckets.values : undefined };
}

type Parts = Pick<BagProblem, 'parts' | 'partBounds'>;

function wordParts(words: string[]): Parts {
  return { parts: Uint32Array.from(words, (_, w) => w), partBounds: Uint32Array.from({ length: words.length + 1 }, (_, w) => w) };
}

/** Each word and its n-grams, whose buckets follow the words. */
function subwordParts(words: string[], { minn, maxn, buckets }: OptionValues): Parts {
  if (minn > maxn) throw new UsageError(`The shortest n-gram has ${minn} characters and the longest ${maxn}; make the shortest no longer than that.`);
  const lists = words.map((word) => ngramBuckets(word, { minn, maxn }, buckets));
  const partBounds = new Uint32Array(words.length + 1);
  lists.forEach((list, w) => (partBounds[w + 1] = partBounds[w] + 1 + list.length));
  const parts = new Uint32Array(partBounds[words.length]);
  lists.forEach((list, w) => {
    parts[partBounds[w]] = w;
    list.forEach((bucket, i) => (parts[partBounds[w] + 1 + i] = words.length + bucket));
  });
  return { parts, partBounds };
}
