/** The tree of the hierarchical softmax in words: what is chosen between at each inner node of a path. */
import type { Hierarchy } from '../../../kernels/bag/problem';

/** At an inner node: the branches of code 0 and 1, and which of them leads to the word. */
export interface Turn {
  node: number;
  code: 0 | 1;
  branches: [Branch, Branch];
}

/** The words under a branch. */
export interface Branch {
  /** How many. */
  words: number;
  /** Their tokens in the text. */
  tokens: number;
  /** The most frequent ones, most frequent first. */
  top: number[];
}

/** The path to a word from the root; `few` words name each branch. */
export function turns({ steps, bounds }: Hierarchy, counts: Uint32Array, word: number, few = 3): Turn[] {
  const path = steps.subarray(bounds[word], bounds[word + 1]);
  const found = Array.from(path, (step): Turn => ({ node: step >>> 1, code: (step & 1) as 0 | 1, branches: [nothing(), nothing()] }));
  for (let w = 0; w < counts.length; w++) {
    // Every word is below the nodes its path shares with this one: they are the first ones.
    for (let depth = 0; depth < path.length && bounds[w] + depth < bounds[w + 1]; depth++) {
      const step = steps[bounds[w] + depth];
      if (step >>> 1 !== found[depth].node) break;
      add(found[depth].branches[step & 1], w, counts, few);
    }
  }
  return found;
}

function nothing(): Branch {
  return { words: 0, tokens: 0, top: [] };
}

function add(branch: Branch, word: number, counts: Uint32Array, few: number): void {
  const { top } = branch;
  branch.words++;
  branch.tokens += counts[word];
  if (top.length === few && counts[top[few - 1]] >= counts[word]) return;
  const at = top.findIndex((other) => counts[other] < counts[word]);
  top.splice(at < 0 ? top.length : at, 0, word);
  top.length = Math.min(top.length, few);
}
