/**
 * UMAP to three dimensions: ours beside umap-js on the same neighbours' count, epochs and
 * negatives, and beside umap-learn where Debian's Python has it (seeded, so on one thread,
 * and warmed up before the clock starts). CPU seconds of one thread, trustworthiness,
 * continuity and recall at 15 over 2,000 sampled words against exact neighbours, and how
 * much memory the whole process took. Each run is a process of its own, in turns, and the least of
 * the CPU seconds counts: whatever else the machine does only adds.
 *
 *   npm run bench -- projection [WORDS …]    default 10000 20000 50000 100000
 *
 * The words are those of the installed GloVe package. umap-js is left out above 20,000 words
 * (390 s and 3 GB at 50,000); neighbours alone are told on one and two threads.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { UMAP } from 'umap-js';
import { glove } from '../../data/readers/glove';
import { nodeThread } from '../../lib/jobs/threads';
import { dense, type Dense } from '../../lib/kernels/matrix';
import { Random } from '../../lib/kernels/random';
import { approximateKnn, isApproximate, nearestNeighbours } from '../../lib/projection/knn/approximate';
import { exactKnn } from '../../lib/projection/knn/exact';
import { knnOnThreads, type KnnPart } from '../../lib/projection/knn/parallel';
import type { Neighbours } from '../../lib/projection/projection';
import { trust } from '../../lib/projection/trust';
import { umap } from '../../lib/projection/umap/umap';
import { finish } from '../../lib/work';

const DIMS = 100;
const NEGATIVES = 5;
const MOST_UMAP_JS = 20_000;
const TURNS = 3;

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
fit(rows, epochs).astype(numpy.float32).tofile(file + '.map')
print(umap.__version__, time.process_time() - started)
`;

interface Run {
  seconds: number;
  megabytes?: number;
}

type Program = 'ours' | 'umap-js';

export async function bench(...given: string[]): Promise<void> {
  if (given[0] === 'alone') return alone(given[1], Number(given[2]), given[3] as Program);
  const sizes = given.length > 0 ? given.map(Number) : [10_000, 20_000, 50_000, 100_000];
  console.log(`UMAP, ${DIMS} → 3 dimensions, 15 neighbours, least distance 0.1, ${NEGATIVES} negatives · ${cpus()[0].model}, Node ${process.version}, one thread`);
  const folder = mkdtempSync(join(tmpdir(), 'projection-'));
  try {
    const { values } = glove(Math.max(...sizes), DIMS).matrix as Dense;
    for (const words of sizes) {
      const matrix = dense(words, DIMS, values.slice(0, words * DIMS));
      const file = join(folder, `${words}`);
      writeFileSync(file, matrix.values);
      console.log(`${words.toLocaleString('en')} words`);
      await neighbours(matrix);
      for (const epochs of words === 10_000 ? [200, 500] : [200]) maps(matrix, file, epochs);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Exact and, where they would be taken, approximate neighbours; wall time on one and two threads in turns. */
async function neighbours(matrix: Dense): Promise<void> {
  const spawn = () => nodeThread<KnnPart>(new Worker(new URL('../knn-thread.mjs', import.meta.url)));
  const walls: [number, number][] = [];
  let found!: Neighbours;
  for (let turn = 0; turn < (matrix.rows > 20_000 ? 1 : TURNS); turn++) {
    const at = performance.now();
    found = finish(nearestNeighbours(matrix, 15));
    const between = performance.now();
    const other = await knnOnThreads(matrix, 15, { threads: 2, spawn });
    walls.push([between - at, performance.now() - between]);
    if (other.indices.some((row, i) => row !== found.indices[i])) throw new Error('two threads found other neighbours than one');
  }
  const least = (n: 0 | 1) => Math.min(...walls.map((w) => w[n])) / 1000;
  console.log(`  neighbours, ${found.approximate ? 'by cells' : 'exact'}: ${least(0).toFixed(2)} s on one thread, ${least(1).toFixed(2)} s on two (${(least(0) / least(1)).toFixed(2)} ×)`);
  if (isApproximate(matrix)) {
    const before = cpuSeconds();
    const exact = finish(exactKnn(matrix, 15));
    console.log(`  exact: ${(cpuSeconds() - before).toFixed(1)} CPU s; recall@15 of those by cells ${shared(exact, finish(approximateKnn(matrix, 15))).toFixed(3)}`);
  }
}

function shared(a: Neighbours, b: Neighbours): number {
  let hits = 0;
  for (let from = 0; from < a.indices.length; from += a.k) {
    const near = new Set(a.indices.subarray(from, from + a.k));
    for (const other of b.indices.subarray(from, from + a.k)) if (near.has(other)) hits++;
  }
  return hits / a.indices.length;
}

function maps(matrix: Dense, file: string, epochs: number): void {
  const ours: Run[] = [];
  const js: Run[] = [];
  const learn: Run[] = [];
  let version = '';
  for (let turn = 0; turn < TURNS; turn++) {
    ours.push(inProcess(file, epochs, 'ours'));
    if (turn > 0 && matrix.rows > 20_000) break;
    const peer = umapLearn(file, epochs);
    if (peer) learn.push(peer);
    version = peer?.version ?? version;
    if (turn === 0 && matrix.rows <= MOST_UMAP_JS && epochs === 200) js.push(inProcess(file, epochs, 'umap-js'));
  }
  const best = tell(`ours, ${epochs} epochs`, ours, matrix, `${file}.ours`);
  for (const [name, runs, map] of [[`umap-js, ${epochs} epochs`, js, `${file}.umap-js`], [`umap-learn ${version}, ${epochs} epochs`, learn, `${file}.map`]] as const) {
    if (runs.length > 0) console.log(`    ${(tell(name, runs, matrix, map) / best).toFixed(1)} × ours`);
  }
}

function tell(name: string, runs: Run[], matrix: Dense, map: string): number {
  const bytes = readFileSync(map);
  const positions = { dims: 3 as const, values: new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)) };
  const { trustworthiness, continuity, recall } = finish(trust(matrix, positions));
  const seconds = Math.min(...runs.map((run) => run.seconds));
  const memory = runs[0].megabytes === undefined ? '' : `   ${Math.max(...runs.map((run) => run.megabytes!))} MB`;
  console.log(`  ${name.padEnd(30)} ${seconds.toFixed(2).padStart(7)} CPU s   T ${trustworthiness.toFixed(4)}   C ${continuity.toFixed(4)}   R ${recall.toFixed(4)}${memory}`);
  return seconds;
}

/** One map in a Node of its own. */
function inProcess(file: string, epochs: number, program: Program): Run {
  const child = spawnSync(process.execPath, ['--max-old-space-size=6000', 'tests/bench/run.mjs', 'projection', 'alone', file, `${epochs}`, program], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout.trim().split('\n').at(-1)!) as Run;
}

/** In the other process: the positions go to a file, the cost to standard output. */
function alone(file: string, epochs: number, program: Program): void {
  const bytes = readFileSync(file);
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const matrix = dense(values.length / DIMS, DIMS, values);
  const before = cpuSeconds();
  const positions = program === 'ours' ? finish(umap(matrix, { dims: 3, epochs, negativeSampleRate: NEGATIVES })).values : umapJs(matrix, epochs);
  const seconds = cpuSeconds() - before;
  writeFileSync(`${file}.${program}`, positions);
  console.log(JSON.stringify({ seconds, megabytes: Math.round(process.resourceUsage().maxRSS / 1000) }));
}

/** umap-js as its page says, from the vectors on, with neighbours of its own. */
function umapJs({ rows, values }: Dense, epochs: number): Float32Array {
  const random = new Random(1);
  const cosine = (x: number[], y: number[]) => {
    let xy = 0, xx = 0, yy = 0;
    for (let d = 0; d < DIMS; d++) {
      xy += x[d] * y[d];
      xx += x[d] * x[d];
      yy += y[d] * y[d];
    }
    return Math.max(0, 1 - xy / Math.sqrt(xx * yy));
  };
  const reference = new UMAP({ nComponents: 3, nNeighbors: 15, minDist: 0.1, nEpochs: epochs, negativeSampleRate: NEGATIVES, distanceFn: cosine, random: () => random.uniform() });
  return Float32Array.from(reference.fit(Array.from({ length: rows }, (_, row) => Array.from(values.subarray(row * DIMS, (row + 1) * DIMS)))).flat());
}

function umapLearn(file: string, epochs: number): (Run & { version: string }) | undefined {
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', NUMBA_NUM_THREADS: '1' };
  const python = spawnSync('/usr/bin/python3', ['-c', UMAP_LEARN, file, `${DIMS}`, `${epochs}`, `${NEGATIVES}`], { env, encoding: 'utf8' });
  if (python.status !== 0) return undefined;
  const [version, seconds] = python.stdout.trim().split(' ');
  return { version, seconds: Number(seconds) };
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
