/** `train --kernel`: which inner loop trains skip-gram and its family, and whether it can here. */
import { UsageError } from '../error';
import { allowRelaxedSimd } from '../jobs/relaxed-simd.node';
import { fastestFlavour, kernelWorks } from '../kernels/skipgram/kernel';
import type { Flavour } from '../kernels/wasm';
import type { SkipgramTrainer } from '../kernels/skipgram/problem';
import type { Family, Problem } from '../models/skipgram/family';

export const kernels = ['auto', 'simd', 'fma', 'plain'] as const;
export type Kernel = Flavour | 'plain';

/**
 * What a choice means here: `auto` is simd on one thread, the same vectors on every
 * machine, and the fastest on more, whose runs differ anyway.
 * @throws WordspaceError where the kernel asked for cannot run so
 */
export function kernelFor(choice: (typeof kernels)[number], threads: number): Kernel {
  allowRelaxedSimd();
  if (choice === 'auto') {
    if (threads > 1) return fastestFlavour();
    return kernelWorks() ? 'simd' : 'plain';
  }
  if (choice === 'plain' && threads > 1) throw new UsageError('The plain kernel trains on one thread; leave --threads out or choose simd or fma.');
  if (choice === 'fma' && fastestFlavour() !== 'fma') {
    throw new UsageError(`Node ${process.version} has no relaxed WebAssembly SIMD, which --kernel fma needs; choose simd.`);
  }
  return choice;
}

/** The trainer of one thread. */
export function trainerOf(kernel: Kernel, family: Family): (problem: Problem) => SkipgramTrainer {
  if (kernel === 'plain') return (problem) => family.twin(problem);
  return (problem) => family.open(family.place(problem, { flavour: kernel }), 0);
}
