/** What chance decides of a text in the kernels that train word vectors: which tokens stay, and which words are negatives. */
import { below, next } from './random.assembly';

let ids: usize; // u32 a token
let keep: usize; // u32 a word
let kept: usize; // scratch: the sentence after subsampling, ids
let negatives: usize; // (u32 threshold, u32 alias) a word
let vocabulary: u32;

export function configureText(ids_: usize, keep_: usize, kept_: usize, negatives_: usize, vocabulary_: u32): void {
  ids = ids_;
  keep = keep_;
  kept = kept_;
  negatives = negatives_;
  vocabulary = vocabulary_;
}

/** Keep of tokens [from, to) those that pass the draw against their threshold; how many. */
export function subsample(from: u32, to: u32): u32 {
  let length: u32 = 0;
  for (let i = from; i < to; i++) {
    const id = load<u32>(ids + (i << 2));
    store<u32>(kept + (length << 2), id);
    length += u32(next() <= load<u32>(keep + (id << 2)));
  }
  return length;
}

/** The word at a place of the sentence that was kept. */
@inline
export function word(at: u32): u32 {
  return load<u32>(kept + (at << 2));
}

/** A word from the table of negatives (Walker's alias method). */
@inline
export function negativeWord(): u32 {
  const slot = below(vocabulary);
  const pair = negatives + (<usize>slot << 3);
  const alias = load<u32>(pair, 4);
  return alias ^ ((alias ^ slot) & (0 - u32(next() <= load<u32>(pair)))); // slot or alias, without a branch
}
