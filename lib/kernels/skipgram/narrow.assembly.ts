/** The loops of a step on up to 3 targets: 6 products, and 6 output rows as they were and as they become, in registers. */
import { fma, halfSums } from '../fma.assembly';

/** Every context · every target of a group, into halves: context by context, 3 targets and a zero each. */
export function narrowProducts(rows: usize, contexts: usize, end: usize, span: usize, halves: usize): void {
  const r0 = load<usize>(rows), r1 = load<usize>(rows, 4), r2 = load<usize>(rows, 8);
  const zero = f32x4.splat(0);
  let half = halves;
  for (let i = contexts; i < end; i += 8, half += 64) {
    const a = load<usize>(i), b = load<usize>(i, 4);
    let a0 = zero, a1 = zero, a2 = zero, b0 = zero, b1 = zero, b2 = zero;
    let j: usize = 0;
    do {
      const x = v128.load(a + j), y = v128.load(b + j);
      let t = v128.load(r0 + j);
      a0 = fma(x, t, a0);
      b0 = fma(y, t, b0);
      t = v128.load(r1 + j);
      a1 = fma(x, t, a1);
      b1 = fma(y, t, b1);
      t = v128.load(r2 + j);
      a2 = fma(x, t, a2);
      b2 = fma(y, t, b2);
      j += 16;
    } while (j < span);
    v128.store(half, halfSums(a0, a1));
    v128.store(half, halfSums(a2, zero), 16);
    v128.store(half, halfSums(b0, b1), 32);
    v128.store(half, halfSums(b2, zero), 48);
  }
}

/** input += g · output and output += g · input, both from the values before this group; 4 cells a context. */
export function narrowUpdate(rows: usize, contexts: usize, end: usize, span: usize, cells: usize): void {
  const r0 = load<usize>(rows), r1 = load<usize>(rows, 4), r2 = load<usize>(rows, 8);
  let j: usize = 0;
  do {
    const o0 = v128.load(r0 + j), o1 = v128.load(r1 + j), o2 = v128.load(r2 + j);
    let n0 = o0, n1 = o1, n2 = o2, i = contexts, g = cells;
    do {
      let row = load<usize>(i) + j, x = v128.load(row), w = v128.load(g);
      let sum = fma(w, o0, x);
      n0 = fma(w, x, n0);
      w = v128.load(g, 16);
      sum = fma(w, o1, sum);
      n1 = fma(w, x, n1);
      w = v128.load(g, 32);
      sum = fma(w, o2, sum);
      n2 = fma(w, x, n2);
      v128.store(row, sum);
      if (i + 4 == end) break;
      // After the store: a word that stands twice sees its first update.
      row = load<usize>(i, 4) + j;
      x = v128.load(row);
      w = v128.load(g, 64);
      sum = fma(w, o0, x);
      n0 = fma(w, x, n0);
      w = v128.load(g, 80);
      sum = fma(w, o1, sum);
      n1 = fma(w, x, n1);
      w = v128.load(g, 96);
      sum = fma(w, o2, sum);
      n2 = fma(w, x, n2);
      v128.store(row, sum);
      i += 8;
      g += 128;
    } while (i < end);
    v128.store(r0 + j, n0);
    v128.store(r1 + j, n1);
    v128.store(r2 + j, n2);
    j += 16;
  } while (j < span);
}
