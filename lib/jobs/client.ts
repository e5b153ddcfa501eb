import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import { Cancelled } from './run';
import { jobs, type JobInput, type JobName, type JobResult, type Jobs, type Report } from './table';

/** A job under way in a worker of its own. */
export interface Job<Result> {
  promise: Promise<Result>;
  /** Ends the worker at once; `promise` rejects with Cancelled. */
  cancel(): void;
}

type JobOf<J extends JobName> = (input: JobInput<J>, report: Report, signal?: AbortSignal) => Promise<JobResult<J>>;

type Desk = { worker: Worker; remote: Remote<Jobs> };

/** Workers that finished their job: the next job saves the start (27–188 ms). */
const idle: Desk[] = [];

/**
 * Start a job in a worker. The input is copied into the worker (the caller keeps
 * its buffers); the result's buffers are the caller's.
 */
export function start<J extends JobName>(name: J, input: JobInput<J>, report: Report = () => {}): Job<JobResult<J>> {
  if (typeof Worker === 'undefined') return startInline(name, input, report);
  const desk = idle.pop() ?? open();
  let cancel: () => void = () => {};
  const cancelled = new Promise<never>((_, reject) => {
    cancel = () => {
      desk.remote[releaseProxy]();
      desk.worker.terminate();
      reject(new Cancelled());
    };
  });
  const failed = new Promise<never>((_, reject) => {
    desk.worker.onerror = (event) => {
      desk.worker.terminate();
      reject(new Error(event.message || 'A worker could not be started.'));
    };
  });
  const call = desk.remote[name] as unknown as JobOf<J>;
  const work = call(input, proxy(report)).finally(() => idle.push(desk));
  return { promise: Promise.race([work, cancelled, failed]), cancel };
}

/** Where there are no web workers (Node, tests): the same job on this thread, between its slices. */
function startInline<J extends JobName>(name: J, input: JobInput<J>, report: Report): Job<JobResult<J>> {
  const controller = new AbortController();
  const promise = (jobs[name] as unknown as JobOf<J>)(input, report, controller.signal);
  return { promise, cancel: () => controller.abort() };
}

function open(): Desk {
  const worker = new Worker(new URL('./jobs.worker.ts', import.meta.url), { type: 'module' });
  return { worker, remote: wrap<Jobs>(worker) };
}
