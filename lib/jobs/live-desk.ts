import { transfer } from 'comlink';
import type { Towards } from '../projection/known';
import { LiveLayout } from '../projection/live/live';
import type { Positions } from '../projection/projection';

/** A frame of the map of a training under way; the receiver owns all buffers. */
export interface MovedMap {
  positions: Positions;
  /** The vectors it was made of, given back. */
  values: Float32Array<ArrayBuffer>;
  /** Milliseconds of work. */
  cost: number;
}

/** Moves one live map along, in a worker of its own, so that neither the page nor the training waits for it. */
export class LiveDesk {
  private layout: LiveLayout | null = null;

  begin(dims: 2 | 3): void {
    this.layout = new LiveLayout(dims);
  }

  /** @param values rows × width: handed over, and given back with the frame */
  frame(values: Float32Array<ArrayBuffer>, width: number, towards?: Towards): MovedMap {
    if (!this.layout) throw new TypeError('begin first');
    const began = performance.now();
    const { dims, values: places } = this.layout.frame(values, width, towards);
    const positions = { dims, values: places.slice() };
    return transfer({ positions, values, cost: performance.now() - began }, [positions.values.buffer, values.buffer]);
  }
}
