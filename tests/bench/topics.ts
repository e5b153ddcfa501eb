/**
 * Topics on the Brown Corpus: draws a CPU second, log-likelihood a token and the
 * coherence of the top ten words, beside scikit-learn and gensim on the same
 * tokens where Debian's Python has them. Coherence is over the documents after
 * the filter, as in lib/models/lda/coherence.ts.
 */
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { brown } from '../../data/readers/brown';
import { lda } from '../../lib/models/lda';
import { cvCoherence, npmiCoherence, type Texts } from '../../lib/models/lda/coherence';
import { select, type Selection } from '../../lib/models/lda/selection';
import { topWordIds } from '../../lib/models/lda/topwords';
import { checkOptions } from '../../lib/options';
import type { EncodedCorpus } from '../../lib/text/corpus';
import { encode } from '../../lib/text/encode';
import { finish } from '../../lib/work';

const TOPICS = 20;
const ITERATIONS = 500;
const SEEDS = [1, 2, 3];
/** Milliseconds for all peers together. */
const PATIENCE = 150_000;

/** Reads {chunks, topics} and prints {name, seconds, topics} a line; what is not installed is passed over. */
const PEERS = `
import json, sys, time, warnings
warnings.filterwarnings('ignore')
given = json.load(sys.stdin)
chunks, K = given['chunks'], given['topics']
def report(name, started, rows):
    tops = [[int(w) for w in sorted(range(len(row)), key=lambda w: -row[w])[:10]] for row in rows]
    print(json.dumps({'name': name, 'seconds': time.process_time() - started, 'topics': tops}), flush=True)
try:
    import numpy, scipy.sparse, sklearn
    from sklearn.decomposition import LatentDirichletAllocation
    words = numpy.concatenate([numpy.array(c) for c in chunks])
    rows = numpy.repeat(numpy.arange(len(chunks)), [len(c) for c in chunks])
    counts = scipy.sparse.csr_matrix((numpy.ones(len(words)), (rows, words)))
    for method, iterations in (('batch', 20), ('online', 10)):
        started = time.process_time()
        model = LatentDirichletAllocation(K, learning_method=method, max_iter=iterations, random_state=1).fit(counts)
        report(f'scikit-learn {sklearn.__version__}, {method}, {iterations} iterations', started, model.components_)
except ImportError:
    pass
try:
    import gensim
    from gensim.corpora import Dictionary
    texts = [[str(w) for w in c] for c in chunks]
    dictionary = Dictionary(texts)
    bags = [dictionary.doc2bow(t) for t in texts]
    started = time.process_time()
    model = gensim.models.LdaModel(bags, K, dictionary, passes=10, random_state=1)
    seconds = time.process_time()
    tops = [[int(dictionary[w]) for w, _ in model.get_topic_terms(k, 10)] for k in range(K)]
    print(json.dumps({'name': f'gensim {gensim.__version__}, 10 passes', 'seconds': seconds - started, 'topics': tops}))
except ImportError:
    pass
`;

export async function bench(): Promise<void> {
  const corpus = finish(encode(brown()));
  const selection = selectionOf(corpus);
  const texts = wholeDocuments(selection);
  const tokens = selection.ids.length;
  console.log(`Topics · ${cpus()[0].model}, Node ${process.version}, one thread`);
  console.log(`Brown after the filter: ${tokens} tokens, ${selection.kept.length} types, ${selection.documentOf.length} chunks; ${TOPICS} topics`);

  for (const seed of SEEDS) {
    const work = lda.train(corpus, options(seed));
    const before = cpuSeconds();
    const { topics, figures } = finish(work);
    const seconds = cpuSeconds() - before;
    const speed = ((ITERATIONS * tokens) / seconds / 1e6).toFixed(1);
    const selected = new Map(Array.from(selection.kept, (word, i) => [word, i]));
    const tops = topWordIds(topics!, 10).map((ids) => ids.map((id) => selected.get(id)!));
    const likelihood = figures.logLikelihoodPerToken.toFixed(3);
    print(`ours, ${ITERATIONS} sweeps, seed ${seed}`, seconds, tops, texts, `${speed} M draws/s, ${likelihood} LL/token`);
  }
  for (const peer of peers(selection)) print(peer.name, peer.seconds, peer.topics, texts);
}

const options = (seed: number) => checkOptions(lda, { topics: TOPICS, iterations: ITERATIONS, seed });

function selectionOf(corpus: EncodedCorpus): Selection {
  const { minDocumentFrequency, maxDocumentShare, minLetters, chunk } = options(1);
  const passes = select(corpus, { minDocumentFrequency, maxDocumentShare, minLetters, chunk });
  for (;;) {
    const pass = passes.next();
    if (pass.done) return pass.value;
  }
}

/** The selected tokens with their chunks put together again. */
function wholeDocuments({ ids, chunks, documentOf }: Selection): Texts {
  return { ids, documents: [...chunks].filter((_, c) => c === 0 || documentOf[c] !== documentOf[c - 1]) };
}

function peers({ ids, chunks }: Selection): { name: string; seconds: number; topics: number[][] }[] {
  const input = JSON.stringify({ topics: TOPICS, chunks: Array.from(chunks.subarray(1), (end, c) => [...ids.subarray(chunks[c], end)]) });
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  const python = spawnSync('/usr/bin/python3', ['-c', PEERS], { input, env, encoding: 'utf8', maxBuffer: 1 << 26, timeout: PATIENCE });
  if (python.error) console.log(`  (no more peers: ${python.error.message})`);
  return (python.stdout ?? '').split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

function print(name: string, seconds: number, tops: number[][], texts: Texts, more = ''): void {
  const mean = (values: number[]) => (values.reduce((a, b) => a + b) / values.length).toFixed(3);
  const coherence = `NPMI ${mean(npmiCoherence(tops, texts))}, C_v ${mean(cvCoherence(tops, texts))}`;
  console.log(`  ${name.padEnd(45)} ${coherence}, ${seconds.toFixed(1)} CPU s ${more}`);
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
