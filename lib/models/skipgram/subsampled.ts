/** What subsampling leaves of a text: foreseen, so that a small one keeps enough to learn from. */
import type { OptionValues } from '../../options';
import type { EncodedCorpus } from '../../text/corpus';
import { advanced } from './options';
import { keepShares, keptShare } from './sampling';

/** So much of a text remains at least with the threshold chosen for it (coach.md). */
export const LEAST_KEPT = 0.3;
/** Fewer pairs expected of a whole training: there may be none. */
const FEW_PAIRS = 3;
/** From the usual threshold up, in steps of 1, 2 and 5; 0 keeps all. */
const THRESHOLDS = [advanced.find((o) => o.name === 'sample')!.default, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2, 0.1];

/** The smallest usual threshold that leaves LEAST_KEPT of the tokens; 0 where none does. */
export function sampleFor(counts: Uint32Array): number {
  return THRESHOLDS.find((sample) => keptShare(counts, sample) >= LEAST_KEPT) ?? 0;
}

/** Whether so many epochs may well meet no two neighbouring words that are both left in. */
export function leavesNothing({ vocabulary, ids, sentences }: Pick<EncodedCorpus, 'vocabulary' | 'ids' | 'sentences'>, { sample, epochs }: OptionValues): boolean {
  const { counts } = vocabulary;
  const shares = sample > 0 ? keepShares(counts, counts.reduce((sum, count) => sum + count, 0), sample) : null;
  let pairs = 0;
  for (let s = 1; s < sentences.length; s++) {
    let [sum, squares] = [0, 0];
    for (let at = sentences[s - 1]; at < sentences[s]; at++) {
      const kept = shares ? Math.min(1, shares[ids[at]]) : 1;
      sum += kept;
      squares += kept * kept;
    }
    // two of a sentence, each with its probability: Σ of all products
    pairs += (sum * sum - squares) / 2;
    if (pairs * epochs >= FEW_PAIRS) return false;
  }
  return true;
}
