/** One thread of parallel sampling of topics in Node, as a worker_thread. */
import { parentPort } from 'node:worker_threads';
import { samplePart, type TopicsPart } from '../models/lda/part';

parentPort?.on('message', (part: TopicsPart) => {
  samplePart(part);
  parentPort?.postMessage('done');
});
