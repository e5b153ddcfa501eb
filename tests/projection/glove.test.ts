import { describe, expect, it } from 'vitest';
import { glove } from '../../data/readers/glove';
import { dense, type Dense } from '../../lib/kernels/matrix';
import { nearestAmong } from '../../lib/projection/knn/among';
import { nearestNeighbours } from '../../lib/projection/knn/approximate';
import { exactKnn } from '../../lib/projection/knn/exact';
import type { Positions } from '../../lib/projection/projection';
import { trust } from '../../lib/projection/trust';
import { transform } from '../../lib/projection/umap/transform';
import { umap } from '../../lib/projection/umap/umap';
import { drained, finish } from '../../lib/work';

const K = 15;
/** Enough to have their neighbours found by cells. */
const { matrix } = glove(32_000, 100);
const words = matrix as Dense;

describe('maps of words of GloVe, against their exact neighbours', () => {
  it('are as true as umap-learn’s of the same words', () => {
    const first = rowsOf((row) => row < 3000);
    // umap-learn 0.5.3 with the same settings (and 5 negatives), seeds 1 to 3: trustworthiness .922 to .925, continuity .912 to .915, recall .358 to .361.
    const { trustworthiness, continuity, recall } = finish(trust(first, finish(umap(first, { dims: 3, epochs: 200 })), { k: K }));
    expect(trustworthiness).toBeGreaterThan(0.922);
    expect(continuity).toBeGreaterThan(0.91);
    expect(recall).toBeGreaterThan(0.358);
  });

  it('are made from nearly all neighbours where they are found by cells', () => {
    const found = finish(nearestNeighbours(words, K));
    expect(found.approximate).toBe(true);
    // Every tenth word tells the share to a thousandth.
    const tenth = (row: number) => row % 10 === 0;
    const exact = drained(nearestAmong(words, rowsOf(tenth), K + 1, 'cosine'));
    const own = (at: number) => 10 * Math.floor(at / (K + 1));
    const others = exact.indices.filter((row, at) => row !== own(at));
    expect(others).toHaveLength((words.rows / 10) * K);
    const ofTenth = found.indices.filter((_, at) => tenth(Math.floor(at / K)));
    expect(shared(ofTenth, others, K)).toBeGreaterThan(0.95);
  });

  it('take in new words nearly as truly as those they were made of', () => {
    const fitted = rowsOf((row) => row < 3000 && row % 10 > 0);
    const added = rowsOf((row) => row < 3000 && row % 10 === 0);
    const positions = finish(umap(fitted, { dims: 3, epochs: 200 }));
    const placed = finish(transform({ matrix: fitted, positions }, added));
    const own = shared(nearOnMap(positions, positions, true), finish(exactKnn(fitted, K)).indices, K);
    const theirs = shared(nearOnMap(placed, positions, false), drained(nearestAmong(fitted, added, K, 'cosine')).indices, K);
    expect(theirs).toBeGreaterThan(0.85 * own);
  });
});

function rowsOf(takes: (row: number) => boolean): Dense {
  const rows = Array.from({ length: words.rows }, (_, row) => row).filter(takes);
  const out = dense(rows.length, words.dims);
  rows.forEach((row, i) => out.values.set(words.values.subarray(row * words.dims, (row + 1) * words.dims), i * words.dims));
  return out;
}

/** The share of the neighbours in `wanted` that stand in the same row of `found`. */
function shared(found: Uint32Array, wanted: Uint32Array, k: number): number {
  let hits = 0;
  for (let from = 0; from < wanted.length; from += k) {
    const near = new Set(found.subarray(from, from + k));
    for (const row of wanted.subarray(from, from + k)) hits += Number(near.has(row));
  }
  return hits / wanted.length;
}

/** The nearest points of a map to each of some places; the place itself left out where it is one of them. */
function nearOnMap(places: Positions, map: Positions, itself: boolean): Uint32Array {
  const { dims, values } = map;
  const points = values.length / dims;
  const out: number[] = [];
  for (let place = 0; place < places.values.length / dims; place++) {
    const nearest: number[] = [];
    const gaps: number[] = [];
    for (let point = 0; point < points; point++) {
      if (itself && point === place) continue;
      let gap = 0;
      for (let d = 0; d < dims; d++) gap += (places.values[place * dims + d] - values[point * dims + d]) ** 2;
      if (gap >= (gaps[K - 1] ?? Infinity)) continue;
      const at = gaps.findIndex((other) => gap < other);
      gaps.splice(at < 0 ? gaps.length : at, 0, gap);
      nearest.splice(at < 0 ? nearest.length : at, 0, point);
      gaps.length = nearest.length = Math.min(K, nearest.length);
    }
    out.push(...nearest);
  }
  return Uint32Array.from(out);
}
