/**
 * Skip-gram with negative sampling in SIMD128, negatives shared by the window of a
 * center word (Ji et al. 2016, "Parallelizing Word2Vec in Shared and Distributed
 * Memory"). The meaning, the order of the random numbers and the update are those of
 * twin.ts, which is the specification; here only the loops are laid out for registers
 * and caches (what was tried, and what it gave: VARIANTS.md):
 *
 * - a group of up to 6 targets is one step (step.assembly.ts);
 * - everything is drawn one center ahead, and the rows that center will need are fetched
 *   by storing a zero into a lane of each cache line that is no dimension (kernel.ts): a
 *   store, unlike a load, lets the processor go on while the line is on its way.
 *
 * Compiled twice (lib/kernels/build.mjs): in SIMD128, the same bytes in every engine, and
 * with relaxed SIMD's multiply-add, faster, rounded once or twice as the machine likes.
 *
 * The host lays out the memory (kernel.ts). Lanes that are no dimension are zero; missing
 * targets and a missing second context point at a row of zeros. Rows are where
 * copies.assembly.ts says.
 */
import { below, setState } from '../random.assembly';
import { configureText, negativeWord, subsample, word } from '../sentences.assembly';
import { inputRow, place, useInput, useOutput } from './copies.assembly';
import { descend, endSentence, GROUP, placeStep, rowsRead, stepBytes } from './step.assembly';

export { copyRows, joinRows } from './copies.assembly';
export { exponent, mantissa } from './step.assembly';

/** A group in a list: the addresses of its output rows, and how many of them are targets. */
const ENTRY: usize = 4 * GROUP + 4;
/** A cache line. */
const LINE: usize = 64;

let stride: usize; // bytes from row to row, whole lines
let window: u32;
let fixed: bool; // the reach is always the window
let negative: u32;
let sentences: usize; // u32 bounds
let zeros: usize; // scratch: a row of zeros
let contexts: usize; // scratch: 2 × window + 1 addresses of input rows
let lists: usize; // scratch: two lists of what was drawn for a center: reach, where the groups end, and these
let kept: usize; // scratch: the sentence after subsampling, ids
let listBytes: usize;

let pairs: f64 = 0; // (center, context) pairs trained

export function configure(
  stride_: usize, span_: usize, window_: u32, fixed_: bool, negative_: u32, vocabulary_: u32,
  ids_: usize, sentences_: usize, keep_: usize, negatives_: usize,
  input: usize, output: usize, scratch: usize, state_: u32, copies: u32, period: u32, copied: usize,
): void {
  stride = stride_;
  window = window_;
  fixed = fixed_;
  negative = negative_;
  sentences = sentences_;
  place(stride_, input, output, copies, period, copied);
  listBytes = 8 + ENTRY * (negative_ + 1);
  zeros = scratch;
  const step = zeros + stride;
  contexts = step + stepBytes(window);
  lists = contexts + <usize>window * 8 + 8;
  kept = lists + 2 * listBytes;
  placeStep(step, window, span_, contexts);
  configureText(ids_, keep_, kept, negatives_, vocabulary_);
  setState(state_);
}

export function trainedPairs(): f64 {
  return pairs;
}

/** Train on sentences [from, to) at one learning rate. */
export function train(from: u32, to: u32, alpha: f32): void {
  for (let s = from; s < to; s++) {
    const length = subsample(load<u32>(sentences + (s << 2)), load<u32>(sentences + (s << 2), 4));
    if (length < 2) continue;
    let list = lists, ahead = lists + listBytes;
    draw(list, 0);
    for (let at: u32 = 0; at < length; at++) {
      if (at + 1 < length) {
        draw(ahead, at + 1);
        fetch(ahead, at + 1 + window < length ? kept + ((at + 1 + window) << 2) : 0);
      }
      const count = gatherContexts(at, length, load<u32>(list));
      pairs += count;
      const first = list + 8, end = load<usize>(list, 4);
      for (let entry = first; entry < end; entry += ENTRY) descend(entry, load<u32>(entry, 4 * GROUP), entry == first, count, alpha);
      const done = list;
      list = ahead;
      ahead = done;
    }
    endSentence();
  }
}

/**
 * What chance decides for the center at a place: its reach and its targets in groups,
 * the center word first; a negative equal to it is left out, and one that a group holds
 * already begins the next.
 */
function draw(list: usize, at: u32): void {
  const center = word(at);
  store<u32>(list, fixed ? window : 1 + below(window));
  let entry = list + 8;
  emptyGroup(entry);
  store<usize>(entry, useOutput(center));
  let filled: u32 = 1;
  for (let k: u32 = 0; k < negative; k++) {
    const drawn = negativeWord();
    if (drawn == center) continue;
    const row = useOutput(drawn);
    if (filled == GROUP || holds(entry, row)) {
      store<u32>(entry, filled, 4 * GROUP);
      entry += ENTRY;
      emptyGroup(entry);
      filled = 0;
    }
    store<usize>(entry + (filled << 2), row);
    filled++;
  }
  store<u32>(entry, filled, 4 * GROUP);
  store<usize>(list, entry + ENTRY, 4);
}

@inline
function emptyGroup(entry: usize): void {
  for (let t: u32 = 0; t < GROUP; t++) store<usize>(entry + (t << 2), zeros);
}

@inline
function holds(entry: usize, row: usize): bool {
  const one = i32x4.splat(row), four = v128.load(entry), two = v128.load64_zero(entry, 16);
  return v128.any_true(v128.or(i32x4.eq(four, one), i32x4.eq(two, one)));
}

/** Ask the memory for the output rows of a list and the input row of the word at `entering`, if there is one. */
function fetch(list: usize, entering: usize): void {
  for (let entry = list + 8, end = load<usize>(list, 4); entry < end; entry += ENTRY) {
    const rows = rowsRead(load<u32>(entry, 4 * GROUP));
    for (let t: u32 = 0; t < rows; t++) fetchRow(load<usize>(entry + (t << 2)));
  }
  if (entering) fetchRow(inputRow(load<u32>(entering)));
}

/** The last lane of every line is no dimension and zero. */
@inline
function fetchRow(row: usize): void {
  const end = row + stride;
  for (let lane = row + LINE - 4; lane < end; lane += LINE) store<u32>(lane, 0);
}

/** Addresses of the context words within the reach; how many. */
function gatherContexts(at: u32, length: u32, reach: u32): u32 {
  const from = at - min(at, reach);
  const to: u32 = min(length, at + reach + 1);
  let count: u32 = 0;
  for (let i = from; i < to; i++) {
    store<usize>(contexts + (count << 2), useInput(word(i)));
    count += u32(i != at);
  }
  store<usize>(contexts + (count << 2), zeros);
  return count;
}
