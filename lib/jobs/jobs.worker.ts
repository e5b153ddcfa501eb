import { expose } from 'comlink';
import { handOver } from './hand-over';
import { jobs } from './table';

type Job = (...args: unknown[]) => Promise<unknown>;

const handingOver = (job: Job): Job => async (...args) => handOver(await job(...args));

expose(Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, handingOver(job as Job)])));
