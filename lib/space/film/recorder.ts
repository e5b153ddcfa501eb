import { WordspaceError } from '../../error';
import { mostBytes, type CodedRows, type Shape } from '../../kernels/film/coded-rows';
import { encodeAfter } from '../../kernels/film/twin';
import { bytesOf, chainTo, earlierOf, type FilmData, type FilmFrame, type Moment } from './frames';
import { encodePlaces, type Places } from './places';

export interface FilmOptions extends Shape {
  /** Bytes that the film never exceeds; default 64 MB. */
  budget?: number;
}

export interface Shot extends Moment {
  /** Rows × dims, finite; read, not kept. */
  vectors: Float32Array;
  /** Where the words stood on the map, where that is known; read, not kept. */
  positions?: Places;
}

/** A shot whose vectors are coded already. */
export interface CodedShot extends Omit<Shot, 'vectors'> {
  rows: CodedRows;
}

export const FILM_BUDGET = 64e6;

/**
 * Takes a training down as a film of bounded size. When the budget is exceeded every
 * second frame goes, and from then on only every second one comes: the film covers
 * the whole training at half the pace, whatever its length.
 *
 * Frame i is coded against the frame whose number is i without its lowest set bit
 * (5 → 4, 6 → 4, 8 → 0), the dyadic order of temporally scalable video (hierarchical
 * P pictures: Schwarz, Marpe and Wiegand 2006, "Analysis of Hierarchical B Pictures
 * and MCTF"). So no frame with an odd number is ever needed by another, thinning out
 * recodes nothing and costs no quality, and any frame is log₂ n decodings away.
 *
 * The newest frame is always kept; where it is out of step it gives way to the next one.
 */
export class FilmRecorder {
  private readonly shape: Shape;
  private readonly budget: number;
  private frames: FilmFrame[] = [];
  /** Of the frames that came, one in so many stays. */
  private stride = 1;
  private came = 0;
  /** Whether the newest frame is out of step. */
  private passing = false;
  private size = 0;

  /** @throws WordspaceError where not even the first and the last frame fit the budget */
  constructor({ rows, dims, budget = FILM_BUDGET }: FilmOptions) {
    const needed = 2 * mostFrameBytes({ rows, dims });
    if (!(budget >= needed)) {
      throw new WordspaceError(`A film of ${rows} words × ${dims} needs room for two frames, ${needed} bytes, and may take ${budget}; record fewer words or allow more.`);
    }
    this.budget = budget;
    this.shape = { rows, dims };
  }

  /** The film so far: later frames change it no more. */
  get film(): FilmData {
    return { ...this.shape, frames: [...this.frames] };
  }

  /** Bytes that the film takes now, at most the budget. */
  get bytes(): number {
    return this.size;
  }

  /** What the next frame is coded against: see `encodeAfter`. */
  get chain(): CodedRows[] {
    const index = this.frames.length - (this.passing ? 1 : 0);
    return chainTo(this.film, index === 0 ? -1 : earlierOf(index));
  }

  /**
   * Add the next frame.
   * @throws TypeError for vectors of another shape or a time that is not later than the last one
   */
  add({ vectors, ...moment }: Shot): void {
    const { rows, dims } = this.shape;
    if (vectors.length !== rows * dims) throw new TypeError(`a frame has ${rows * dims} values, not ${vectors.length}`);
    this.append({ ...moment, rows: encodeAfter(this.chain, vectors, this.shape) });
  }

  /**
   * Add the next frame, whose rows were coded after `chain`, elsewhere perhaps.
   * @throws TypeError for a time that is not later than the last one
   */
  append({ done, epoch, loss, rows, positions }: CodedShot): void {
    const { frames } = this;
    if (!(done > (frames.at(-1)?.done ?? -1))) throw new TypeError('frames come in the order of time');
    if (this.passing) this.size -= bytesOf(frames.pop()!);
    const after = frames.length === 0 ? -1 : earlierOf(frames.length);
    const frame: FilmFrame = { done, epoch, loss, after, rows, places: positions && encodePlaces(positions) };
    frames.push(frame);
    this.size += bytesOf(frame);
    this.passing = this.came % this.stride !== 0;
    this.came++;
    while (this.size > this.budget && frames.length > 2) this.thin();
  }

  /** Every frame with an odd number goes, but for the newest, which is then out of step. */
  private thin(): void {
    const { frames } = this;
    const newest = frames.length - 1;
    this.frames = frames.filter((_, i) => i % 2 === 0 || i === newest).map(renumbered);
    this.size = this.frames.reduce((sum, frame) => sum + bytesOf(frame), 0);
    this.passing ||= newest % 2 === 1;
    this.stride *= 2;
  }
}

/** A copy for a film in which every frame's number is halved: those handed out before keep theirs. */
function renumbered(frame: FilmFrame): FilmFrame {
  return { ...frame, after: frame.after < 0 ? -1 : frame.after / 2 };
}

/** The most bytes a frame can take; places of at most as many rows in three dimensions. */
function mostFrameBytes(shape: Shape): number {
  return mostBytes(shape) + 6 * shape.rows + 1000;
}
