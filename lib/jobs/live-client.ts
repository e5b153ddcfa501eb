import { transfer, wrap } from 'comlink';
import type { Towards } from '../projection/known';
import { failureOf } from './failure';
import { LiveDesk, type MovedMap } from './live-desk';

/** A live map in a worker, or on this thread where there are none. */
export interface LiveMap {
  /** The next frame from vectors (rows × width), whose buffer is handed over and comes back. */
  frame(values: Float32Array<ArrayBuffer>, width: number, towards?: Towards): Promise<MovedMap>;
  end(): void;
}

export function liveMap(dims: 2 | 3): LiveMap {
  if (typeof Worker === 'undefined') {
    const desk = new LiveDesk();
    desk.begin(dims);
    return { frame: async (values, width, towards) => desk.frame(values, width, towards), end: () => {} };
  }
  const worker = new Worker(new URL('./live.worker.ts', import.meta.url), { type: 'module' });
  const desk = wrap<LiveDesk>(worker);
  const failed = failureOf(worker);
  // Messages keep their order: a frame asked for now is made after this.
  void desk.begin(dims);
  return {
    frame: (values, width, towards) => Promise.race([desk.frame(transfer(values, [values.buffer]), width, towards) as Promise<MovedMap>, failed]),
    end: () => worker.terminate(),
  };
}
