/**
 * Going on from vectors that are there already: words known by name keep theirs, new
 * words begin as in any training, and known words that the text lacks are carried along.
 */
import { WordspaceError } from '../../error';
import { allFinite, type Dense } from '../../kernels/matrix';
import { Random } from '../../kernels/random';
import { fillInitial } from '../../kernels/skipgram/problem';
import type { Beginning } from './session';

/**
 * First vectors of a vocabulary, each words × dims: random input vectors (the same as without
 * a beginning) and zero output vectors, but for the words that `from` knows.
 * @throws WordspaceError where the beginning has vectors of another length or values that are not numbers
 */
export function firstVectors(words: string[], dims: number, seed: number, from: Beginning): { input: Float32Array; output: Float32Array } {
  check(dims, from);
  const input = new Float32Array(words.length * dims);
  const output = new Float32Array(words.length * dims);
  fillInitial(input, dims, dims, new Random(seed));
  const rowOf = new Map(from.names.map((name, row) => [name, row]));
  words.forEach((word, id) => {
    const row = rowOf.get(word);
    if (row === undefined) return;
    input.set(rowAt(from.input, row), id * dims);
    if (from.output) output.set(rowAt(from.output, row), id * dims);
  });
  return { input, output };
}

/** Words and vectors, row by row. */
export interface Rows {
  words: string[];
  counts: number[];
  input: Float32Array;
  output: Float32Array;
}

/** The words of the beginning that the vocabulary lacks, in their order, with their vectors (output zero where unknown). */
export function carriedAlong(words: string[], { names, input, output, counts }: Beginning): Rows {
  const known = new Set(words);
  const rows = names.flatMap((name, row) => (known.has(name) ? [] : [row]));
  const gather = (matrix?: Dense) => {
    const values = new Float32Array(rows.length * input.dims);
    if (matrix) rows.forEach((row, i) => values.set(rowAt(matrix, row), i * input.dims));
    return values;
  };
  return { words: rows.map((row) => names[row]), counts: rows.map((row) => counts?.[row] ?? 0), input: gather(input), output: gather(output) };
}

function rowAt({ dims, values }: Dense, row: number): Float32Array {
  return values.subarray(row * dims, (row + 1) * dims);
}

function check(dims: number, { names, input, output }: Beginning): void {
  if (input.dims !== dims) {
    throw new WordspaceError(`The vectors to go on from have ${input.dims} dimensions, the training ${dims}; set dimensions to ${input.dims}.`);
  }
  if (input.rows !== names.length || (output && (output.rows !== names.length || output.dims !== dims))) {
    throw new TypeError('a beginning needs one row a name');
  }
  const bad = [input, output].find((matrix) => matrix && !allFinite(matrix.values));
  if (bad) throw new WordspaceError('The vectors to go on from hold values that are not finite numbers; they cannot be trained further.');
}
