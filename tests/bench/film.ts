/**
 * npm run bench -- film [CORPUS [WORDS [DIMS [EPOCHS]]]]: what a film of a training costs and how true it is.
 * Trains skip-gram on one thread, takes the frames a film takes, and prints bytes, time
 * and the cosine of the decoded rows to the true ones.
 */
import { readers } from '../../data/readers';
import { skipgram } from '../../lib/models/skipgram';
import { SkipgramTraining } from '../../lib/models/skipgram/training';
import { SkipgramKernel, place } from '../../lib/kernels/skipgram/kernel';
import type { SkipgramTrainer } from '../../lib/kernels/skipgram/problem';
import { checkOptions } from '../../lib/options';
import { FilmDesk } from '../../lib/jobs/film-client';
import { encodeAfter } from '../../lib/kernels/film/twin';
import { decodeFrame } from '../../lib/space/film/frames';
import { FilmRecorder } from '../../lib/space/film/recorder';
import { isDue } from '../../lib/space/film/schedule';
import { encode } from '../../lib/text/encode';
import { finish } from '../../lib/work';

export async function bench(corpus = 'default', words = '5000', dims = '100', epochs = '5'): Promise<void> {
  const encoded = finish(encode(readers[corpus](), {}));
  const rows = Math.min(Number(words), encoded.vocabulary.words.length);
  const options = checkOptions(skipgram, { dims: Number(dims), epochs: Number(epochs) });
  let trainer: SkipgramTrainer | undefined;
  const training = new SkipgramTraining(encoded, options, (problem) => (trainer = new SkipgramKernel(place(problem))));
  const shape = { rows, dims: options.dims };
  const recorder = new FilmRecorder(shape);
  const desk = new FilmDesk();
  const cosines: number[] = [];
  const [began, coding, twin, decoding] = [performance.now(), [] as number[], [] as number[], [] as number[]];
  let last = -1;
  let finished = false;
  for (;;) {
    const { done, total, figures } = training.progress();
    if (isDue(done / total, last)) {
      last = done / total;
      const vectors = trainer!.input().subarray(0, rows * options.dims);
      const { chain } = recorder;
      twin.push(await milliseconds(() => encodeAfter(chain, vectors, shape)));
      coding.push(await milliseconds(async () => recorder.append({ done: last, epoch: last * options.epochs, loss: figures?.loss ?? Number.NaN, rows: await desk.code(chain, vectors.slice(), shape) })));
      let decoded!: Float32Array;
      decoding.push(await milliseconds(() => (decoded = decodeFrame(recorder.film, recorder.film.frames.length - 1))));
      cosines.push(...rowCosines(vectors, decoded, options.dims));
    }
    if (finished) break;
    finished = training.step();
  }
  const { frames } = recorder.film;
  const codes = [0, 0, 0, 0];
  for (const frame of frames) for (const code of frame.rows.codes) codes[code]++;
  const all = frames.length * rows;
  cosines.sort((a, b) => a - b);
  console.log(`${corpus}: ${rows} words × ${options.dims}, ${frames.length} frames, whole training ${((performance.now() - began) / 1000).toFixed(1)} s`);
  console.log(`film          ${(recorder.bytes / 1e6).toFixed(1)} MB, ${((8 * recorder.bytes) / all / options.dims).toFixed(2)} bits a value (float32 frames: ${((all * options.dims * 4) / 1e6).toFixed(0)} MB)`);
  console.log(`rows          ${codes.map((n, code) => `${['unchanged', '4 bits', '8 bits', '16 bits'][code]} ${((100 * n) / all).toFixed(1)} %`).join(', ')}`);
  console.log(`cosine        least ${cosines[0].toFixed(5)}, mean ${(cosines.reduce((a, b) => a + b) / cosines.length).toFixed(5)}`);
  console.log(`a frame       recorded in ${median(coding).toFixed(1)} ms (by the plain twin ${median(twin).toFixed(1)} ms), decoded in ${median(decoding).toFixed(1)} ms (medians)`);
}

function rowCosines(a: Float32Array, b: Float32Array, dims: number): number[] {
  return Array.from({ length: a.length / dims }, (_, row) => {
    let [dot, squaresA, squaresB] = [0, 0, 0];
    for (let i = row * dims; i < (row + 1) * dims; i++) {
      dot += a[i] * b[i];
      squaresA += a[i] * a[i];
      squaresB += b[i] * b[i];
    }
    return dot / Math.sqrt(squaresA * squaresB);
  });
}

async function milliseconds(what: () => unknown): Promise<number> {
  const began = performance.now();
  await what();
  return performance.now() - began;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
