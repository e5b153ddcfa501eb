/** The coding of assembly.ts: frames go into a linear memory that is laid out once for a film. */
import { Binaries, Layout } from '../wasm';
import { bytesOf, TOLERANCE, type CodedRows, type Shape } from './coded-rows';
import * as binaries from './film.wasm';

interface Exports {
  configure(dims: number, rowBytes: number, decoded: number, integers: number): void;
  encode(rows: number, vectors: number, earlier: number, codes: number, scales: number, values: number, tolerance: number): number;
  scaled(): number;
}

const kernels = new Binaries<Exports>(binaries);

export function kernelWorks(): boolean {
  return kernels.works('simd');
}

export class RowsKernel {
  private readonly memory: WebAssembly.Memory;
  private readonly exports: Exports;
  /** Floats of a padded row. */
  private readonly stride: number;
  private readonly at: Record<'vectors' | 'earlier' | 'codes' | 'scales' | 'values', number>;

  /** @throws WordspaceError when two frames do not fit in memory */
  constructor(private readonly shape: Shape) {
    const { rows, dims } = shape;
    this.stride = dims + (dims & 1);
    const layout = new Layout();
    const frame = () => layout.take(4 * rows * this.stride);
    this.at = { vectors: frame(), earlier: frame(), codes: layout.take(rows), scales: layout.take(4 * rows), values: layout.take(rows * bytesOf(3, dims)) };
    const [decoded, integers] = [layout.take(4 * this.stride), layout.take(4 * this.stride)];
    this.memory = layout.allocate(false, 'record fewer words', 'The film');
    this.exports = kernels.instance('simd', this.memory, false);
    this.exports.configure(dims, 4 * this.stride, decoded, integers);
  }

  /** As the twin's `encodeRows`. */
  encode(vectors: Float32Array, earlier: Float32Array): CodedRows {
    const { memory: { buffer }, at } = this;
    this.place(at.vectors, vectors);
    this.place(at.earlier, earlier);
    const bytes = this.exports.encode(this.shape.rows, at.vectors, at.earlier, at.codes, at.scales, at.values, TOLERANCE);
    return {
      codes: new Uint8Array(buffer, at.codes, this.shape.rows).slice(),
      scales: new Float32Array(buffer, at.scales, this.exports.scaled()).slice(),
      values: new Uint8Array(buffer, at.values, bytes).slice(),
    };
  }

  /** What the frame coded last decodes to, rows × dims, in a new array. */
  decoded(): Float32Array {
    const { rows, dims } = this.shape;
    const padded = this.padded(this.at.earlier);
    if (this.stride === dims) return padded.slice();
    const values = new Float32Array(rows * dims);
    for (let r = 0; r < rows; r++) values.set(padded.subarray(r * this.stride, r * this.stride + dims), r * dims);
    return values;
  }

  private place(at: number, values: Float32Array): void {
    const { rows, dims } = this.shape;
    const padded = this.padded(at);
    if (this.stride === dims) padded.set(values);
    else for (let r = 0; r < rows; r++) padded.set(values.subarray(r * dims, (r + 1) * dims), r * this.stride);
  }

  private padded(at: number): Float32Array {
    return new Float32Array(this.memory.buffer, at, this.shape.rows * this.stride);
  }
}
