/**
 * The tree of the hierarchical softmax: Huffman's code of the word counts (Huffman 1952),
 * so that frequent words have short paths. Built as in word2vec.c: with the words sorted,
 * the lightest nodes are always at the front of one of two queues, the words not yet joined
 * and the inner nodes in the order they were made (van Leeuwen 1976): O(n) after the sort.
 */
import type { Hierarchy } from '../../kernels/bag/problem';

/**
 * The path of every word from the root.
 * @param counts one a word, at least 1 each, at least two words
 */
export function huffmanTree(counts: Uint32Array): Hierarchy {
  const words = counts.length;
  const { parent, code } = join(counts);
  const bounds = new Uint32Array(words + 1);
  for (let w = 0; w < words; w++) {
    let length = 0;
    for (let node = w; node < 2 * words - 2; node = parent[node]) length++;
    bounds[w + 1] = bounds[w] + length;
  }
  const steps = new Uint32Array(bounds[words]);
  for (let w = 0; w < words; w++) {
    let at = bounds[w + 1];
    for (let node = w; node < 2 * words - 2; node = parent[node]) steps[--at] = 2 * (parent[node] - words) + code[node];
  }
  return { kind: 'hierarchy', steps, bounds };
}

/** Nodes 0 … n − 1 are the words, n … 2n − 2 the inner nodes as they were made, the root last. */
function join(counts: Uint32Array): { parent: Uint32Array; code: Uint8Array } {
  const words = counts.length;
  const order = Uint32Array.from(counts, (_, w) => w).sort((a, b) => counts[a] - counts[b] || b - a);
  const weight = new Float64Array(2 * words - 1).fill(Infinity);
  weight.set(counts);
  const parent = new Uint32Array(2 * words - 1);
  const code = new Uint8Array(2 * words - 1);
  let word = 0;
  let inner = words;
  const lightest = (): number => (word < words && weight[order[word]] < weight[inner] ? order[word++] : inner++);
  for (let made = words; made < 2 * words - 1; made++) {
    const one = lightest();
    const two = lightest();
    weight[made] = weight[one] + weight[two];
    parent[one] = made;
    parent[two] = made;
    code[two] = 1;
  }
  return { parent, code };
}
