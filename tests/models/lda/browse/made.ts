import fc from 'fast-check';
import { dense } from '../../../../lib/kernels/matrix';
import type { Topics } from '../../../../lib/models/model';

/** Topics of the given rows, scaled to sum to 1. */
export function topicsFrom(phi: number[][], theta: number[][], weights: number[]): Topics {
  const rows = (matrix: number[][]) => {
    const made = dense(matrix.length, matrix[0].length);
    matrix.forEach((row, r) => made.values.set(scaled(row), r * row.length));
    return made;
  };
  return { count: phi.length, phi: rows(phi), theta: rows(theta), weights: Float32Array.from(scaled(weights)) };
}

function scaled(row: number[]): number[] {
  const sum = row.reduce((a, b) => a + b, 0);
  return row.map((value) => value / sum);
}

/** Any topics: some words are left out of all of them. */
export const anyTopics = fc
  .record({ count: fc.integer({ min: 1, max: 6 }), words: fc.integer({ min: 2, max: 12 }), documents: fc.integer({ min: 1, max: 5 }), seed: fc.integer() })
  .chain(({ count, words, documents }) => {
    const masses = (rows: number, columns: number) => fc.array(fc.array(fc.integer({ min: 1, max: 99 }), { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows });
    return fc.tuple(masses(count, words), masses(documents, count), masses(1, count), fc.array(fc.boolean(), { minLength: words, maxLength: words }));
  })
  .map(([phi, theta, [weights], out]) => topicsFrom(phi.map((row) => row.map((mass, w) => (w > 0 && out[w] ? 0 : mass))), theta, weights));
