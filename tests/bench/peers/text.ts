/** The text that all trainers of a bench are given: the same sentences of at most 1000 tokens, in the same order. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultCorpus } from '../../../data/readers/default';
import { skipgram } from '../../../lib/models/skipgram';
import { orderedIds } from '../../../lib/kernels/skipgram/problem';
import { prepare } from '../../../lib/models/skipgram/prepare';
import { checkOptions } from '../../../lib/options';
import type { EncodedCorpus } from '../../../lib/text/corpus';
import { encode } from '../../../lib/text/encode';
import { finish } from '../../../lib/work';

/** A text file as one document, or the default corpus; its sentences cut and shuffled as training would. */
export function benchCorpus(file?: string): EncodedCorpus {
  const text = file && { name: file, title: file, texts: [readFileSync(file, 'utf8')], titles: [file], columns: [] };
  const corpus = finish(encode(text || defaultCorpus()));
  const problem = prepare(corpus, checkOptions(skipgram, {}));
  return { ...corpus, ids: orderedIds(problem), sentences: problem.sentences };
}

/** The first sentences, about so many tokens, with counts of their own. */
export function prefix(corpus: EncodedCorpus, tokens: number): EncodedCorpus {
  const cut = corpus.sentences.findIndex((bound) => bound >= tokens);
  const sentences = cut < 0 ? corpus.sentences : corpus.sentences.slice(0, cut + 1);
  const ids = corpus.ids.subarray(0, sentences[sentences.length - 1]);
  // A word that the prefix lacks keeps a count of 1.
  const counts = new Uint32Array(corpus.vocabulary.words.length);
  for (const id of ids) counts[id]++;
  return { ...corpus, ids, sentences, vocabulary: { words: corpus.vocabulary.words, counts: counts.map((c) => Math.max(1, c)) } };
}

/** Call with a file of the corpus, a sentence a line, and a free path beside it; both are gone afterwards. */
export function withLines<Result>({ ids, sentences, vocabulary }: EncodedCorpus, use: (file: string, out: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'wordspace-bench-'));
  try {
    const lines: string[] = [];
    for (let s = 1; s < sentences.length; s++) {
      lines.push(Array.from(ids.subarray(sentences[s - 1], sentences[s]), (id) => vocabulary.words[id]).join(' '));
    }
    writeFileSync(join(folder, 'corpus.txt'), lines.join('\n'));
    return use(join(folder, 'corpus.txt'), join(folder, 'vectors'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
