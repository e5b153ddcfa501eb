import type { Progress } from '../../work';

/** How far a search has come: in rows, the unit a person knows. */
export function report(done: number, total: number): Progress {
  return { stage: 'finding neighbours', done, total };
}
