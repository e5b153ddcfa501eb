import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { huffmanTree } from '../../../lib/models/skipgram/huffman';
import fixture from '../../fixtures/family.json';

const countLists = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 2, maxLength: 60 }).map((c) => Uint32Array.from(c));

function codes(counts: Uint32Array): { code: string; points: number[] }[] {
  const { steps, bounds } = huffmanTree(counts);
  return Array.from(counts, (_, w) => {
    const path = [...steps.subarray(bounds[w], bounds[w + 1])];
    return { code: path.map((step) => step & 1).join(''), points: path.map((step) => step >>> 1) };
  });
}

/** Σ count · length of an optimal code: the sum of all inner nodes, joined the naive way. */
function optimum(counts: Uint32Array): number {
  const weights = [...counts];
  let total = 0;
  while (weights.length > 1) {
    weights.sort((a, b) => b - a);
    const joined = weights.pop()! + weights.pop()!;
    total += joined;
    weights.push(joined);
  }
  return total;
}

describe('huffmanTree', () => {
  it('is prefix-free and complete, and its nodes are those of one tree', () => {
    fc.assert(
      fc.property(countLists, (counts) => {
        const found = codes(counts);
        const sorted = found.map(({ code }) => code).sort();
        for (let i = 1; i < sorted.length; i++) expect(sorted[i].startsWith(sorted[i - 1])).toBe(false);
        expect(found.reduce((sum, { code }) => sum + 2 ** -code.length, 0)).toBe(1);
        const prefixOf = new Map<number, string>();
        for (const { code, points } of found) {
          points.forEach((node, depth) => {
            expect(node).toBeLessThan(counts.length - 1);
            expect(prefixOf.get(node) ?? code.slice(0, depth)).toBe(code.slice(0, depth));
            prefixOf.set(node, code.slice(0, depth));
          });
          expect(points[0]).toBe(counts.length - 2);
        }
        expect(prefixOf.size).toBe(counts.length - 1);
      }),
    );
  });

  it('is as short as a code can be', () => {
    fc.assert(
      fc.property(countLists, (counts) => {
        expect(codes(counts).reduce((sum, { code }, w) => sum + code.length * counts[w], 0)).toBe(optimum(counts));
      }),
    );
  });

  it('gives frequent words the shorter codes, and of equals the earlier', () => {
    const found = codes(Uint32Array.of(1, 100, 3, 50, 3));
    expect(found.map(({ code }) => code.length)).toEqual([4, 1, 3, 2, 4]);
  });

  it('has gensim’s code lengths', () => {
    const { counts, lengths } = fixture.huffman;
    expect(codes(Uint32Array.from(counts)).map(({ code }) => code.length)).toEqual(lengths);
  });

  it('has gensim’s codes and nodes', () => {
    const hierarchies = fixture.passes.filter((p) => p.codes);
    expect(hierarchies).toHaveLength(2);
    for (const pass of hierarchies) {
      const found = codes(Uint32Array.from(fixture.counts));
      expect(found.map(({ points }) => points)).toEqual(pass.points);
      expect(found.map(({ code }) => [...code].map(Number))).toEqual(pass.codes);
    }
  });
});
