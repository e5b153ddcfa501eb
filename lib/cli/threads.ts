/** Skip-gram and its family on several processor cores in Node: each thread is a bundle of its own beside the CLI's. */
import { Worker } from 'node:worker_threads';
import { nodeThread } from '../jobs/threads';
import type { Flavour } from '../kernels/wasm';
import type { Trained } from '../models/model';
import type { OptionValues } from '../options';
import type { Family } from '../models/skipgram/family';
import { ParallelSession, type Thread } from '../models/skipgram/parallel';
import type { EncodedCorpus } from '../text/corpus';
import { report } from './terminal';

export function spawnThread(): Thread {
  return nodeThread(new Worker(new URL('./skipgram-thread.mjs', import.meta.url)));
}

export function trainOnThreads(corpus: EncodedCorpus, options: OptionValues, threads: number, family: Family, flavour: Flavour): Promise<Trained> {
  return new ParallelSession(corpus, options, { threads, spawn: spawnThread, onProgress: report(), family, flavour }).trained;
}
