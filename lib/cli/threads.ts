/** Skip-gram and its family on several processor cores in Node: each thread is a bundle of its own beside the CLI's. */
import { Worker } from 'node:worker_threads';
import { nodeThread } from '../jobs/threads';
import type { OptionValues } from '../options';
import { ParallelSession, type ParallelOptions, type Thread } from '../models/skipgram/parallel';
import type { EncodedCorpus } from '../text/corpus';
import { report } from './terminal';

export function spawnThread(): Thread {
  return nodeThread(new Worker(new URL('./skipgram-thread.mjs', import.meta.url)));
}

export function sessionOnThreads(corpus: EncodedCorpus, options: OptionValues, how: Pick<ParallelOptions, 'threads' | 'from' | 'family' | 'flavour'>): ParallelSession {
  return new ParallelSession(corpus, options, { ...how, spawn: spawnThread, onProgress: report() });
}
