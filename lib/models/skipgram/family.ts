/**
 * The kernels that `SkipgramTraining` and `ParallelSession` drive. Another one that takes
 * sentences and learns input and output vectors is one entry here: whether it is run in
 * slices or by threads, paused, watched or continued is not its business.
 */
import { BagKernel, placeBag, type PlacedBag } from '../../kernels/bag/kernel';
import type { BagProblem } from '../../kernels/bag/problem';
import { BagTwin } from '../../kernels/bag/twin';
import { kernelWorks, place, SkipgramKernel, type PlacedProblem, type Placing } from '../../kernels/skipgram/kernel';
import type { SkipgramProblem, SkipgramTrainer } from '../../kernels/skipgram/problem';
import { SkipgramTwin } from '../../kernels/skipgram/twin';
import type { OptionValues } from '../../options';
import type { EncodedCorpus } from '../../text/corpus';
import { prepareBag } from './bag';
import { HIERARCHICAL_SOFTMAX } from './options';
import { prepare } from './prepare';
import type { Beginning } from './session';

export type Problem = SkipgramProblem | BagProblem;
export type Placed = PlacedProblem | PlacedBag;

export interface Family {
  /** Id of the model, here and in the registry. */
  id: string;
  prepare(corpus: EncodedCorpus, options: OptionValues, from?: Beginning): Problem;
  /** Whether this engine runs the kernel; otherwise the twin trains. */
  works(): boolean;
  place(problem: Problem, placing?: Placing): Placed;
  /** The kernel at work on a placed problem; several on one for several threads. */
  open(placed: Placed, thread: number): SkipgramTrainer;
  twin(problem: Problem): SkipgramTrainer;
}

/** A kernel for each kind of problem. */
const eitherKernel: Omit<Family, 'id' | 'prepare'> = {
  works: kernelWorks,
  place: (problem, placing) => ('objective' in problem ? placeBag(problem, placing) : place(problem, placing)),
  open: (placed, thread) => ('kind' in placed ? new BagKernel(placed, thread) : new SkipgramKernel(placed, thread)),
  twin: (problem) => ('objective' in problem ? new BagTwin(problem) : new SkipgramTwin(problem)),
};

/** With negatives they are shared by the window; a hierarchy has paths instead, and the other kernel. */
export const skipgramFamily: Family = {
  ...eitherKernel,
  id: 'skipgram',
  prepare: (corpus, options, from) =>
    options.objective === HIERARCHICAL_SOFTMAX ? prepareBag(corpus, options, 'contexts', from) : prepare(corpus, options, from),
};

export const cbowFamily: Family = {
  ...eitherKernel,
  id: 'cbow',
  prepare: (corpus, options, from) => prepareBag(corpus, options, 'center', from),
};

export const subwordFamily: Family = {
  ...eitherKernel,
  id: 'subword',
  prepare: (corpus, options, from) => prepareBag(corpus, options, options.architecture === 1 ? 'center' : 'contexts', from),
};

const families = [skipgramFamily, cbowFamily, subwordFamily];

export function familyById(id: string): Family {
  const family = families.find((f) => f.id === id);
  if (!family) throw new TypeError(`no kernel is called ${id}`);
  return family;
}
