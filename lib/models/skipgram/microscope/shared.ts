/**
 * One step of skip-gram under the microscope (Mikolov et al. 2013, "Distributed
 * Representations of Words and Phrases"), the window sharing its negatives. Nothing is
 * computed a second way: the choices come from the kernel's twin, run without vectors since
 * no choice depends on them, and the numbers from the twin's `descend` on the rows it touches.
 */
import { pickRows } from '../../../kernels/matrix';
import { descend, SkipgramTwin } from '../../../kernels/skipgram/twin';
import type { EncodedCorpus } from '../../../text/corpus';
import type { OptionValues } from '../../../options';
import { FIXED } from '../options';
import { Choices, readingOf, type Center, type Reading } from './choices';
import { guess, type Guess, type Move, type Negative, type Network, type Step, type Surroundings } from './step';

export interface SharedUpdate extends Surroundings {
  kind: 'shared';
  negatives: Negative[];
  /** The center (label 1), then the negatives that count (label 0). */
  targets: { word: number; label: 0 | 1 }[];
  /** Contexts × targets, row by row. */
  pairs: Pair[];
  /** Rows that moved: contexts' word vectors, then targets' output vectors, each once. */
  moves: Move[];
}

/** Between a context's word vector and a target's output vector; the label is 1 for a true pair. */
export interface Pair extends Guess {
  context: number;
  target: number;
}

/**
 * The step at one token: what `SkipgramTwin.train` does there when it reads this
 * sentence from this state of the network with this seed (the tokens before it have
 * then already been trained on).
 * @param options of the training: window, windowKind, negative, sample
 * @param token number of the token in `corpus.ids`
 * @param alpha learning rate
 */
export function sharedStep(corpus: EncodedCorpus, options: OptionValues, network: Network, token: number, seed: number, alpha: number): Step<SharedUpdate> {
  const choices = draw(readingOf(corpus, options, token), { ...options, seed });
  const rows = Rows.of(network, choices.centers.flatMap(({ parts }) => parts.flatMap((g) => [...g.contexts, ...g.targets])));
  return choices.step(
    (center) => update(center, choices, rows, alpha),
    ({ word, parts }) => {
      for (const { contexts, targets } of parts) rows.descend(contexts, targets, word, alpha);
    },
  );
}

/** Coins tossed before giving up. */
const TOSSES = 2000;

/**
 * The first seed after `seed` with which a token is trained on: frequent words are left
 * out by nearly every coin. Null when none of 2000 lets it stay. The coins are the same
 * for every model of the family: those of a sentence are tossed before anything else is drawn.
 */
export function seedThatStays(corpus: EncodedCorpus, options: OptionValues, token: number, seed: number): number | null {
  const reading = readingOf(corpus, options, token);
  for (let next = seed + 1; next <= seed + TOSSES; next++) {
    if (draw(reading, { ...options, seed: next }).centers.some(({ coin }) => coin === reading.chosen)) return next;
  }
  return null;
}

interface Group {
  contexts: number[];
  targets: number[];
}

/** All choices of one sentence, from a twin whose vectors have no numbers. */
function draw(reading: Reading, { window, windowKind, negative, seed }: OptionValues): Choices<Group> {
  const { ids, keep, negatives } = reading;
  const choices = new Choices<Group>(reading);
  const twin = new SkipgramTwin(
    { dims: 0, window, fixedWindow: windowKind === FIXED, negative, vocabulary: keep.length, ids, sentences: Uint32Array.of(0, ids.length), keep, negatives, seed },
    { ...choices.watcher, group: (contexts, targets) => choices.add({ contexts, targets }) },
  );
  twin.train(0, 1, 0);
  return choices;
}

function update(center: Center<Group>, choices: Choices<Group>, rows: Rows, alpha: number): SharedUpdate {
  const { word, reach, draws, parts: groups } = center;
  const targets = groups.flatMap((g) => g.targets).map((target, i) => ({ word: target, label: i === 0 ? 1 : 0 }) as const);
  const before = rows.copy();
  const pairs: Pair[] = Array.from({ length: groups[0].contexts.length * targets.length });
  let [loss, lossAfter, first] = [0, 0, 0];
  for (const group of groups) {
    loss += rows.descend(group.contexts, group.targets, word, alpha, (context, target, dot, sign, missed, lost) => {
      pairs[context * targets.length + first + target] = { context, target: first + target, ...guess(sign > 0 ? 1 : 0, dot, missed, lost, alpha) };
    });
    first += group.targets.length;
  }
  for (const group of groups) lossAfter += rows.descend(group.contexts, group.targets, word, 0);
  const moved = (side: 'input' | 'output', words: number[]): Move[] =>
    [...new Set(words)].map((w) => ({ word: w, side, before: before.row(side, w), after: rows.row(side, w) }));
  return {
    kind: 'shared',
    center: word,
    reach,
    contexts: choices.contextsOf(center),
    negatives: choices.negatives(word, draws),
    targets,
    pairs,
    loss,
    lossAfter,
    moves: [...moved('input', groups[0].contexts), ...moved('output', targets.map((t) => t.word))],
  };
}

/** The few rows a sentence touches, apart from the network, which stays as it is. */
class Rows {
  private constructor(
    private readonly local: Map<number, number>,
    private readonly dims: number,
    private readonly input: Float32Array,
    private readonly output: Float32Array,
  ) {}

  static of({ input, output }: Network, words: number[]): Rows {
    const { dims } = input;
    const used = [...new Set(words)];
    const local = new Map(used.map((word, i) => [word, i]));
    return new Rows(local, dims, pickRows(input, used).values, pickRows(output, used).values);
  }

  copy(): Rows {
    return new Rows(this.local, this.dims, this.input.slice(), this.output.slice());
  }

  row(side: 'input' | 'output', word: number): Float32Array {
    const at = this.local.get(word)! * this.dims;
    return this[side].slice(at, at + this.dims);
  }

  descend(contexts: number[], targets: number[], center: number, alpha: number, watch?: Parameters<typeof descend>[7]): number {
    const at = (word: number) => this.local.get(word)!;
    return descend(this.input, this.output, this.dims, contexts.map(at), targets.map(at), at(center), alpha, watch);
  }
}
