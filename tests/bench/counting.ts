/**
 * Counting, beside scikit-learn, rank_bm25 and SciPy on the same tokens where Debian's Python has them:
 *
 *   npm run bench -- counting              tf-idf, BM25, PPMI-SVD and GloVe's kernel on the Brown Corpus
 *   npm run bench -- counting large        LSA of a sparse table of 300,000 documents × 100,000 words
 *   npm run bench -- counting quality F    WordSim (F: lines of two words and a score) of PPMI-SVD, GloVe and skip-gram on the default corpus
 *
 * CPU seconds of one thread, from encoded text to the finished matrix.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { brown } from '../../data/readers/brown';
import { defaultCorpus } from '../../data/readers/default';
import { writeVectors } from '../../lib/formats/vectors';
import type { Csr } from '../../lib/kernels/matrix';
import { GloveKernel } from '../../lib/kernels/glove/kernel';
import { GloveTwin } from '../../lib/kernels/glove/twin';
import { Random } from '../../lib/kernels/random';
import { pairsOf } from '../../lib/models/glove';
import { TruncatedSvd } from '../../lib/models/lsa/svd';
import { cooccurrences } from '../../lib/models/ppmi/cooccurrence';
import { modelById } from '../../lib/models/registry';
import { checkOptions } from '../../lib/options';
import { evaluateSimilarity } from '../../lib/space/evaluate';
import { VectorSpace } from '../../lib/space/space';
import type { EncodedCorpus } from '../../lib/text/corpus';
import { encode } from '../../lib/text/encode';
import { finish, Sliced } from '../../lib/work';

/** Reads {documents} and prints {name, seconds} a line; what is not installed is passed over. */
const PEERS = `
import json, sys, time, warnings
warnings.filterwarnings('ignore')
documents = [[str(w) for w in d] for d in json.load(open(sys.argv[1]))]
def timed(name, f, times=3):
    best = []
    for _ in range(times):
        started = time.process_time(); f(); best.append(time.process_time() - started)
    print(json.dumps({'name': name, 'seconds': sorted(best)[len(best) // 2]}), flush=True)
try:
    import sklearn
    from sklearn.feature_extraction.text import TfidfVectorizer
    same = lambda d: d
    for n in (1, 2):
        analyzer = same if n == 1 else (lambda d: d + [a + ' ' + b for a, b in zip(d, d[1:])])
        timed(f'scikit-learn {sklearn.__version__}, tf-idf, runs of {n}', lambda: TfidfVectorizer(analyzer=analyzer).fit_transform(documents))
except ImportError: pass
try:
    import gensim
    from gensim.corpora import Dictionary
    from gensim.models import TfidfModel
    def run():
        d = Dictionary(documents); bags = [d.doc2bow(t) for t in documents]; m = TfidfModel(bags); [m[b] for b in bags]
    timed(f'gensim {gensim.__version__}, tf-idf', run)
except ImportError: pass
try:
    import scipy.sparse, scipy.sparse.linalg, scipy
    m = scipy.sparse.load_npz(sys.argv[2])
    timed(f'SciPy {scipy.__version__}, svds of the same PPMI, k 100', lambda: scipy.sparse.linalg.svds(m, k=100), 1)
    from sklearn.decomposition import TruncatedSVD
    timed(f'scikit-learn {sklearn.__version__}, randomised SVD, 5 iterations', lambda: TruncatedSVD(100, n_iter=5, random_state=1).fit_transform(m), 1)
except ImportError: pass
`;

export async function bench(what = 'brown', file?: string): Promise<void> {
  console.log(`Counting · ${cpus()[0].model}, Node ${process.version}, one thread`);
  if (what === 'large') return large();
  if (what === 'quality') return quality(file);
  const corpus = finish(encode(brown()));
  console.log(`Brown: ${corpus.tokens} tokens, ${corpus.documents.length - 1} documents, ${corpus.vocabulary.words.length} words of 5 occurrences and more`);
  const train = (model: string, options: Record<string, number> = {}) => finish(modelById(model).train(corpus, checkOptions(modelById(model), options)));
  for (const [model, options] of [['tfidf', {}], ['tfidf', { ngrams: 2 }], ['tfidf', { ngrams: 3, minDocumentFrequency: 5 }], ['bm25', {}]] as const) {
    row(`${model} ${JSON.stringify(options)}`, median(3, () => train(model, options)));
  }
  row('reading the text: tokens, vocabulary, ids', median(3, () => finish(encode(brown()))));
  row('PPMI', median(3, () => train('ppmi')));
  row('PPMI-SVD, 100 dimensions, 2 steps each', median(1, () => train('ppmi-svd')));
  row('PPMI-SVD, 100 dimensions, 3 steps each', median(1, () => train('ppmi-svd', { iterations: 3 })));
  gloveKernels(corpus);
  for (const { name, seconds } of peers(corpus, train('ppmi').words)) row(name, seconds);
}

/** Steps a second of the kernel and of its twin, on the same pairs. */
function gloveKernels(corpus: EncodedCorpus): void {
  const options = { window: 10, weighting: 'harmonic' as const, words: 30_000, subsample: 0, seed: 1 };
  const pairs = pairsOf(finish(new Sliced(cooccurrences(corpus, options), { stage: '', done: 0, total: 1 })), 10);
  const problem = { words: corpus.vocabulary.words.length, dims: 100, rate: 0.05, seed: 1 };
  const count = Math.min(1_000_000, pairs.words.length);
  for (const [name, glove] of [['kernel', new GloveKernel(problem)], ['twin', new GloveTwin(problem)]] as const) {
    let loss = 0;
    const seconds = cpuOf(() => (loss = glove.train(pairs, 0, count)));
    row(`GloVe's ${name}, ${count} pairs of 100 dimensions (${(count / seconds / 1e6).toFixed(2)} M/s, loss ${loss})`, seconds);
  }
}

function peers(corpus: EncodedCorpus, words: Parameters<typeof spaceOf>[0]): { name: string; seconds: number }[] {
  const folder = mkdtempSync(join(tmpdir(), 'wordspace-bench-'));
  try {
    const documents = Array.from({ length: corpus.documents.length - 1 }, (_, d) => [...corpus.ids.subarray(corpus.documents[d], corpus.documents[d + 1])]);
    writeFileSync(join(folder, 'documents.json'), JSON.stringify(documents));
    writeFileSync(join(folder, 'ppmi.npz'), writeVectors(spaceOf(words), 'npz'));
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
    const python = spawnSync('/usr/bin/python3', ['-c', PEERS, join(folder, 'documents.json'), join(folder, 'ppmi.npz')], { env, encoding: 'utf8', timeout: 300_000 });
    return (python.stdout ?? '').split('\n').filter(Boolean).map((line) => JSON.parse(line));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A table with Zipf's frequencies: made row by row, never dense. */
function large(): void {
  const [rows, dims, each] = [300_000, 100_000, 60];
  const random = new Random(1);
  const indptr = new Uint32Array(rows + 1);
  const indices = new Uint32Array(rows * each);
  const values = new Float32Array(rows * each);
  let length = 0;
  for (let r = 0; r < rows; r++) {
    const found = new Set<number>();
    // The logarithm of a rank is uniform: rank r has frequency 1 ÷ r. A tenth of the words belongs to one of 50 topics.
    for (let i = 0; i < each; i++) found.add(i % 10 === 0 ? ((r % 50) * 2000 + random.below(200)) % dims : Math.floor(Math.exp(random.uniform() * Math.log(dims))) % dims);
    for (const column of [...found].sort((a, b) => a - b)) {
      indices[length] = column;
      values[length++] = 1 / Math.sqrt(found.size);
    }
    indptr[r + 1] = length;
  }
  const matrix: Csr = { kind: 'csr', rows, dims, indptr, indices: indices.subarray(0, length), values: values.subarray(0, length) };
  const before = process.memoryUsage.rss();
  let most = before;
  const work = new TruncatedSvd(matrix, { dims: 100, iterations: 2, seed: 1 });
  const seconds = cpuOf(() => {
    while (!work.step()) most = Math.max(most, process.memoryUsage.rss());
  });
  const { singularValues, error } = work.result();
  row(`LSA, ${rows} × ${dims}, ${length} non-zeros, 100 dimensions (error of the worst ${error.toExponential(1)}, σ₁ ${singularValues[0].toFixed(2)})`, seconds);
  console.log(`  memory ${(most / 1e6).toFixed(0)} MB at most, ${(before / 1e6).toFixed(0)} of it the table; dense it would be ${((rows * dims * 4) / 1e9).toFixed(0)} GB`);
}

function quality(file?: string): void {
  if (!file) throw new Error('counting quality FILE: lines of two words and a score');
  const corpus = finish(encode(defaultCorpus()));
  const text = readFileSync(file, 'utf8');
  const models: [string, Record<string, number>][] = [['ppmi', {}], ['ppmi-svd', {}], ['ppmi-svd', { dims: 300 }], ['lsa', {}], ['glove', {}], ['skipgram', { epochs: 10, sample: 1e-4 }]];
  for (const [model, options] of models) {
    const trainer = modelById(model);
    let words: VectorSpace | undefined;
    const seconds = cpuOf(() => (words = new VectorSpace(finish(trainer.train(corpus, checkOptions(trainer, options))).words)));
    const { spearman, pairs } = finish(evaluateSimilarity(words!, text, { name: file, seed: 1, draws: 1 }));
    row(`${model} ${JSON.stringify(options)}: WordSim ${spearman.toFixed(3)} over ${pairs} pairs`, seconds);
  }
}

const spaceOf = (words: ConstructorParameters<typeof VectorSpace>[0]) => new VectorSpace(words);

function median(times: number, work: () => void): number {
  return Array.from({ length: times }, () => cpuOf(work)).sort((a, b) => a - b)[times >> 1];
}

function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function row(name: string, seconds: number): void {
  console.log(`  ${seconds.toFixed(2).padStart(7)} CPU s  ${name}`);
}
