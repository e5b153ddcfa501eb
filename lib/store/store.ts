import { createStore } from 'zustand/vanilla';
import { Cancelled } from '../jobs/run';
import type { Progress } from '../work';
import { Pace } from './pace';
import { initialState, type AppState, type Notice, type NoticeAction, type OpenSpace, type OpenCorpus, type CurvePoint, type RunningJob } from './state';

/** The one store. Actions stand beside it, a file each subject; components subscribe to it. */
export const store = createStore<AppState>(() => initialState);

export function set(change: Partial<AppState> | ((state: AppState) => Partial<AppState>)): void {
  store.setState(change);
}

export function get(): AppState {
  return store.getState();
}

export function activeSpace(state: Pick<AppState, 'spaces' | 'spaceId'>): OpenSpace | undefined {
  return state.spaces.find((s) => s.id === state.spaceId);
}

export function activeCorpus(state: AppState): OpenCorpus | undefined {
  return state.corpora.find((c) => c.id === state.corpusId);
}

let notices = 0;

export function notify(kind: Notice['kind'], text: string, action?: NoticeAction): void {
  notices++;
  set((s) => ({ notices: [...s.notices.filter((n) => n.text !== text), { id: notices, kind, text, since: performance.now(), action }].slice(-3) }));
}

export function dismiss(id: number): void {
  set((s) => ({ notices: s.notices.filter((n) => n.id !== id) }));
}

let jobs = 0;

/** Milliseconds after which a problem has been read by whoever goes on to something else. */
const READ = 10_000;

/**
 * Every report is shown in the first half second of a stage; from then on as many as keep drawing to
 * this share of the time, which without a graphics card the job loses, and one a second in any case.
 */
const FIRST = 500;
const BUDGET = 0.1;
const LONGEST = 1000;

/**
 * Show a job while it runs: `body` gets a function that reports its progress and, where the
 * work can be ended, how to cancel it; without progress it shows what waits to be shown.
 * It answers with the job's curve until then. Cancelled otherwise, the job is left alone and
 * `signal` tells it so. Failures become one notice; undefined is returned.
 */
export async function track<Result>(
  kind: RunningJob['kind'],
  title: string,
  body: (update: (change: Partial<RunningJob>) => CurvePoint[], signal: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> {
  const id = `job-${++jobs}`;
  const controller = new AbortController();
  const { signal } = controller;
  const cancelled = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Cancelled())));
  const entry: RunningJob = {
    id, kind, title, curve: [], stageStarted: performance.now(), stageDone: 0, cancel: () => controller.abort(),
    progress: { stage: 'starting', done: 0, total: 1 },
  };
  const read = entry.stageStarted - READ;
  set((s) => ({ jobs: [...s.jobs, entry], notices: s.notices.filter((n) => n.kind !== 'problem' || n.since > read) }));
  const pace = new Pace(BUDGET, LONGEST);
  let [stage, began] = ['', performance.now()];
  let { curve } = entry;
  let waiting: Partial<RunningJob> = {};
  const update = (change: Partial<RunningJob>) => {
    waiting = { ...waiting, ...change };
    if (change.progress) {
      // Of what is not shown the curve keeps its points.
      curve = longer(curve, change.progress);
      if (change.progress.stage !== stage) [stage, began] = [change.progress.stage, performance.now()];
    }
    const show = () => {
      const shown = waiting;
      waiting = {};
      set((s) => ({ jobs: s.jobs.map((j) => (j.id === id ? { ...advanced(j, shown), curve } : j)) }));
    };
    // The end of a stage is shown also where drawing is behind.
    const { done = 0, total = 1 } = change.progress ?? {};
    pace.publish(show, !change.progress || (total > 0 && done >= total) || performance.now() - began <= FIRST);
    return curve;
  };
  try {
    return await Promise.race([body(update, signal), cancelled]);
  } catch (error) {
    if (!(error instanceof Cancelled)) notify('problem', sentence(error));
    return undefined;
  } finally {
    set((s) => ({ jobs: s.jobs.filter((j) => j.id !== id) }));
  }
}

function advanced(job: RunningJob, change: Partial<RunningJob>): RunningJob {
  const progress = change.progress ?? job.progress;
  const began = progress.stage === job.progress.stage ? {} : { stageStarted: performance.now(), stageDone: progress.done };
  return { ...job, ...change, ...began };
}

const MOST_POINTS = 500;

/**
 * The curve with one more point, where the progress has a figure to draw and has moved on.
 * Before the first work is done nothing has been measured: figures are zeros then.
 */
export function longer(curve: CurvePoint[], { done, total, figures }: Progress): CurvePoint[] {
  const value = figures?.loss ?? figures?.logLikelihoodPerToken;
  const share = done / total;
  const last = curve.at(-1);
  // The very same figure once more has not been measured anew: topics' likelihood is looked at now and then.
  if (value === undefined || !Number.isFinite(value) || share <= (last?.done ?? 0) || value === last?.value) return curve;
  // A curve is some hundred pixels wide: of a long one every second point is enough.
  const kept = curve.length < MOST_POINTS ? curve : curve.filter((_, i) => i % 2 === 0);
  return [...kept, { done: share, value }];
}

/** What a person reads of an error: ours as it stands, anything else with an apology that says it is our fault. */
export function sentence(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return name === 'WordspaceError' ? message : `Something went wrong inside Wordspace (${message}). Your texts and spaces are untouched; please try again.`;
}

/** Seconds left of the present stage, or null while it cannot be known. */
export function secondsLeft(job: RunningJob, now = performance.now()): number | null {
  const { done, total, stage, figures } = job.progress;
  // After a pause a stage goes on where it stood.
  const since = done - (job.stageDone < total ? job.stageDone : 0);
  const paused = stage === 'paused';
  if (paused && !figures?.tokensPerSecond) return null;
  // Told as 100 %: what still lingers is not counted, so nobody knows how long it takes.
  if (done >= 0.995 * total) return null;
  const elapsed = (now - job.stageStarted) / 1000;
  // The first moments tell of starting threads and touching memory, not of the work.
  if (elapsed < 0.5 && !paused) return null;
  const left = figures?.tokensPerSecond ? (total - done) / figures.tokensPerSecond : (elapsed * (total - done)) / since;
  // Less would be told as 0.0 s.
  return left >= 0.05 && Number.isFinite(left) ? left : null;
}
