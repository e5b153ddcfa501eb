/**
 * CBOW, hierarchical softmax and subwords beside gensim, one thread each, on the same tokens
 * with the same settings: npm run bench -- family [THOUSAND TOKENS]. Ours trains before and
 * after gensim and the faster run of each counts. CPU seconds are the process's.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultCorpus } from '../../data/readers/default';
import { modelById } from '../../lib/models/registry';
import { checkOptions, type OptionValues } from '../../lib/options';
import type { EncodedCorpus } from '../../lib/text/corpus';
import { encode } from '../../lib/text/encode';
import { finish } from '../../lib/work';

const COMMON = { dims: 100, window: 5, negative: 5, sample: 1e-3, epochs: 1, alpha: 0.025 };
const WAYS: { way: string; model: string; options: OptionValues; gensim: Record<string, number | string> }[] = [
  { way: 'CBOW, negative sampling', model: 'cbow', options: {}, gensim: { sg: 0 } },
  { way: 'CBOW, hierarchical softmax', model: 'cbow', options: { objective: 1 }, gensim: { sg: 0, hs: 1, negative: 0 } },
  { way: 'skip-gram, hierarchical softmax', model: 'skipgram', options: { objective: 1 }, gensim: { sg: 1, hs: 1, negative: 0 } },
  { way: 'subword skip-gram, negative sampling', model: 'subword', options: { buckets: 200_000 }, gensim: { sg: 1, bucket: 200_000 } },
  { way: 'subword CBOW, negative sampling', model: 'subword', options: { buckets: 200_000, architecture: 1 }, gensim: { sg: 0, bucket: 200_000 } },
];

const GENSIM = `
import json, sys, time
from gensim.models import FastText, Word2Vec
sentences = [line.split() for line in open(sys.argv[1], encoding='utf8')]
given = json.loads(sys.argv[2])
cls = FastText if 'bucket' in given else Word2Vec
model = cls(min_count=1, seed=1, workers=1, **given)
model.build_vocab(sentences)
cpu = time.process_time()
model.train(sentences, total_examples=len(sentences), epochs=1)
print(time.process_time() - cpu)
`;

export async function bench(thousands = '1000'): Promise<void> {
  const corpus = prefix(finish(encode(defaultCorpus())), Number(thousands) * 1000);
  const folder = mkdtempSync(join(tmpdir(), 'wordspace-bench-'));
  const file = join(folder, 'corpus.txt');
  writeFileSync(file, sentenceLines(corpus));
  console.log(`${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}`);
  console.log(`${corpus.ids.length} tokens, ${corpus.vocabulary.words.length} words; ${Object.entries(COMMON).map(([name, value]) => `${name} ${value}`).join(', ')}; thousand tokens a CPU second`);
  try {
    console.table(
      WAYS.map(({ way, model, options, gensim }) => {
        const first = ours(corpus, model, options);
        const peers = [1, 2].map(() => theirs(file, gensim));
        const seconds = Math.min(first, ours(corpus, model, options));
        const peer = Math.min(...peers);
        const rate = (s: number) => Math.round(corpus.ids.length / s / 1000);
        return { way, ours: rate(seconds), gensim: Number.isFinite(peer) ? rate(peer) : 'absent', '× gensim': Number.isFinite(peer) ? (peer / seconds).toFixed(2) : '' };
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** CPU seconds of one training. */
function ours(corpus: EncodedCorpus, id: string, options: OptionValues): number {
  const model = modelById(id);
  const work = model.train(corpus, checkOptions(model, { ...COMMON, ...options }));
  const before = process.cpuUsage();
  finish(work);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** CPU seconds of gensim in a process of its own; NaN where it is not installed. */
function theirs(file: string, settings: Record<string, number | string>): number {
  const { dims, window, negative, sample, alpha } = COMMON;
  const given = JSON.stringify({ vector_size: dims, window, negative, sample, alpha, ...settings });
  const { status, stdout } = spawnSync('/usr/bin/python3', ['-c', GENSIM, file, given], { encoding: 'utf8', env: { ...process.env, OPENBLAS_NUM_THREADS: '1' } });
  return status === 0 ? Number(stdout) : Number.NaN;
}

function sentenceLines({ ids, sentences, vocabulary }: EncodedCorpus): string {
  return Array.from({ length: sentences.length - 1 }, (_, s) => Array.from(ids.subarray(sentences[s], sentences[s + 1]), (id) => vocabulary.words[id]).join(' ')).join('\n');
}

/** The first sentences of a corpus, about so many tokens, with only the words they have. */
function prefix(corpus: EncodedCorpus, tokens: number): EncodedCorpus {
  const cut = corpus.sentences.findIndex((bound) => bound >= tokens);
  const sentences = cut < 0 ? corpus.sentences : corpus.sentences.slice(0, cut + 1);
  const old = corpus.ids.subarray(0, sentences[sentences.length - 1]);
  const seen = new Uint32Array(corpus.vocabulary.words.length);
  for (const id of old) seen[id]++;
  const kept = Array.from(seen, (_, id) => id).filter((id) => seen[id] > 0).sort((a, b) => seen[b] - seen[a]);
  const idOf = new Uint32Array(seen.length);
  kept.forEach((id, i) => (idOf[id] = i));
  const vocabulary = { words: kept.map((id) => corpus.vocabulary.words[id]), counts: Uint32Array.from(kept, (id) => seen[id]) };
  return { ...corpus, ids: old.map((id) => idOf[id]), sentences, vocabulary };
}
