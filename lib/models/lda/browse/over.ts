/** How much of the text each topic has, value by value of a metadata column: by year, by president, by genre. */
import type { Column } from '../../../text/corpus';
import { groupsOf } from '../../../text/groups';
import type { Topics } from '../../model';

export interface TopicsOver {
  /** Numbers ascending, categories as they first occur in the text. */
  groups: Group[];
  /** Groups × topics: the topic's share of the group's tokens, each row summing to 1. */
  shares: Float64Array;
  /** Documents without a value, which are in no group. */
  without: number;
}

export interface Group {
  /** 1861, 1860–1869, Lincoln. */
  label: string;
  /** Where its middle lies among the numbers of the column; of a category nowhere. */
  at: number | undefined;
  documents: number;
  tokens: number;
}

/** Points of a line: more are put together. */
const POINTS = 40;

/**
 * @param documents bounds of the documents in tokens, as in EncodedCorpus
 * @param column one value a document
 */
export function topicsOver({ count, theta }: Topics, documents: Uint32Array, column: Column): TopicsOver {
  const { of, names, at } = groupsOf(column, POINTS);
  const shares = new Float64Array(names.length * count);
  const groups = names.map((label, g): Group => ({ label, at: at[g], documents: 0, tokens: 0 }));
  let without = 0;
  of.forEach((g, d) => {
    if (g === null) {
      without++;
      return;
    }
    const tokens = documents[d + 1] - documents[d];
    groups[g].documents++;
    groups[g].tokens += tokens;
    for (let k = 0; k < count; k++) shares[g * count + k] += tokens * theta.values[d * count + k];
  });
  groups.forEach(({ tokens }, g) => {
    for (let k = 0; k < count; k++) shares[g * count + k] /= tokens || 1;
  });
  return { groups, shares, without };
}
