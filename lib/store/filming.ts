import type { Job } from '../jobs/client';
import type { Snapshot } from '../jobs/steering';
import type { Trained } from '../models/model';
import type { FilmData } from '../space/film/frames';
import type { Places } from '../space/film/places';
import { FilmRecorder } from '../space/film/recorder';
import { isDue } from '../space/film/schedule';
import type { Progress } from '../work';
import { onFrame } from './live';
import type { Recording } from './state';
import { get, set } from './store';

/** Words of a film: as many as the map usually holds. */
export const FILM_ROWS = 5000;
/** Milliseconds between two looks at the vectors, at least and at most. */
const SOONEST = 40;
const LATEST = 1000;
/** Share of the page's own thread that recording may take. */
const SHARE = 0.1;

/**
 * Takes a film of one training while it runs, and shows it as `recording` in the store.
 * A look at the vectors costs their copy; whether it becomes a frame the schedule decides.
 */
export class Filming {
  private readonly recorder: FilmRecorder;
  private readonly rows: number;
  /** Share of the work at the last frame, −1 before the first; and all the work, in tokens. */
  private last = -1;
  private total = 0;
  private places: Places | undefined;
  private over = false;
  private readonly unlisten: () => void;

  /** @param of names and columns of the space to be, in the order of its rows */
  constructor(
    private readonly spaceId: string,
    private readonly of: Recording['of'],
    dims: number,
  ) {
    this.rows = Math.min(FILM_ROWS, of.names.length);
    this.recorder = new FilmRecorder({ rows: this.rows, dims });
    // Where the live map shows the words goes with the next frame.
    this.unlisten = onFrame((frame) => {
      if (frame.spaceId === spaceId) this.places = frame.positions;
    });
  }

  /** Frame after frame, until the job is over. */
  async follow(job: Pick<Job<Trained>, 'snapshot'>): Promise<void> {
    while (!this.over) {
      const snapshot = await job.snapshot(this.rows);
      if (!snapshot || this.over) return;
      const began = performance.now();
      this.take(snapshot);
      const cost = performance.now() - began;
      await later(Math.min(LATEST, Math.max(SOONEST, cost / SHARE)));
    }
  }

  /**
   * The training has ended, or was kept early: the last frame is what it left behind.
   * @returns nothing where the training was over before a first frame
   */
  finish({ words, figures }: Trained): FilmData | undefined {
    const { matrix } = words;
    if (this.last < 0 || matrix.kind !== 'dense') return this.end();
    const done = Math.min(this.total, figures.tokens);
    if (done > this.last * this.total) this.add({ stage: 'training', done, total: this.total, figures: { ...figures, epoch: Math.ceil(figures.epochs) } }, matrix.values.subarray(0, this.rows * matrix.dims));
    this.stop();
    return this.recorder.film;
  }

  /** The training was cancelled or failed. */
  end(): undefined {
    this.stop();
  }

  private stop(): void {
    this.over = true;
    this.unlisten();
    if (get().recording?.spaceId === this.spaceId) set({ recording: null });
  }

  private take({ progress, values }: Snapshot): void {
    if (values.length === this.rows * this.recorder.film.dims && isDue(progress.done / progress.total, this.last)) this.add(progress, values);
  }

  private add({ done, total, figures = {} }: Progress, vectors: Float32Array): void {
    this.last = done / total;
    this.total = total;
    this.recorder.add({ done: this.last, epoch: figures.epoch ?? 1, loss: figures.loss ?? Number.NaN, vectors, positions: this.places });
    this.places = undefined;
    const before = get().recording?.film.frames.length ?? 0;
    const { film } = this.recorder;
    // Whoever watches the end of the film stays at its end.
    set((s) => ({
      recording: { spaceId: this.spaceId, film, of: this.of },
      film: s.film && s.film.spaceId === this.spaceId && s.film.frame >= before - 1 ? { ...s.film, frame: film.frames.length - 1 } : s.film,
    }));
  }
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
