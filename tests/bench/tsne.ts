/**
 * t-SNE beside scikit-learn's, where Debian's Python has it: both by Barnes and Hut's tree, from
 * principal components, of the same rows scaled to length 1, with the same perplexity, epochs and
 * rate. CPU seconds of one thread, the divergence each ended at, and trustworthiness, continuity and
 * recall at 15 over 2,000 sampled words against exact neighbours.
 *
 *   npm run bench -- tsne [WORDS] [EPOCHS] [DIMS …]    default 20000 1000 2 3
 *
 * The words are those of the installed GloVe package. scikit-learn runs in two dimensions only:
 * there its own figure is the one most people know, and three take it many minutes.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { glove } from '../../data/readers/glove';
import { dense, type Dense } from '../../lib/kernels/matrix';
import type { Positions } from '../../lib/projection/projection';
import { trust } from '../../lib/projection/trust';
import { tsne } from '../../lib/projection/tsne/tsne';
import { VectorSpace } from '../../lib/space/space';
import { finish } from '../../lib/work';

const DIMS = 100;
const PERPLEXITY = 30;

/** Reads float32 rows, writes float32 positions to the same file, prints version, CPU seconds and divergence. */
const SKLEARN = `
import sys, time
import numpy, sklearn
from sklearn.manifold import TSNE
file, dims, epochs, perplexity, width = sys.argv[1], *map(int, sys.argv[2:])
rows = numpy.fromfile(file, dtype=numpy.float32).reshape(-1, width)
started = time.process_time()
fit = TSNE(dims, init='pca', learning_rate='auto', perplexity=perplexity, n_iter=epochs, random_state=1, n_jobs=1)
positions = fit.fit_transform(rows)
seconds = time.process_time() - started
positions.astype(numpy.float32).tofile(file + '.map')
print(sklearn.__version__, seconds, fit.kl_divergence_)
`;

export async function bench(words = '20000', epochs = '1000', ...dims: string[]): Promise<void> {
  const rows = Number(words);
  console.log(`t-SNE, ${rows.toLocaleString('en')} words × ${DIMS}, perplexity ${PERPLEXITY}, ${epochs} epochs · ${cpus()[0].model}, Node ${process.version}, one thread`);
  const { names, columns, provenance, matrix: all } = glove(rows, DIMS);
  const matrix = new VectorSpace({ names, columns, provenance, matrix: dense(rows, DIMS, (all as Dense).values.slice(0, rows * DIMS)) }).unit as Dense;
  for (const d of dims.length > 0 ? dims : ['2', '3']) {
    const flat = d === '2';
    const before = cpuSeconds();
    const layout = tsne(matrix, { dims: flat ? 2 : 3, perplexity: PERPLEXITY, epochs: Number(epochs) });
    const positions = finish(layout);
    const seconds = cpuSeconds() - before;
    tell(`ours, ${d} dimensions`, seconds, layout.facts.divergence!, matrix, positions);
    const peer = flat ? sklearn(matrix, Number(epochs)) : undefined;
    if (!peer) continue;
    tell(`scikit-learn ${peer.version}, ${d} dimensions`, peer.seconds, peer.divergence, matrix, peer.positions);
    console.log(`    ${(peer.seconds / seconds).toFixed(1)} × ours`);
  }
}

function tell(name: string, seconds: number, divergence: number, matrix: Dense, positions: Positions): void {
  const { trustworthiness, continuity, recall } = finish(trust(matrix, positions));
  console.log(`  ${name.padEnd(30)} ${seconds.toFixed(1).padStart(6)} CPU s   KL ${divergence.toFixed(3)}   T ${trustworthiness.toFixed(4)}   C ${continuity.toFixed(4)}   R ${recall.toFixed(4)}`);
}

function sklearn(matrix: Dense, epochs: number): { version: string; seconds: number; divergence: number; positions: Positions } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'tsne-'));
  try {
    const file = join(folder, 'rows');
    writeFileSync(file, matrix.values);
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
    const python = spawnSync('/usr/bin/python3', ['-c', SKLEARN, file, '2', `${epochs}`, `${PERPLEXITY}`, `${DIMS}`], { env, encoding: 'utf8' });
    if (python.status !== 0) return undefined;
    const [version, seconds, divergence] = python.stdout.trim().split(' ');
    const bytes = readFileSync(`${file}.map`);
    return { version, seconds: Number(seconds), divergence: Number(divergence), positions: { dims: 2, values: new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)) } };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
