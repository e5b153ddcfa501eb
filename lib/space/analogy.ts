/**
 * Word arithmetic: which word d stands where an expression points? With unit rows:
 *
 *   3CosAdd        cos(d, Σ wᵢ xᵢ)                       Mikolov, Yih, Zweig 2013
 *   3CosMul        Π cos⁺(d, xᵢ)^wᵢ / (Π cos⁺(d, xⱼ)^−wⱼ + ε), i positive, j negative
 *   PairDirection  cos(d − c, a − b)  for  a − b + c      both: Levy and Goldberg 2014, eq. 2 and 4
 *
 * where cos⁺ = (cos + 1) / 2. 3CosMul follows gensim's most_similar_cosmul,
 * whose ε is 10⁻⁶; the paper's .001 changes scores in the third digit.
 */
import { WordspaceError } from '../error';
import { parseExpression, type Term } from './expression';
import { similarities } from './neighbours';
import type { VectorSpace } from './space';
import { find } from './suggest';
import { top } from './top';
import { vectorOf } from './unseen';
import { limited, wholeNumber } from './whole-number';

export type AnalogyMethod = 'add' | 'mul' | 'pair';

export interface AnalogyOptions {
  /** Default `add`. */
  method?: AnalogyMethod;
  /** How many answers, 1 or more; default 10. */
  k?: number;
  /** Only the first rows (the most frequent) may be answers; default all. */
  vocabulary?: number;
  /** Whether the expression's own words are never answers; default true. */
  excludeInputs?: boolean;
}

export interface AnalogyTerm extends Term {
  /** −1 for a word that the space has not seen. */
  row: number;
  /** Such a word's vector, from its n-grams. */
  vector?: Float32Array;
}

export interface AnalogyResult {
  expression: string;
  method: AnalogyMethod;
  /** The words of the expression with the space's own spelling. */
  terms: AnalogyTerm[];
  answers: { row: number; name: string; score: number }[];
  /** Where 3CosAdd points, of length 1; null for the other methods, which have no such point. */
  target: Float32Array | null;
}

/** Keeps 3CosMul from dividing by zero. */
export const EPSILON = 1e-6;
/** A sum this short, a unit vector being 1, is rounding and points nowhere. */
const NO_LENGTH = 1e-5;

/**
 * Solve an expression.
 * @throws WordspaceError for a malformed expression, an unknown word, words without a vector, a sum that
 *   cancels out, an expression that is not a − b + c under PairDirection, or a k or vocabulary that is no count
 */
export function analogy(space: VectorSpace, expression: string, options: AnalogyOptions = {}): AnalogyResult {
  const k = wholeNumber(options.k ?? 10, 'The number of answers');
  const { method, terms, target, scores } = analogyScores(space, expression, options);
  const answers = top(scores, k, inputs(terms, options)).map(({ row, score }) => ({ row, name: space.names[row], score }));
  return { expression, method, terms, answers, target };
}

/** The rows that are no answers. */
export function inputs(terms: AnalogyTerm[], { excludeInputs = true }: AnalogyOptions): number[] {
  return excludeInputs ? terms.map((t) => t.row) : [];
}

/** The score of every row that may be an answer; throws as `analogy` does. */
export function analogyScores(space: VectorSpace, expression: string, options: AnalogyOptions): Omit<AnalogyResult, 'answers' | 'expression'> & { scores: ArrayLike<number> } {
  const { method = 'add' } = options;
  const rows = limited(space.size, options.vocabulary, 'The number of words that may be answers');
  const terms = termsOf(space, expression);
  const target = method === 'add' ? sum(space, terms, expression) : null;
  let scores: ArrayLike<number>;
  if (target) scores = similarities(space, target, rows);
  else if (method === 'mul') scores = cosMul(space, terms, rows);
  else scores = pairDirection(space, terms, rows, expression);
  return { method, terms, target, scores };
}

/** The expression's words as rows, or as vectors of unseen words; spellings that differ by case meet in one row. */
function termsOf(space: VectorSpace, expression: string): AnalogyTerm[] {
  const found = new Map<string, AnalogyTerm>();
  for (const { name, weight } of parseExpression(expression, (n) => find(space, n) >= 0)) {
    const known = vectorOf(space, name);
    const term = typeof known === 'number' ? { name: space.names[known], row: known } : { name: known.word, row: -1, vector: known.vector };
    found.set(term.name, { ...term, weight: (found.get(term.name)?.weight ?? 0) + weight });
  }
  const terms = [...found.values()].filter((t) => t.weight !== 0);
  if (terms.length === 0) throw cancelled(expression);
  for (const { name, row } of terms) {
    if (row >= 0 && space.norms[row] === 0) {
      throw new WordspaceError(`“${name}” has a vector of zeros in this space and cannot be calculated with; choose another word.`);
    }
  }
  return terms;
}

/** Σ wᵢ xᵢ over unit rows, scaled to length 1. */
function sum(space: VectorSpace, terms: AnalogyTerm[], expression: string): Float32Array {
  const { unit } = space;
  const total = new Float64Array(unit.dims);
  let weights = 0;
  for (const { row, weight, vector } of terms) {
    weights += Math.abs(weight);
    if (vector) {
      unitOf(vector).forEach((value, d) => (total[d] += weight * value));
    } else if (unit.kind === 'dense') {
      for (let d = 0; d < unit.dims; d++) total[d] += weight * unit.values[row * unit.dims + d];
    } else {
      for (let e = unit.indptr[row]; e < unit.indptr[row + 1]; e++) total[unit.indices[e]] += weight * unit.values[e];
    }
  }
  const length = Math.sqrt(total.reduce((squares, v) => squares + v * v, 0));
  if (!(length > NO_LENGTH * weights)) throw cancelled(expression);
  return Float32Array.from(total, (v) => v / length);
}

function cosMul(space: VectorSpace, terms: AnalogyTerm[], rows: number): Float64Array {
  const scores = new Float64Array(rows).fill(1);
  const below = new Float64Array(rows).fill(1);
  for (const { row, weight, vector } of terms) {
    const product = weight > 0 ? scores : below;
    const exponent = Math.abs(weight);
    // rounding may take a cosine of −1 just below it, where a power has no value
    similarities(space, vector ?? row, rows).forEach((cos, d) => (product[d] *= Math.max(0, (1 + cos) / 2) ** exponent));
  }
  return scores.map((score, d) => score / (below[d] + EPSILON));
}

function pairDirection(space: VectorSpace, terms: AnalogyTerm[], rows: number, expression: string): Float64Array {
  if (terms.map((t) => t.weight).join() !== '1,-1,1') {
    throw new WordspaceError(`PairDirection needs an expression of the form a − b + c, such as king - man + woman, not “${expression.trim()}”.`);
  }
  const [a, b, c] = terms.map((t) => similarities(space, t.vector ?? t.row));
  const [ab, ac, bc] = [between(terms, a, b, 0, 1), between(terms, a, c, 0, 2), between(terms, b, c, 1, 2)];
  const pair = Math.sqrt(Math.max(0, 2 - 2 * ab));
  if (!(pair > NO_LENGTH)) throw cancelled(expression);
  return Float64Array.from({ length: rows }, (_, d) => {
    const squared = (space.norms[d] > 0 ? 2 : 1) - 2 * c[d];
    // c itself, or its twin, lies in no direction from c
    if (!(squared > NO_LENGTH * NO_LENGTH) || d === terms[2].row) return 0;
    return (a[d] - b[d] - (ac - bc)) / (Math.sqrt(squared) * pair);
  });
}

/** Cosine of two terms out of the cosines of each with every row, or of their vectors where neither has a row. */
function between(terms: AnalogyTerm[], one: Float32Array, other: Float32Array, i: number, j: number): number {
  if (terms[j].row >= 0) return one[terms[j].row];
  if (terms[i].row >= 0) return other[terms[i].row];
  const unit = unitOf(terms[j].vector!);
  return unitOf(terms[i].vector!).reduce((sum, value, d) => sum + value * unit[d], 0);
}

function unitOf(vector: Float32Array): Float64Array {
  const length = Math.sqrt(vector.reduce((squares, v) => squares + v * v, 0));
  return Float64Array.from(vector, (v) => v / length);
}

function cancelled(expression: string): WordspaceError {
  return new WordspaceError(`In “${expression.trim()}” the words cancel each other out and nothing is left to point with; change a word or a weight.`);
}
