import { expose, transfer } from 'comlink';
import { buffersOf } from './hand-over';
import { jobs } from './table';

type Job = (...args: unknown[]) => Promise<unknown>;

/** What a job gives back it keeps nothing of: the page takes the buffers over. */
const handingOver = (job: Job): Job => async (...args) => {
  const result = await job(...args);
  return transfer(result, buffersOf(result));
};

expose(Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, handingOver(job as Job)])));
