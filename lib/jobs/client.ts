import { proxy, releaseProxy, transfer, wrap, type Remote } from 'comlink';
import { failureOf } from './failure';
import { Cancelled } from './run';
import { Helm, type Port, type Snapshot, type Steer } from './steering';
import { jobs, type JobInput, type JobName, type JobResult, type Jobs, type Report } from './table';

/** A job under way in a worker of its own. */
export interface Job<Result> {
  promise: Promise<Result>;
  /** Ends the worker at once; `promise` rejects with Cancelled. */
  cancel(): void;
  /** Pause, resume or change a training or a layout, keep a training early; other jobs do not listen. */
  steer(command: Steer): void;
  /** The vectors of a training's first rows as they are now; null when it is over, or was before it began. */
  snapshot(rows: number): Promise<Snapshot | null>;
  /** Hear of every frame of a training that is filmed; `promise` waits until all have arrived. See `Helm.watch`. */
  watch(watcher: (frame: Snapshot) => Promise<void>): void;
}

type JobOf<J extends JobName> = (input: JobInput<J>, report: Report, signal?: AbortSignal, port?: Port) => Promise<JobResult<J>>;

type Desk = { worker: Worker; remote: Remote<Jobs> };

/** Workers that finished their job: the next job saves the start (27–188 ms). */
const idle: Desk[] = [];

/**
 * Start a job in a worker. The input is copied into the worker (the caller keeps
 * its buffers), except for those that are handed over; the result's buffers are the caller's.
 */
export function start<J extends JobName>(name: J, input: JobInput<J>, report: Report = () => {}, handedOver: Transferable[] = []): Job<JobResult<J>> {
  const { port1, port2 } = new MessageChannel();
  const helm = new Helm(port1);
  const { promise, cancel } = typeof Worker === 'undefined' ? startInline(name, input, report, port2) : startInWorker(name, transfer(input, handedOver), report, port2);
  return {
    promise: promise.then((result) => helm.arrived().then((): JobResult<J> => result)).finally(() => helm.end()),
    cancel,
    steer: (command) => helm.steer(command),
    snapshot: (rows) => helm.snapshot(rows),
    watch: (watcher) => helm.watch(watcher),
  };
}

function startInWorker<J extends JobName>(name: J, input: JobInput<J>, report: Report, port: MessagePort): Pick<Job<JobResult<J>>, 'promise' | 'cancel'> {
  const desk = idle.pop() ?? open();
  let finished = false;
  let cancel: () => void = () => {};
  const cancelled = new Promise<never>((_, reject) => {
    cancel = () => {
      // A worker that has finished waits for the next job, which must not be ended.
      if (finished) return;
      desk.remote[releaseProxy]();
      desk.worker.terminate();
      reject(new Cancelled());
    };
  });
  const failed = failureOf(desk.worker, () => idle.splice(0, idle.length, ...idle.filter((each) => each !== desk)));
  const call = desk.remote[name] as unknown as JobOf<J>;
  const work = call(input, proxy(report), undefined, transfer(port, [port])).finally(() => {
    finished = true;
    idle.push(desk);
  });
  return { promise: Promise.race([work, cancelled, failed]), cancel };
}

/** Where there are no web workers (Node, tests): the same job on this thread, between its slices. */
function startInline<J extends JobName>(name: J, input: JobInput<J>, report: Report, port: MessagePort): Pick<Job<JobResult<J>>, 'promise' | 'cancel'> {
  const controller = new AbortController();
  const promise = (jobs[name] as unknown as JobOf<J>)(input, report, controller.signal, port);
  return { promise, cancel: () => controller.abort() };
}

function open(): Desk {
  const worker = new Worker(new URL('./jobs.worker.ts', import.meta.url), { type: 'module' });
  return { worker, remote: wrap<Jobs>(worker) };
}
