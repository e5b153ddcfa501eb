/**
 * Steering a training from another thread: commands go in over a message port, snapshots
 * come back over it as transfers. The session's own promise and reports go their usual way.
 */
import type { TrainingSession } from '../models/skipgram/session';
import type { Progress } from '../work';

export type Steer = 'pause' | 'resume' | 'keep' | { alpha: number };

/** Vectors of the first rows as they were at this progress; the receiver owns the buffer. */
export interface Snapshot {
  progress: Progress;
  /** Rows × dims. */
  values: Float32Array<ArrayBuffer>;
}

/** The part of MessagePort that is used: the browser's and Node's differ in the rest. */
export interface Port {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  onmessage: ((event: MessageEvent) => void) | null;
  close(): void;
}

type Command = Steer | { snapshot: number };

/** Obey what comes in over the port; gives back how to end it. */
export function listen(port: Port, session: TrainingSession): () => void {
  port.onmessage = ({ data }: MessageEvent<Command>) => {
    if (data === 'pause') session.pause();
    else if (data === 'resume') session.resume();
    else if (data === 'keep') session.keep();
    else if ('alpha' in data) session.setAlpha(data.alpha);
    else {
      const values = session.snapshot(data.snapshot) as Float32Array<ArrayBuffer>;
      port.postMessage({ progress: session.progress(), values } satisfies Snapshot, [values.buffer]);
    }
  };
  return () => port.close();
}

/** The other end of the port. */
export class Helm {
  private waiting: ((snapshot: Snapshot | null) => void)[] = [];

  constructor(private readonly port: Port) {
    port.onmessage = ({ data }: MessageEvent<Snapshot>) => this.waiting.shift()?.(data);
  }

  steer(command: Steer): void {
    this.port.postMessage(command, []);
  }

  /** The vectors of the first `rows` words now; null when the training is over. */
  snapshot(rows: number): Promise<Snapshot | null> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.port.postMessage({ snapshot: rows } satisfies Command, []);
    });
  }

  /** Call when the training is over: nobody waits any more. */
  end(): void {
    this.port.close();
    for (const resolve of this.waiting.splice(0)) resolve(null);
  }
}
