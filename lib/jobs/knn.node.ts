/** One thread of a search for nearest neighbours in Node, as a worker_thread. */
import { parentPort } from 'node:worker_threads';
import { knnPart, type KnnPart } from '../projection/knn/parallel';

parentPort?.on('message', (part: KnnPart) => {
  knnPart(part);
  parentPort?.postMessage('done');
});
