/** gensim's Word2Vec on a file of sentences, in a process of its own; null where it is not installed. */
import { spawnSync } from 'node:child_process';
import type { OptionValues } from '../../../lib/options';

/** Seconds of training alone, without reading, counting and saving. */
export interface Seconds {
  cpu: number;
  wall: number;
}

const PROGRAM = `
import json, sys, time
from gensim.models import Word2Vec
file, settings, workers, out = sys.argv[1], json.loads(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
sentences = [line.split() for line in open(file, encoding='utf8')]
model = Word2Vec(sg=1, hs=0, min_count=1, vector_size=settings['dims'], window=settings['window'],
  negative=settings['negative'], alpha=settings['alpha'], sample=settings['sample'], seed=settings['seed'], workers=workers)
model.build_vocab(sentences)
wall, cpu = time.perf_counter(), time.process_time()
model.train(sentences, total_examples=len(sentences), epochs=settings['epochs'])
cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
if out: model.wv.save_word2vec_format(out, binary=True)
print(json.dumps({'cpu': cpu, 'wall': wall}))
`;

/** How OpenBLAS may be set up: as it is here, or by its own choice. One thread a worker in both. */
export type Blas = 'as set here' | "OpenBLAS's choice";

/** @param out where the vectors go, in word2vec's binary format; nowhere when empty */
export function gensim(file: string, settings: OptionValues, workers: number, blas: Blas, out = ''): Seconds | null {
  const env: NodeJS.ProcessEnv = { ...process.env, OPENBLAS_NUM_THREADS: '1' };
  if (blas === "OpenBLAS's choice") {
    delete env.OPENBLAS_CORETYPE;
    delete env.OPENBLAS_L2_SIZE;
  }
  const given = ['-c', PROGRAM, file, JSON.stringify(settings), `${workers}`, out];
  const { status, stdout } = spawnSync('/usr/bin/python3', given, { encoding: 'utf8', env });
  return status === 0 ? (JSON.parse(stdout) as Seconds) : null;
}

/** Which set-up is faster here, by one run of each on one worker. */
export function fasterBlas(file: string, settings: OptionValues): Blas {
  const both = (['as set here', "OpenBLAS's choice"] as const).map((blas) => ({ blas, cpu: gensim(file, settings, 1, blas)?.cpu ?? Infinity }));
  return both[0].cpu <= both[1].cpu ? both[0].blas : both[1].blas;
}
