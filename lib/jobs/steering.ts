/**
 * Steering a training or a layout from another thread: commands go in over a message port; snapshots,
 * asked for or taken by a camera, come back over it as transfers. The session's own promise
 * and reports go their usual way.
 */
import type { TrainingSession } from '../models/skipgram/session';
import type { OptionValues } from '../options';
import type { Progress } from '../work';
import type { Camera } from './camera';

/** All can be paused; a training can be kept early or given another rate, a layout other values of some options. */
export type Steer = 'pause' | 'resume' | 'keep' | { alpha: number } | { change: OptionValues };

/** What is steered, with the parts it has. */
type Steered = Pick<TrainingSession, 'pause' | 'resume'> & Partial<TrainingSession> & { change?: (options: OptionValues) => void };

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

/** `seen` acknowledges a frame. */
type Command = Steer | 'seen' | { snapshot: number };
/** `over`: no frame follows. */
export type Reply = { snapshot: Snapshot } | { frame: Snapshot } | 'over';

/** Obey what comes in over the port; gives back what to call when it is over. */
export function listen(port: Port, session: Steered, camera?: Camera): () => void {
  port.onmessage = ({ data }: MessageEvent<Command>) => {
    if (data === 'pause') session.pause();
    else if (data === 'resume') session.resume();
    else if (data === 'keep') session.keep?.();
    else if (data === 'seen') camera?.seen();
    else if ('alpha' in data) session.setAlpha?.(data.alpha);
    else if ('change' in data) session.change?.(data.change);
    else if (session.snapshot && session.progress) {
      const values = session.snapshot(data.snapshot) as Float32Array<ArrayBuffer>;
      port.postMessage({ snapshot: { progress: session.progress(), values } } satisfies Reply, [values.buffer]);
    }
  };
  // The other end closes: it may still have frames to read.
  return () => port.postMessage('over' satisfies Reply, []);
}

/** The other end of the port. */
export class Helm {
  private waiting: ((snapshot: Snapshot | null) => void)[] = [];
  private watcher: ((frame: Snapshot) => Promise<void>) | null = null;
  private developed!: () => void;
  private readonly over = new Promise<void>((resolve) => (this.developed = resolve));

  constructor(private readonly port: Port) {
    port.onmessage = ({ data }: MessageEvent<Reply>) => {
      if (data === 'over') this.developed();
      else if ('snapshot' in data) this.waiting.shift()?.(data.snapshot);
      else void this.watcher?.(data.frame).then(() => port.postMessage('seen' satisfies Command, []));
    };
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

  /** Hear of every frame of a filmed training; call at its start. The promise tells that a frame has been taken in. */
  watch(watcher: (frame: Snapshot) => Promise<void>): void {
    this.watcher = watcher;
  }

  /** Resolves when every frame of a training that has ended well has arrived. */
  async arrived(): Promise<void> {
    if (this.watcher) await this.over;
  }

  /** Call when the training is over: nobody waits any more. */
  end(): void {
    this.port.close();
    this.developed();
    for (const resolve of this.waiting.splice(0)) resolve(null);
  }
}
