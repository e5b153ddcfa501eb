import { transfer, wrap } from 'comlink';
import type { CodedRows, Shape } from '../kernels/film/coded-rows';
import { FilmCoder } from '../space/film/coder';
import { failureOf } from './failure';

/** Codes the frames of one film, one after the other, in a worker or on this thread where there are none. */
export class FilmDesk {
  private readonly worker = typeof Worker === 'undefined' ? null : new Worker(new URL('./film.worker.ts', import.meta.url), { type: 'module' });
  private readonly failed = this.worker && failureOf(this.worker);
  private readonly coder = this.worker ? wrap<FilmCoder>(this.worker) : new FilmCoder();
  /** The coder knows frames by their numbers. */
  private readonly numbers = new WeakMap<CodedRows, number>();
  private coded = 0;

  /**
   * As `encodeAfter` codes them.
   * @param chain from the recorder; all were coded here
   * @param vectors rows × dims; the buffer is handed over
   */
  async code(chain: CodedRows[], vectors: Float32Array<ArrayBuffer>, shape: Shape): Promise<CodedRows> {
    const frames = chain.map((rows) => this.numbers.get(rows) ?? -1);
    const coding = this.coder.code(frames, this.worker ? transfer(vectors, [vectors.buffer]) : vectors, shape);
    const rows = await (this.failed ? Promise.race([coding, this.failed]) : coding);
    this.numbers.set(rows, this.coded++);
    return rows;
  }

  end(): void {
    this.worker?.terminate();
  }
}
