/**
 * The kernels that `SkipgramTraining` and `ParallelSession` drive. Another one that takes
 * sentences and learns input and output vectors is one entry here: whether it is run in
 * slices or by threads, paused, watched or continued is not its business.
 */
import { kernelWorks, place, SkipgramKernel, type PlacedProblem, type Placing } from '../../kernels/skipgram/kernel';
import type { SkipgramProblem, SkipgramTrainer } from '../../kernels/skipgram/problem';
import { SkipgramTwin } from '../../kernels/skipgram/twin';
import type { OptionValues } from '../../options';
import type { EncodedCorpus } from '../../text/corpus';
import { prepare } from './prepare';
import type { Beginning } from './session';

export interface Family {
  /** Id of the model, here and in the registry. */
  id: string;
  prepare(corpus: EncodedCorpus, options: OptionValues, from?: Beginning): SkipgramProblem;
  /** Whether this engine runs the kernel; otherwise the twin trains. */
  works(): boolean;
  place(problem: SkipgramProblem, placing?: Placing): PlacedProblem;
  /** The kernel at work on a placed problem; several on one for several threads. */
  open(placed: PlacedProblem, thread: number): SkipgramTrainer;
  twin(problem: SkipgramProblem): SkipgramTrainer;
}

export const skipgramFamily: Family = {
  id: 'skipgram',
  prepare,
  works: kernelWorks,
  place,
  open: (placed, thread) => new SkipgramKernel(placed, thread),
  twin: (problem) => new SkipgramTwin(problem),
};

const families = [skipgramFamily];

export function familyById(id: string): Family {
  const family = families.find((f) => f.id === id);
  if (!family) throw new TypeError(`no kernel is called ${id}`);
  return family;
}
