/**
 * One step under the microscope of the models that lib/kernels/bag trains: CBOW, hierarchical
 * softmax and subwords. Nothing is computed a second way: the choices come from the kernel's
 * twin, run without vectors since no choice depends on them, and the numbers from the twin's
 * `descend` on the rows it touches.
 */
import type { BagProblem, Hierarchy } from '../../../kernels/bag/problem';
import { BagTwin, type Target } from '../../../kernels/bag/twin';
import type { EncodedCorpus } from '../../../text/corpus';
import type { OptionValues } from '../../../options';
import { FIXED } from '../options';
import { BagRows, type BagNetwork } from './bag-rows';
import { Choices, readingOf, type Center, type Reading } from './choices';
import { guess, type Change, type Guess, type Move, type Negative, type Step, type Surroundings } from './step';
import { turns, type Turn } from './tree';

export interface BagUpdate extends Surroundings {
  kind: 'bag';
  predicts: BagProblem['predicts'];
  /** The words whose rows are averaged: the contexts, or the center. */
  bag: BagWord[];
  /** The mean of their rows. */
  mean: Change;
  /** One after another; the mean moves between them. */
  predictions: Prediction[];
  /** What moved, each once: the bag's word vectors, then the output vectors of the targets. */
  moves: Move[];
}

export interface BagWord {
  word: number;
  /** Its own row, and those of its n-grams where the model has such. */
  rows: Piece[];
}

export interface Piece extends Change {
  /** Null for the word's own row. */
  gram: string | null;
  /** How often this row stands in the bag: so often it is moved. */
  times: number;
}

export interface Prediction {
  /** The word to predict. */
  word: number;
  targets: (Guess & { row: number })[];
  /** As drawn; none where there is a path. */
  negatives: Negative[];
  /** The word's path through the tree from the root, one a target; null where there are negatives. */
  path: Turn[] | null;
  /** Σ of the targets' losses, in nats, before its part of the step. */
  loss: number;
}

/**
 * The step at one token: what `BagTwin.train` does there when it reads this sentence from
 * this state of the network with this seed (the tokens before it have then already been
 * trained on).
 * @param options of the training: window, windowKind, negative, sample
 * @param token number of the token in `corpus.ids`
 * @param alpha learning rate
 */
export function bagStep(corpus: EncodedCorpus, predicts: BagProblem['predicts'], options: OptionValues, network: BagNetwork, token: number, seed: number, alpha: number): Step<BagUpdate> {
  const { words, counts } = corpus.vocabulary;
  const tree = network.tree ?? null;
  const choices = draw(readingOf(corpus, options, token), predicts, tree, { ...options, seed });
  const parts = choices.centers.flatMap((center) => center.parts);
  const rows = BagRows.of(network, words, parts.flatMap((part) => part.words), parts.flatMap(({ targets }) => targets.flat().map((t) => t.row)));
  return choices.step(
    (center) => update(center, { predicts, choices, rows, tree, counts, alpha }),
    ({ parts: [part] }) => void rows.descend(part.words, part.targets, alpha),
  );
}

interface Part {
  /** The bag. */
  words: number[];
  wanted: number[];
  /** Of each wanted word. */
  targets: Target[][];
}

/** All choices of one sentence, from a twin whose vectors have no numbers. */
function draw(reading: Reading, predicts: BagProblem['predicts'], tree: Hierarchy | null, { window, windowKind, negative, seed }: OptionValues): Choices<Part> {
  const { ids, keep, negatives } = reading;
  const choices = new Choices<Part>(reading);
  const twin = new BagTwin(
    {
      dims: 0,
      window,
      fixedWindow: windowKind === FIXED,
      predicts,
      vocabulary: keep.length,
      rows: keep.length,
      parts: new Uint32Array(0),
      partBounds: new Uint32Array(keep.length + 1),
      objective: tree ?? { kind: 'negatives', count: negative, table: negatives },
      ids,
      sentences: Uint32Array.of(0, ids.length),
      keep,
      seed,
    },
    { ...choices.watcher, predict: (words, wanted, targets) => choices.add({ words, wanted, targets }) },
  );
  twin.train(0, 1, 0);
  return choices;
}

interface Given {
  predicts: BagProblem['predicts'];
  choices: Choices<Part>;
  rows: BagRows;
  tree: Hierarchy | null;
  counts: Uint32Array;
  alpha: number;
}

function update(center: Center<Part>, { predicts, choices, rows, tree, counts, alpha }: Given): BagUpdate {
  const { draws, parts: [{ words, wanted, targets }] } = center;
  const before = rows.copy();
  const guesses: Prediction['targets'][] = targets.map(() => []);
  const [then, now] = [new Float32Array(rows.dims), new Float32Array(rows.dims)];
  const loss = rows.descend(words, targets, alpha, {
    hidden: (h) => then.set(h),
    target: (p, t, x, missed, lost) => {
      const { row, sign } = targets[p][t];
      guesses[p].push({ row, ...guess(sign > 0 ? 1 : 0, x, missed, lost, alpha) });
    },
  });
  const lossAfter = rows.copy().descend(words, targets, 0, { hidden: (h) => now.set(h) });
  const negativesEach = draws.length / wanted.length;
  const side = tree ? 'node' : 'output';
  return {
    kind: 'bag',
    predicts,
    center: center.word,
    reach: center.reach,
    contexts: choices.contextsOf(center),
    bag: words.map((word) => ({ word, rows: rows.pieces(word, words, before) })),
    mean: { before: then, after: now },
    predictions: wanted.map((word, p) => ({
      word,
      targets: guesses[p],
      negatives: choices.negatives(word, draws.slice(p * negativesEach, (p + 1) * negativesEach)),
      path: tree && turns(tree, counts, word),
      loss: guesses[p].reduce((sum, g) => sum + g.loss, 0),
    })),
    loss,
    lossAfter,
    moves: [
      ...[...new Set(words)].map((word) => ({ word, side: 'input' as const, before: before.vector(word), after: rows.vector(word) })),
      ...[...new Set(targets.flat().map((t) => t.row))].map((row) => ({ word: row, side, before: before.output(row), after: rows.output(row) }) as const),
    ],
  };
}
