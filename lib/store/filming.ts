import { allFinite } from '../kernels/matrix';
import type { Job } from '../jobs/client';
import { FilmDesk } from '../jobs/film-client';
import { nextTask } from '../jobs/run';
import type { Snapshot } from '../jobs/steering';
import type { Trained } from '../models/model';
import type { FilmData } from '../space/film/frames';
import type { Places } from '../space/film/places';
import { FilmRecorder } from '../space/film/recorder';
import type { Progress } from '../work';
import { onFrame } from './live';
import { later } from './pace';
import type { Recording } from './state';
import { get, notify, sentence, set } from './store';

/** Words of a film: as many as the map usually holds. */
const FILM_ROWS = 5000;
/** Share of one core that recording may take while the training runs, and the longest pause for it. Milliseconds. */
const SHARE = 0.1;
const LONGEST = 250;

/**
 * Records the frames that the training's camera sends, and shows the film so far as
 * `recording` in the store.
 */
export class Filming {
  private readonly recorder: FilmRecorder;
  private readonly desk = new FilmDesk();
  /** Words of every frame: the first ones. */
  readonly rows: number;
  /** Share of the work at the last frame, −1 before the first; and all the work, in tokens. */
  private last = -1;
  private total = 0;
  private places: Places | undefined;
  /** The training has ended: what is left to record is recorded at once; or nothing any more. */
  private hurried = false;
  private over = false;
  /** Frames are recorded one after the other. */
  private recorded = Promise.resolve();
  private readonly unlisten: () => void;

  /** @param of names and columns of the space to be, in the order of its rows */
  constructor(
    private readonly spaceId: string,
    private readonly of: Recording['of'],
    private readonly dims: number,
  ) {
    this.rows = Math.min(FILM_ROWS, of.names.length);
    this.recorder = new FilmRecorder({ rows: this.rows, dims });
    // Where the live map shows the words goes with the next frame.
    this.unlisten = onFrame((frame) => {
      if (frame.spaceId === spaceId) this.places = frame.positions;
    });
  }

  /** Record every frame of the job, which takes one of `rows` rows whenever it is due. */
  follow(job: Pick<Job<Trained>, 'watch'>): void {
    job.watch((frame) => {
      const { places } = this;
      this.places = undefined;
      return (this.recorded = this.recorded.then(() => this.take(frame, places)).catch((error: unknown) => this.fail(error)));
    });
  }

  /**
   * The training has ended, or was kept early: the last frame is what it left behind.
   * Call `end` when the space has its film.
   * @returns nothing where not one frame came before
   */
  async finish({ words, figures }: Trained): Promise<FilmData | undefined> {
    this.hurried = true;
    await this.recorded;
    const { matrix } = words;
    this.unlisten();
    if (this.last < 0 || matrix.kind !== 'dense') return undefined;
    const done = Math.min(this.total, figures.tokens);
    if (!this.over && done / this.total > this.last) {
      const progress = { stage: 'training', done, total: this.total, figures: { ...figures, epoch: Math.ceil(figures.epochs) } };
      await this.add(progress, matrix.values.slice(0, this.rows * matrix.dims) as Float32Array<ArrayBuffer>, this.places).catch((error: unknown) => this.fail(error));
    }
    // What came after the moment that was kept is no part of this space.
    const { film } = this.recorder;
    return { ...film, frames: film.frames.filter((frame) => frame.done <= done / this.total) };
  }

  /** The film is with its space, or the training was cancelled or failed: nothing is being recorded. */
  end(): void {
    this.over = true;
    this.desk.end();
    this.unlisten();
    if (get().recording?.spaceId === this.spaceId) set({ recording: null });
  }

  /** A film that fails ends where it is and leaves the training alone. */
  private fail(error: unknown): void {
    this.over = true;
    notify('note', `This training could not be filmed to its end. ${sentence(error)}`);
  }

  private async take({ progress, values }: Snapshot, places: Places | undefined): Promise<void> {
    // A training that diverges has no more to show, and will say so.
    if (this.over || !allFinite(values)) return;
    const began = performance.now();
    await this.add(progress, values, places);
    const cost = performance.now() - began;
    await (this.hurried ? nextTask() : later(Math.min(LONGEST, cost / SHARE - cost)));
  }

  private async add({ done, total, figures = {} }: Progress, vectors: Float32Array<ArrayBuffer>, positions: Places | undefined): Promise<void> {
    const { rows, dims } = this;
    const coded = await this.desk.code(this.recorder.chain, vectors, { rows, dims });
    if (this.over) return;
    this.last = done / total;
    this.total = total;
    this.recorder.append({ done: this.last, epoch: figures.epoch ?? 1, loss: figures.loss ?? Number.NaN, rows: coded, positions });
    const before = get().recording?.film.frames.length ?? 0;
    const { film } = this.recorder;
    // Whoever watches the end of the film stays at its end.
    set((s) => ({
      recording: { spaceId: this.spaceId, film, of: this.of },
      film: s.film && s.film.spaceId === this.spaceId && s.film.frame >= before - 1 ? { ...s.film, frame: film.frames.length - 1 } : s.film,
    }));
  }
}
