/**
 * Where the rows of words are, and a thread's own copies of the rows of the most frequent
 * words. Threads that write the same rows take the cache lines out of each other's hands,
 * and nearly every window holds one of the few most frequent words; so each thread works
 * on copies of those rows and joins a copy with the row that all share after every
 * `period` uses of it: shared += copy − what the copy was, and the copy goes on from there.
 * What a thread does not know of the others stays bounded (Ho et al. 2013, "More Effective
 * Distributed ML via a Stale Synchronous Parallel Parameter Server").
 *
 * Without threads there are no copies, and nothing of this is compiled.
 */
let stride: usize; // bytes from row to row
let input: usize; // rows of all words, shared
let output: usize;
let copies: u32; // words that have copies, from the first
let period: u32;
let uses: usize; // u32 an input row, then an output row, that has a copy
let copied: usize; // a copy and what it was, for every input row, then every output row, that has one

/** Lay out a thread's copies, `copiesBytes` in kernel.ts, from `at` on. */
export function place(stride_: usize, input_: usize, output_: usize, copies_: u32, period_: u32, at: usize): void {
  stride = stride_;
  input = input_;
  output = output_;
  copies = copies_;
  period = period_;
  copied = at;
  uses = at + <usize>copies_ * 4 * stride_;
}

@inline
function hasCopy(word: u32): bool {
  return ASC_FEATURE_THREADS && word < copies;
}

@inline
function copyAt(row: u32): usize {
  return copied + <usize>row * 2 * stride;
}

@inline
export function inputRow(word: u32): usize {
  return hasCopy(word) ? copyAt(word) : input + <usize>word * stride;
}

/** The input row of a word that is about to be trained. */
@inline
export function useInput(word: u32): usize {
  if (!hasCopy(word)) return input + <usize>word * stride;
  count(word, input + <usize>word * stride);
  return copyAt(word);
}

/** The output row of a word that is about to be trained. */
@inline
export function useOutput(word: u32): usize {
  if (!hasCopy(word)) return output + <usize>word * stride;
  count(copies + word, output + <usize>word * stride);
  return copyAt(copies + word);
}

@inline
function count(row: u32, shared: usize): void {
  const at = uses + (row << 2);
  const times = load<u32>(at) + 1;
  store<u32>(at, times);
  if (times == period) join(row, shared);
}

/** Add to the shared row what the copy has learned, and let the copy go on from the sum. */
function join(row: u32, shared: usize): void {
  store<u32>(uses + (row << 2), 0);
  const copy = copyAt(row);
  const was = copy + stride;
  for (let j: usize = 0; j < stride; j += 16) {
    const sum = f32x4.add(v128.load(shared + j), f32x4.sub(v128.load(copy + j), v128.load(was + j)));
    v128.store(shared + j, sum);
    v128.store(copy + j, sum);
    v128.store(was + j, sum);
  }
}

/** Begin with copies of the shared rows as they are now. */
export function copyRows(): void {
  for (let row: u32 = 0; row < 2 * copies; row++) {
    store<u32>(uses + (row << 2), 0);
    const copy = copyAt(row);
    memory.copy(copy, sharedRow(row), stride);
    memory.copy(copy + stride, copy, stride);
  }
}

/** Join all copies that were used since their last time. */
export function joinRows(): void {
  for (let row: u32 = 0; row < 2 * copies; row++) {
    if (load<u32>(uses + (row << 2))) join(row, sharedRow(row));
  }
}

function sharedRow(row: u32): usize {
  return row < copies ? input + <usize>row * stride : output + <usize>(row - copies) * stride;
}
