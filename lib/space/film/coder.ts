import { decodeRows, encodeRows, type CodedRows, type Shape } from './coded-rows';

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
  private latest: CodedRows | null = null;
  private coded = 0;

  /**
   * @param chain numbers of the frames that lead to this one, none for the first
   * @param vectors rows × dims, finite
   * @throws TypeError for a chain in another order than a recorder's
   */
  code(chain: number[], vectors: Float32Array, shape: Shape): CodedRows {
    const known = this.chain;
    if (this.latest && chain.at(-1) === this.coded - 1) {
      const rows = known.at(-1)?.vectors.slice() ?? new Float32Array(vectors.length);
      decodeRows(this.latest, rows, shape);
      known.push({ frame: this.coded - 1, vectors: rows });
    }
    known.splice(chain.length);
    if (chain.length !== known.length || chain.some((frame, i) => known[i].frame !== frame)) throw new TypeError('frames are coded in a recorder’s order');
    this.latest = encodeRows(vectors, known.at(-1)?.vectors ?? new Float32Array(vectors.length), shape);
    this.coded++;
    return this.latest;
  }
}
