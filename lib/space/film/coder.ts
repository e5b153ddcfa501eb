import { decodeRows, type CodedRows, type Shape } from '../../kernels/film/coded-rows';
import { kernelWorks, RowsKernel } from '../../kernels/film/kernel';
import { encodeRows } from '../../kernels/film/twin';

/** A frame's number, in the order in which frames were coded here, and the rows it decodes to. */
interface Decoded {
  frame: number;
  vectors: Float32Array;
}

/**
 * `encodeAfter` for the frames of one film in their order, without decoding the chain anew
 * for each: what the frame before was coded against is kept, and in the recorder's dyadic
 * order (recorder.ts) the next one follows one of those or that frame itself.
 */
export class FilmCoder {
  /** Each coded against the one before. */
  private readonly chain: Decoded[] = [];
  private kernel: RowsKernel | null = null;
  /** What the latest frame decodes to. */
  private latest: (() => Float32Array) | null = null;
  private coded = 0;

  /**
   * @param chain numbers of the frames that lead to this one, none for the first
   * @param vectors rows × dims, finite
   * @param shape the same for all frames
   * @throws TypeError for a chain in another order than a recorder's
   */
  code(chain: number[], vectors: Float32Array, shape: Shape): CodedRows {
    const known = this.chain;
    if (this.latest && chain.at(-1) === this.coded - 1) known.push({ frame: this.coded - 1, vectors: this.latest() });
    known.splice(chain.length);
    if (chain.length !== known.length || chain.some((frame, i) => known[i].frame !== frame)) throw new TypeError('frames are coded in a recorder’s order');
    this.coded++;
    return this.encode(vectors, known.at(-1)?.vectors ?? new Float32Array(vectors.length), shape);
  }

  private encode(vectors: Float32Array, earlier: Float32Array, shape: Shape): CodedRows {
    if (kernelWorks()) {
      const kernel = (this.kernel ??= new RowsKernel(shape));
      this.latest = () => kernel.decoded();
      return kernel.encode(vectors, earlier);
    }
    const rows = encodeRows(vectors, earlier, shape);
    this.latest = () => {
      const decoded = earlier.slice();
      decodeRows(rows, decoded, shape);
      return decoded;
    };
    return rows;
  }
}
