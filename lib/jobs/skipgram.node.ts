/** One thread of parallel skip-gram training in Node, as a worker_thread. */
import { parentPort } from 'node:worker_threads';
import { allowRelaxedSimd } from './relaxed-simd.node';
import { trainPart, type SkipgramPart } from '../models/skipgram/parallel';

allowRelaxedSimd();
parentPort?.on('message', (part: SkipgramPart) => {
  trainPart(part);
  parentPort?.postMessage('done');
});
