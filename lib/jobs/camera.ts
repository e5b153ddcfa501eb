/**
 * Takes the frames of a film beside the training itself and sends them unasked: when a
 * frame is taken depends on the work done, not on how busy the receiver is. What the
 * receiver has not taken in yet is bounded; beyond that, frames are left out.
 */
import type { TrainingSession } from '../models/skipgram/session';
import { isDue } from '../space/film/schedule';
import type { Port, Reply } from './steering';

/** Bytes of frames on their way: all frames of a small space, some sixteen of 5000 words × 100. */
const ON_THE_WAY = 32e6;

export class Camera {
  /** Share of the work at the last frame, −1 before the first. */
  private last = -1;
  /** Frames that were sent and not acknowledged. */
  private unseen = 0;
  /** Of one frame, known from the first on. */
  private bytes = 0;

  /** @param rows of every frame: the first ones */
  constructor(
    private readonly port: Port,
    private readonly rows: number,
  ) {}

  /**
   * Take a frame where one is due. Call before the first step, which is always taken, and
   * between steps; the end is no frame: it is what the training leaves behind.
   */
  look(session: TrainingSession): void {
    const progress = session.progress();
    const share = progress.done / progress.total;
    if (share >= 1 || !isDue(share, this.last) || (this.unseen > 0 && (this.unseen + 1) * this.bytes > ON_THE_WAY)) return;
    const values = session.snapshot(this.rows) as Float32Array<ArrayBuffer>;
    this.bytes = values.byteLength;
    this.last = share;
    this.unseen++;
    this.port.postMessage({ frame: { progress, values } } satisfies Reply, [values.buffer]);
  }

  /** A frame has been taken in. */
  seen(): void {
    this.unseen--;
  }
}
