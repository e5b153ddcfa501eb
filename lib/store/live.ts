/**
 * A training under way on the map: snapshots of its vectors move a map of their own, and
 * stand among the spaces as one that is still being trained. Whoever wants every frame
 * (a film, a figure) subscribes with `onFrame`.
 */
import type { Job } from '../jobs/client';
import { liveMap, type LiveMap } from '../jobs/live-client';
import type { MovedMap } from '../jobs/live-desk';
import type { Snapshot } from '../jobs/steering';
import type { Trained } from '../models/model';
import { dense, type Dense } from '../kernels/matrix';
import type { Positions } from '../projection/projection';
import { VectorSpace } from '../space/space';
import type { EncodedCorpus } from '../text/corpus';
import { knownMap } from './known-maps';
import { setLayout } from './maps';
import { drawing, interval, later } from './pace';
import { without } from './spaces';
import type { OpenSpace } from './state';
import { layoutKey } from './view';
import { get, notify, sentence, set } from './store';
import { cores } from './threads';

/** What a moment of a training looks like. Read it, never write into it or hand its buffers over: the map draws from them. */
export interface LiveFrame {
  /** Of the space, also after the training has ended. */
  spaceId: string;
  /** Word of every row: the most frequent ones; the same array in every frame of a training. */
  names: string[];
  /** Share of the work done, 0 … 1. */
  share: number;
  /** From 1. */
  epoch: number;
  /** Smoothed, a (center, context) pair; 0 before the first. */
  loss: number;
  /** Word vectors, names × dims. */
  snapshot: Float32Array<ArrayBuffer>;
  dims: number;
  /** Where the words stand on the map: names × 2 or 3. */
  positions: Positions;
  /** The vectors are those that the training left behind; no frame follows. */
  last: boolean;
}

type Listener = (frame: LiveFrame) => void;

const listeners = new Set<Listener>();

/** Hear of every live frame, at most some four a second, from now on; gives back how to stop. */
export function onFrame(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Words on a live map. */
const ROWS = 3000;
/**
 * Milliseconds between frames at least, and the share of all cores' time that may go into making
 * and drawing them: without a graphics card the training's own cores draw.
 */
const INTERVAL = 250;
const BUDGET = 0.02;
/** So many first frames turn onto a map that is known; the rest onto the frame before. */
const TURNING = 8;

/** Follows one training until `end`. */
export class LiveFollower {
  private readonly names: string[];
  private readonly counts: number[];
  private map: LiveMap | null = null;
  private dims: 2 | 3 = 3;
  private frames = 0;
  private latest: Snapshot['progress'] = { stage: 'training', done: 0, total: 1 };
  private over = false;
  private failed = false;
  private shownBefore: string | null = null;

  /** @param about the space that is being trained, as far as it is known */
  constructor(
    private readonly about: Omit<OpenSpace, 'words'>,
    private readonly width: number,
    corpus: EncodedCorpus,
  ) {
    this.names = corpus.vocabulary.words.slice(0, ROWS);
    this.counts = Array.from(corpus.vocabulary.counts.subarray(0, ROWS));
  }

  /**
   * Frame after frame, until the job is over. Frames that would come late are left out. A map that
   * fails stops, says so and leaves the training alone.
   * @param beside called with each frame: what is shown then is drawn with it
   */
  async follow(job: Pick<Job<Trained>, 'snapshot'>, beside: () => void = () => {}): Promise<void> {
    await this.frameAfterFrame(job, beside).catch((error: unknown) => this.fail(error));
  }

  private async frameAfterFrame(job: Pick<Job<Trained>, 'snapshot'>, beside: () => void): Promise<void> {
    let seen = -1;
    while (!this.over) {
      const began = performance.now();
      const snapshot = await job.snapshot(this.names.length);
      if (!snapshot || this.over) return;
      let cost = 0;
      if (snapshot.progress.done !== seen) {
        seen = snapshot.progress.done;
        this.latest = snapshot.progress;
        const moved = await this.move(snapshot.values);
        if (this.over) return;
        beside();
        this.publish(moved, false);
        cost = moved.cost + (await drawing());
      }
      await later(Math.max(INTERVAL, interval(cost, BUDGET * cores())) - (performance.now() - began));
    }
  }

  /** The training has ended: its last frame shows what it left behind. False where there was no frame before. */
  async finish(trained: Trained): Promise<boolean> {
    this.over = true;
    if (this.frames > 0 && !this.failed) await this.showLast(trained).catch((error: unknown) => this.fail(error));
    if (this.frames === 0 || this.failed) {
      this.end();
      return false;
    }
    this.map?.end();
    return true;
  }

  private async showLast({ words }: Trained): Promise<void> {
    const matrix = words.matrix as Dense;
    this.latest = { ...this.latest, done: this.latest.total };
    this.publish(await this.move(matrix.values.slice(0, this.names.length * matrix.dims) as Float32Array<ArrayBuffer>), true);
  }

  private fail(error: unknown): void {
    this.over = true;
    this.failed = true;
    notify('note', `The map could not follow this training, which goes on without it. ${sentence(error)}`);
  }

  /** The training was cancelled or failed: leave nothing, and show what was shown before. */
  end(): void {
    this.over = true;
    this.map?.end();
    const { id } = this.about;
    if (!get().spaces.some((s) => s.id === id && s.training)) return;
    set((s) => {
      const left = without(s, id);
      return { ...left, spaceId: s.spaceId === id ? ((left.spaces.find((o) => o.id === this.shownBefore) ?? left.spaces[0])?.id ?? null) : s.spaceId };
    });
  }

  private move(values: Float32Array<ArrayBuffer>): Promise<MovedMap> {
    const { view } = get();
    if (!this.map || this.dims !== view.dims) {
      this.map?.end();
      this.map = liveMap(view.dims);
      this.dims = view.dims;
    }
    return this.map.frame(values, this.width, this.frames < TURNING ? knownMap(this.about.id, this.names, view) : undefined);
  }

  private publish({ positions, values }: MovedMap, last: boolean): void {
    const { names, counts, about, width } = this;
    const { figures = {}, done, total } = this.latest;
    const words = new VectorSpace({
      names,
      matrix: dense(names.length, width, values),
      columns: [{ name: 'count', kind: 'number', values: counts }],
      provenance: { model: about.model, corpus: about.corpusTitle, options: about.options },
    });
    setLayout(layoutKey(about.id, { ...get().view, isolated: null }), positions, false);
    const space: OpenSpace = { ...about, words, training: true };
    if (this.frames === 0) {
      this.shownBefore = get().spaceId;
      set((s) => ({ spaces: [...s.spaces, space], spaceId: about.id, view: { ...s.view, isolated: null } }));
    } else {
      set((s) => ({ spaces: s.spaces.map((o) => (o.id === about.id ? space : o)) }));
    }
    this.frames++;
    const frame: LiveFrame = {
      spaceId: about.id, names, share: done / total, epoch: figures.epoch ?? 1, loss: figures.loss ?? 0, snapshot: values, dims: width, positions, last,
    };
    for (const listener of listeners) listener(frame);
  }
}
