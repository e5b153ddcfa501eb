import { Random } from '../../../lib/kernels/random';
import type { Selection } from '../../../lib/models/lda/selection';
import type { EncodedCorpus } from '../../../lib/text/corpus';

/** A corpus of the given documents; types in order of count, as the encoder makes it. */
export function corpusOf(documents: string[][], name = 'synthetic'): EncodedCorpus {
  const counts = new Map<string, number>();
  for (const word of documents.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  const words = sorted.map(([word]) => word);
  const bounds = [0];
  for (const document of documents) bounds.push(bounds[bounds.length - 1] + document.length);
  return {
    name,
    vocabulary: { words, counts: Uint32Array.from(sorted, ([, count]) => count) },
    ids: Uint32Array.from(documents.flat(), (word) => words.indexOf(word)),
    sentences: Uint32Array.from(bounds),
    documents: Uint32Array.from(bounds),
    titles: documents.map((_, d) => `document ${d}`),
    columns: [{ name: 'number', kind: 'number', values: documents.map((_, d) => d) }],
    tokens: documents.flat().length,
    types: words.length,
  };
}

/** The planted word w of topic k, in letters only. */
export const plantedWord = (topic: number, w: number) => `${'abcdefgh'[topic].repeat(3)}${'abcdefghijklmnopqrst'[w]}`;

/**
 * Documents with `topics` planted topics of `words` words each and none in common: document d is
 * `purity` of topic d mod `topics`, the rest being of any topic.
 */
export function plantedDocuments(topics: number, words: number, documents: number, length: number, purity = 0.8): string[][] {
  const random = new Random(42);
  return Array.from({ length: documents }, (_, d) =>
    Array.from({ length }, () => {
      const topic = random.uniform() < purity ? d % topics : random.below(topics);
      return plantedWord(topic, random.below(words));
    }),
  );
}

/** All the tokens of the given chunks of word ids, each chunk a document. */
export function selectionOf(chunks: number[][]): Selection {
  const bounds = [0];
  for (const chunk of chunks) bounds.push(bounds[bounds.length - 1] + chunk.length);
  const ids = Uint32Array.from(chunks.flat());
  return {
    kept: Uint32Array.from({ length: Math.max(...ids) + 1 }, (_, w) => w),
    common: [],
    ids,
    chunks: Uint32Array.from(bounds),
    documentOf: Uint32Array.from(chunks, (_, c) => c),
  };
}
