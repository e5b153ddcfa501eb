/** What one thread of a parallel training of topics is given and does: plain data and shared memory. */
import { LdaKernel, type Placed } from '../../kernels/lda/kernel';
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
}

/** Tokens drawn between two looks at what the session wants. */
const SLICE = 100_000;
/** Milliseconds between two such looks of a thread that waits for the others. */
const LOOK = 20;

/** The work of one thread, to its end or until it is stopped: called in the worker. */
export function samplePart({ placed, thread, options, sampled, ...shared }: TopicsPart): void {
  const control = new Control(shared.control);
  const barrier = new Barrier(shared.barrier, placed.threads);
  const board = new Float64Array(shared.board);
  const priors = new Float64Array(shared.priors);
  const kernel = new LdaKernel(placed, thread);
  const leader = thread === 0 ? new Leader(placed, kernel, priors, new Samples(placed.topics, sampled, shared.samples)) : null;
  const together = () => barrier.pass(() => control.ends(true));

  if (!together()) return;
  for (let sweep = 1; sweep <= options.iterations; sweep++) {
    if (sweep === 1 || optimisesAfter(sweep - 1, options)) kernel.setPriors(priors.slice(0, placed.topics), priors[placed.topics]);
    const [samples, optimises] = [samplesAfter(sweep, options), optimisesAfter(sweep, options)];
    for (let stage = 0; stage < placed.threads; stage++) {
      for (let drawn = 0; drawn < kernel.stageTokens; ) {
        if (control.ends(true)) return;
        const now = kernel.advance(SLICE);
        drawn += now;
        board[thread] += now;
      }
      if (stage === placed.threads - 1 && !samples && !optimises) {
        kernel.turn();
        continue;
      }
      const finish = kernel.endStage();
      if (!together()) return;
      finish();
    }
    if (!samples && !optimises) continue;
    if (samples) leader?.sample();
    if (optimises) leader?.optimise();
    if (!together()) return;
  }
}

/** What one thread does with the topics of all tokens, while the others wait. */
class Leader {
  private readonly text: Tokens;
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

  sample(): void {
    this.samples.take(this.text.ids, this.kernel.assignments);
  }

  /** Find the priors anew. */
  optimise(): void {
    const { priors, text, kernel: { assignments } } = this;
    const index = (this.index ??= new WordIndex(text));
    const topics = priors.length - 1;
    const { alpha, beta } = optimisedPriors({ topics, alpha: priors.slice(0, topics), beta: priors[topics], assignments }, text, index);
    priors.set(alpha);
    priors[topics] = beta;
  }
}

/** Looks at the barrier before a thread sleeps, some 0.1 ms: as long as it takes to be woken. */
const SPINS = 50_000;

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
    for (let look = 0; look < SPINS && Atomics.load(state, 1) === round; look++);
    while (Atomics.load(state, 1) === round) {
      if (Atomics.wait(state, 1, round, LOOK) === 'timed-out' && ended()) return false;
    }
    return true;
  }
}
