import { Sliced, type Progress, type Work } from '../work';
import type { Facts, Layout, Positions } from './projection';

/** What sliced work is made of: its progress at the end of every slice, then the result. */
export type Slices<Result> = Generator<Progress, Result, void>;

/** About 20 ms of multiply-adds on a slow machine: what the heavy loops do in one slice. */
export const SLICE = 1 << 23;

/** Sliced work that writes into positions which can be looked at meanwhile. */
export class SlicedLayout extends Sliced<Positions> implements Layout {
  constructor(
    private readonly held: Positions,
    slices: Slices<Positions>,
    first: Progress,
    readonly facts: Facts = {},
  ) {
    super(slices, first);
  }

  positions(): Positions {
    return this.held;
  }

  change?(options: Record<string, number | undefined>): void;
}

/** Other work as a part of one's own: its slices and its progress, then its result. */
export function* slicesOf<Result>(work: Work<Result>): Slices<Result> {
  while (!work.step()) yield work.progress();
  return work.result();
}
