/** Train the same text and settings with several seeds and say how far they agree. */
import type { VectorFormat } from '../formats/vectors';
import { inTurns } from '../jobs/in-turns';
import { VectorSpace } from '../space/space';
import type { Trained } from '../models/model';
import { demandWritable, filesOf, writeSpace } from './outputs';
import { stabilityDocument } from './stability';
import { timed, warn } from './terminal';

export interface SeedsPlan {
  first: number;
  seeds: number;
  /** How many are trained at a time. */
  threads: number;
  out: string;
  format: VectorFormat;
}

/** `mine.vec` with seed 3 is `mine.3.vec`. */
export function seedFile(out: string, seed: number): string {
  return out.replace(/\.\w+$/, (ending) => `.${seed}${ending}`);
}

/** @throws WordspaceError when a file cannot be written or is one of those that are read: before any training */
export function demandSeedFiles({ first, seeds, out, format }: SeedsPlan, inputs?: string[]): void {
  for (let s = 0; s < seeds; s++) for (const file of filesOf(seedFile(out, first + s), format)) demandWritable(file, inputs);
}

export async function trainSeeds(train: (seed: number) => Promise<Trained>, plan: SeedsPlan) {
  const numbers = Array.from({ length: plan.seeds }, (_, s) => plan.first + s);
  const { result, seconds, cpuSeconds } = await timed(() => inTurns(numbers.map((seed) => () => train(seed)), plan.threads));
  const spaces = result.map(({ words }) => new VectorSpace(words));
  const seeds = numbers.map((seed, s) => {
    const out = seedFile(plan.out, seed);
    const { fault } = result[s];
    if (fault) warn(`seed ${seed}: ${fault}`);
    writeSpace(out, spaces[s], plan.format);
    return { seed, loss: result[s].figures.loss ?? null, out };
  });
  const stability = await stabilityDocument(spaces, { k: 10, words: 5000 });
  return { items: spaces[0].size, dims: spaces[0].dims, seconds, cpuSeconds, seeds, stability };
}
