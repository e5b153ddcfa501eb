/**
 * UMAP to three dimensions, ours beside umap-learn on the same vectors with the same
 * settings (15 neighbours, least distance 0.1, cosine): CPU seconds, trustworthiness and
 * recall at 15 over 2,000 sampled words against exact neighbours. Needs the prepared
 * spaces; umap-learn only where Debian's Python has it (seeded, so on one thread, and
 * warmed up before the clock starts).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzip } from '../../lib/formats/gzip';
import { readPackedSpace } from '../../lib/formats/packed-space';
import type { Matrix } from '../../lib/kernels/matrix';
import { firstRows } from '../../lib/projection/methods';
import type { Positions } from '../../lib/projection/projection';
import { trust } from '../../lib/projection/trust';
import { umap } from '../../lib/projection/umap/umap';
import { finish } from '../../lib/work';

/** umap-learn's own settings, and in the last two those the page ships with. */
const CASES = [
  { space: 'glove', words: 5000, epochs: 200, negatives: 5 },
  { space: 'glove', words: 5000, epochs: 500, negatives: 5 },
  { space: 'glove', words: 10_000, epochs: 200, negatives: 5 },
  { space: 'default', words: 5000, epochs: 500, negatives: 5 },
  { space: 'glove', words: 5000, epochs: 200, negatives: 15 },
  { space: 'default', words: 5000, epochs: 200, negatives: 15 },
];

/** Reads float32 rows, writes float32 positions to the same file, prints version and CPU seconds. */
const UMAP_LEARN = `
import sys, time, warnings
warnings.filterwarnings('ignore')
import numpy, umap
file, dims, epochs, negatives = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
rows = numpy.fromfile(file, dtype=numpy.float32).reshape(-1, dims)
fit = lambda x, n: umap.UMAP(n_components=3, n_neighbors=15, min_dist=0.1, metric='cosine', n_epochs=n, negative_sample_rate=negatives, random_state=1, n_jobs=1).fit_transform(x)
fit(rows[:4200], 11)
started = time.process_time()
fit(rows, epochs).astype(numpy.float32).tofile(file)
print(umap.__version__, time.process_time() - started)
`;

export async function bench(): Promise<void> {
  console.log(`UMAP, 3 dimensions · ${cpus()[0].model}, Node ${process.version}, one thread`);
  for (const { space, words, epochs, negatives } of CASES) {
    const file = `public/data/${space}.space.gz`;
    if (!existsSync(file)) {
      console.log(`  ${file} is not there: npm start -- --prepare makes it.`);
      continue;
    }
    const matrix = firstRows(readPackedSpace(gunzip(readFileSync(file), file), file).matrix, words);
    console.log(`${space}, ${words} words, ${epochs} epochs, ${negatives} negatives`);
    const before = cpuSeconds();
    const positions = finish(umap(matrix, { dims: 3, epochs, negativeSampleRate: negatives }));
    print('ours (umap-js)', cpuSeconds() - before, matrix, positions);
    const peer = umapLearn(matrix, epochs, negatives);
    if (peer) print(`umap-learn ${peer.version}`, peer.seconds, matrix, peer.positions);
  }
}

function umapLearn(matrix: Matrix, epochs: number, negatives: number): { version: string; seconds: number; positions: Positions } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'projection-'));
  try {
    const file = join(folder, 'rows');
    writeFileSync(file, matrix.values);
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', NUMBA_NUM_THREADS: '1' };
    const python = spawnSync('/usr/bin/python3', ['-c', UMAP_LEARN, file, String(matrix.dims), String(epochs), String(negatives)], { env, encoding: 'utf8' });
    if (python.status !== 0) return undefined;
    const [version, seconds] = python.stdout.trim().split(' ');
    const bytes = readFileSync(file);
    const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    return { version, seconds: Number(seconds), positions: { dims: 3, values } };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function print(name: string, seconds: number, matrix: Matrix, positions: Positions): void {
  const { trustworthiness, continuity, recall } = finish(trust(matrix, positions));
  const figures = [trustworthiness, continuity, recall].map((f) => f.toFixed(3));
  console.log(`  ${name.padEnd(18)} ${seconds.toFixed(1).padStart(6)} CPU s   T@15 ${figures[0]}   C@15 ${figures[1]}   R@15 ${figures[2]}`);
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
