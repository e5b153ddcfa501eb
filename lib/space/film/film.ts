/** A recorded training to be looked at: any moment of it is a space that answers the usual questions. */
import { dense } from '../../kernels/matrix';
import type { Column } from '../../text/corpus';
import { analogy, type AnalogyMethod } from '../analogy';
import { neighbours, type Neighbour } from '../neighbours';
import { VectorSpace, type SpaceData } from '../space';
import { decodeFrame, type FilmData, type Moment } from './frames';
import { decodePlaces, type Places } from './places';

export class Film {
  private latest: { index: number; space: VectorSpace } | null = null;

  /**
   * @param data a film, which is not changed
   * @param of the space it is a film of: its first rows are the film's
   */
  constructor(
    readonly data: FilmData,
    private readonly of: Pick<SpaceData, 'names' | 'columns' | 'provenance'>,
  ) {}

  get length(): number {
    return this.data.frames.length;
  }

  moment(index: number): Moment {
    const { done, epoch, loss } = this.frame(index);
    return { done, epoch, loss };
  }

  /** The number of the frame nearest to a share of the work. */
  at(done: number): number {
    const { frames } = this.data;
    let best = 0;
    for (let i = 1; i < frames.length; i++) if (Math.abs(frames[i].done - done) < Math.abs(frames[best].done - done)) best = i;
    return best;
  }

  /** The film's words as they were at a frame; a frame asked for again is not decoded again. */
  space(index: number): VectorSpace {
    if (this.latest?.index !== index) {
      this.frame(index);
      this.latest = { index, space: this.spaceOf(decodeFrame(this.data, index)) };
    }
    return this.latest!.space;
  }

  /**
   * Where the words stood on the map at a frame. Where that was not recorded it is on the
   * way between the frames before and after that know it, or null where none does.
   */
  positions(index: number): Places | null {
    const { done } = this.frame(index);
    const { frames } = this.data;
    const before = frames.slice(0, index + 1).findLast((f) => f.places);
    const after = frames.slice(index).find((f) => f.places);
    const [a, b] = [before ?? after, after ?? before];
    if (!a?.places || !b?.places) return null;
    const from = decodePlaces(a.places);
    const to = decodePlaces(b.places);
    if (a === b || from.dims !== to.dims || from.values.length !== to.values.length) return from;
    const share = (done - a.done) / (b.done - a.done);
    return { dims: from.dims, values: from.values.map((v, i) => v + share * (to.values[i] - v)) };
  }

  /** The k words nearest to a row at a frame, by cosine. */
  neighbours(row: number, index: number, k: number): Neighbour[] {
    return neighbours(this.space(index), row, { k });
  }

  /**
   * The best answer to an expression at a frame, or null where nothing can be one.
   * @throws WordspaceError as `analogy`
   */
  best(expression: string, index: number, method: AnalogyMethod = 'add'): string | null {
    return analogy(this.space(index), expression, { method, k: 1 }).answers[0]?.name ?? null;
  }

  /**
   * Place of a word among the answers to an expression at a frame, 1 for the best; the
   * expression's own words are never answers. Null where the word is not among them.
   * @throws WordspaceError as `analogy`
   */
  rank(expression: string, answer: string, index: number, method: AnalogyMethod = 'add'): number | null {
    const space = this.space(index);
    const { answers } = analogy(space, expression, { method, k: space.size });
    const place = answers.findIndex((a) => a.name === answer);
    return place < 0 ? null : place + 1;
  }

  private spaceOf(vectors: Float32Array<ArrayBuffer>): VectorSpace {
    const { rows, dims } = this.data;
    const { names, columns, provenance } = this.of;
    return new VectorSpace({
      names: names.slice(0, rows),
      matrix: dense(rows, dims, vectors),
      columns: columns.map((column) => firstValues(column, rows)),
      provenance,
    });
  }

  private frame(index: number) {
    const frame = this.data.frames[index];
    if (!frame) throw new RangeError(`the film has ${this.length} frames and no frame ${index}`);
    return frame;
  }
}

function firstValues(column: Column, rows: number): Column {
  return column.kind === 'number' ? { ...column, values: column.values.slice(0, rows) } : { ...column, values: column.values.slice(0, rows) };
}
