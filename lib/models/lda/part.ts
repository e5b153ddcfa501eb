/** What one thread of a parallel training of topics is given and does: plain data and shared memory. */
import { LdaKernel, type Placed } from '../../kernels/lda/kernel';
import { Schedule } from '../../kernels/lda/schedule';
import { changed } from '../../kernels/lda/waiting';
import type { OptionValues } from '../../options';
import { Control } from '../control';
import { WordIndex, type Tokens } from './counts';
import { optimisedPriors, optimisesAfter } from './priors';
import { Samples, samplesAfter, type Sampled } from './samples';

export interface TopicsPart {
  placed: Placed;
  thread: number;
  options: OptionValues;
  /** α of each topic, then β: written by the first thread, read by all. */
  priors: SharedArrayBuffer;
  /** What the first thread takes samples of, and into what. */
  sampled: Sampled;
  samples: SharedArrayBuffer;
  /** Tokens drawn by each thread. */
  board: SharedArrayBuffer;
  /** See `Control`. */
  control: SharedArrayBuffer;
  barrier: SharedArrayBuffer;
  /** See `Schedule`. */
  schedule: SharedArrayBuffer;
}

/** Tokens drawn between two looks at what the session wants. */
const SLICE = 100_000;

/** The work of one thread, to its end or until it is stopped: called in the worker. */
export function samplePart({ placed, thread, options, sampled, ...shared }: TopicsPart): void {
  const control = new Control(shared.control);
  const barrier = new Barrier(shared.barrier, placed.threads);
  const board = new Float64Array(shared.board);
  const priors = new Float64Array(shared.priors);
  const kernel = new LdaKernel(placed, thread);
  const leader = thread === 0 ? new Leader(placed, kernel, priors, new Samples(placed.topics, sampled, shared.samples)) : null;
  const sizes = kernel.sizes();
  const schedule = new Schedule(shared.schedule, placed.grid, placed.sizes);
  if (thread === 0) schedule.begin(sizes);
  const ends = () => control.ends(true);
  const together = () => barrier.pass(ends);

  /** Draw all blocks of steps before `until` with the others; false when the training has ended. */
  const draw = (until: number): boolean => {
    for (let block; (block = schedule.take(until, sizes)); ) {
      if (block === 'later') {
        if (!schedule.wait(ends)) return false;
        continue;
      }
      kernel.begin(block, sizes);
      for (let drawn = 0; drawn < kernel.tokens; ) {
        if (ends()) return false;
        const now = kernel.advance(SLICE);
        drawn += now;
        board[thread] += now;
      }
      schedule.end(block, kernel.changes(sizes));
    }
    return true;
  };

  if (!together()) return;
  for (let sweep = 0; sweep < options.iterations; ) {
    kernel.setPriors(priors.slice(0, placed.topics), priors[placed.topics]);
    do sweep++;
    while (!meetAfter(sweep, options));
    if (!draw(sweep * placed.grid.groups) || !together()) return;
    const samples = samplesAfter(sweep, options);
    if (samples) leader?.note();
    if (optimisesAfter(sweep, options)) leader?.optimise();
    if (!together()) return;
    // The others draw on meanwhile.
    if (samples) leader?.sample();
  }
}

/** Whether all threads must have come to the end of this sweep before one begins the next: also of the last one, whose topics are a sample. */
function meetAfter(sweep: number, options: OptionValues): boolean {
  return samplesAfter(sweep, options) || optimisesAfter(sweep, options);
}

/** What one thread does with the topics of all tokens. */
class Leader {
  private readonly text: Tokens;
  /** The topics of a sample. */
  private noted = new Uint16Array(0);
  private index?: WordIndex;

  constructor(
    { memory, all, tokens, chunks, words, parts }: Placed,
    private readonly kernel: LdaKernel,
    private readonly priors: Float64Array,
    private readonly samples: Samples,
  ) {
    const ids = new Uint32Array(memory.buffer, all.ids, tokens).slice();
    for (let i = 0; i < tokens; i++) ids[i] = parts.words[ids[i]];
    this.text = { ids, chunks, kept: { length: words } };
  }

  /** Note the topics as they are, for a sample. */
  note(): void {
    this.noted = this.kernel.assignments.slice();
  }

  sample(): void {
    this.samples.take(this.text.ids, this.noted);
  }

  /** Find the priors anew, while the others wait. */
  optimise(): void {
    const { priors, text, kernel: { assignments } } = this;
    const index = (this.index ??= new WordIndex(text));
    const topics = priors.length - 1;
    const { alpha, beta } = optimisedPriors({ topics, alpha: priors.slice(0, topics), beta: priors[topics], assignments }, text, index);
    priors.set(alpha);
    priors[topics] = beta;
  }
}

/** Where threads wait for each other. */
class Barrier {
  /** Threads that have come, and how often all had. */
  private readonly state: Int32Array;

  constructor(
    buffer: SharedArrayBuffer,
    private readonly threads: number,
  ) {
    this.state = new Int32Array(buffer);
  }

  /** Wait for all threads; false when the training has ended meanwhile. */
  pass(ended: () => boolean): boolean {
    const { state } = this;
    const round = Atomics.load(state, 1);
    if (Atomics.add(state, 0, 1) === this.threads - 1) {
      Atomics.store(state, 0, 0);
      Atomics.add(state, 1, 1);
      Atomics.notify(state, 1);
      return true;
    }
    return changed(state, 1, round, ended);
  }
}
