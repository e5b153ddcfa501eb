import { WordspaceError } from '../error';
import { dense, type Dense } from '../kernels/matrix';
import type { SpaceData } from '../space/space';
import { LARGEST } from './inflate';

/** Room for rows × dims floats, or a sentence when that is more than memory here can hold. */
export function roomFor(file: string, rows: number, dims: number): Dense {
  if (rows * dims * 4 > LARGEST) {
    throw new WordspaceError(
      `${file} holds ${rows} vectors of ${dims} values, more than the ${LARGEST / 2 ** 20} MB that fit here; keep the first ${Math.floor(LARGEST / 4 / dims)} vectors.`,
    );
  }
  return dense(rows, dims);
}

/** The rows of a vector file as they are found: of a name that comes again, the first is kept. */
export class FoundRows {
  readonly names: string[] = [];
  private readonly seen = new Set<string>();
  private repeated = 0;

  constructor(readonly matrix: Dense) {}

  /** Where the next row's values go. */
  get next(): number {
    return this.names.length * this.matrix.dims;
  }

  /** Keeps the row that was written at `next`, unless its name was there before. */
  keep(name: string): void {
    if (this.seen.has(name)) {
      this.repeated++;
      return;
    }
    this.seen.add(name);
    this.names.push(name);
  }

  space(model: string, corpus: string): SpaceData {
    const { names, matrix, repeated } = this;
    const { dims, rows, values } = matrix;
    return {
      names,
      matrix: names.length === rows ? matrix : dense(names.length, dims, values.slice(0, this.next)),
      columns: [],
      provenance: { model, corpus, options: repeated > 0 ? { repeated } : {} },
    };
  }
}
