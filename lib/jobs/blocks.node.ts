/** One thread of training on a streamed text, as a worker_thread of Node. */
import { parentPort, workerData } from 'node:worker_threads';
import { BlockTrainer, type BlockTask, type BlockThread } from '../models/skipgram/blocks';
import { allowRelaxedSimd } from './relaxed-simd.node';

allowRelaxedSimd();
const trainer = new BlockTrainer(workerData as BlockThread);
parentPort?.on('message', (task: BlockTask) => parentPort?.postMessage(trainer.train(task)));
