/** Of every word the list of the topics that its tokens have: an entry is n_wk above 4 k; all bits of the topic set are PAD, no topic. */
import { assigned, topics } from './shared.assembly';

export let entries: usize; // u32, four a vector, the last vector filled up with PAD: word w has them from its record's place on
export let records: usize; // two u32 a word: the number of its first vector, and how many entries it has
let order: usize; // u32: the tokens sorted by word
let firsts: usize; // u32 a word, and one more: where its tokens begin in the order
export let shift: u32; // of the count in an entry; below it is a topic × 4
export let mask: u32; // of that

export function configureLists(entries_: usize, records_: usize, order_: usize, firsts_: usize, shift_: u32): void {
  entries = entries_;
  records = records_;
  order = order_;
  firsts = firsts_;
  shift = shift_;
  mask = (1 << shift_) - 4;
}

/** The lists of words [from, to), from the topics their tokens have. @param counts room for n_k, u32 a topic */
export function listWords(from: u32, to: u32, counts: usize): void {
  memory.fill(counts, 0, <usize>topics << 2);
  for (let w = <usize>from; w < <usize>to; w++) {
    const first = entries + (<usize>load<u32>(records + (w << 3)) << 4);
    let end = first;
    for (let t = order + (<usize>load<u32>(firsts + (w << 2)) << 2), last = order + (<usize>load<u32>(firsts + (w << 2), 4) << 2); t < last; t += 4) {
      const at = <usize>load<u16>(assigned + (<usize>load<u32>(t) << 1)) << 2, count = counts + at, n = load<u32>(count);
      if (n == 0) {
        store<u32>(end, <u32>at);
        end += 4;
      }
      store<u32>(count, n + 1);
    }
    for (let e = first; e < end; e += 4) {
      const count = counts + <usize>load<u32>(e);
      store<u32>(e, (load<u32>(count) << shift) | load<u32>(e));
      store<u32>(count, 0);
    }
    store<u32>(records + (w << 3), <u32>((end - first) >> 2), 4);
    for (; (end - first) & 15; end += 4) store<u32>(end, mask);
  }
}

/** The entry of the topic at `at`, or `end`. */
@inline
function entryOf(first: usize, end: usize, at: usize): usize {
  const wanted = i32x4.splat(<i32>at), masks = i32x4.splat(mask);
  for (let e = first; e < end; e += 16) {
    const found = i32x4.bitmask(i32x4.eq(v128.and(v128.load(e), masks), wanted));
    if (found) return e + (<usize>ctz(found) << 2);
  }
  return end;
}

/** One token less of the entry at `place`; the last entry takes the place of one that has none left. Gives the end of the list. */
@inline
export function takeOne(record: usize, first: usize, end: usize, place: usize): usize {
  const one: u32 = 1 << shift, left = load<u32>(place) - one;
  store<u32>(place, left);
  if (left >= one) return end;
  end -= 4;
  store<u32>(place, load<u32>(end));
  store<u32>(end, mask);
  store<u32>(record, <u32>((end - first) >> 2), 4);
  return end;
}

/** One token of a word from the entry at `place` to the topic at `now`, which the word need not have. */
export function moveOne(record: usize, first: usize, end: usize, place: usize, now: usize): void {
  const one: u32 = 1 << shift;
  end = takeOne(record, first, end, place);
  const e = entryOf(first, end, now);
  if (e < end) return store<u32>(e, load<u32>(e) + one);
  store<u32>(e, one | <u32>now);
  end += 4;
  for (let fill = end; (fill - first) & 15; fill += 4) store<u32>(fill, mask);
  store<u32>(record, <u32>((end - first) >> 2), 4);
}
