/**
 * How well do document vectors tell a label (category, party, region)? k nearest neighbours
 * by cosine, each document judged by those of the other folds: what scikit-learn's
 * KNeighborsClassifier(k, metric='cosine') answers in cross_val_score with
 * StratifiedKFold(folds), which does not shuffle.
 */
import { WordspaceError } from '../error';
import { Sliced, type Progress, type Work } from '../work';
import { wilson, type Interval } from './bootstrap';
import { cosineBlock } from './cosine-block';
import type { VectorSpace } from './space';
import { Top } from './top';
import { wholeNumber } from './whole-number';

export interface ClassifyOptions {
  /** Neighbours that vote, 1 or more; default 5. */
  k?: number;
  /** Parts of the documents, each judged by the others, 2 or more; default 5. */
  folds?: number;
  /** At most so many documents, taken at even steps; default 3,000. */
  limit?: number;
}

export interface Classification {
  /** Mean over the folds, as cross_val_score’s mean. */
  accuracy: number;
  folds: number[];
  /** Wilson’s 95 % of all answers together. */
  interval: Interval;
  /** Share of the most frequent label: what always saying it would reach. */
  baseline: number;
  documents: number;
  labels: number;
  /** The label that each judged document was given. */
  answers: string[];
}

/** Candidates of one block of the product. */
const BLOCK = 256;

/**
 * @param labels one a document; documents without one (null) take no part
 * @throws WordspaceError for fewer than two labels, or where no label has a document for every fold
 */
export function classify(documents: VectorSpace, labels: readonly (string | null)[], options: ClassifyOptions = {}): Work<Classification> {
  const k = wholeNumber(options.k ?? 5, 'The number of neighbours that vote');
  const folds = wholeNumber(options.folds ?? 5, 'The number of folds', 2);
  const labelled = labels.flatMap((label, row) => (label === null ? [] : [row]));
  const limit = Math.min(labelled.length, wholeNumber(options.limit ?? 3000, 'The number of documents', folds));
  const rows = Uint32Array.from({ length: limit }, (_, i) => labelled[Math.floor(((i + 0.5) * labelled.length) / limit)]);
  const names = [...new Set(Array.from(rows, (row) => labels[row] ?? ''))].sort();
  if (names.length < 2) throw new WordspaceError('To tell documents apart by a label, there must be at least two different labels.');
  const codeOf = new Map(names.map((name, code) => [name, code]));
  const codes = Uint32Array.from(rows, (row) => codeOf.get(labels[row] ?? '') ?? 0);
  const sizes = names.map((_, code) => codes.reduce((n, c) => n + Number(c === code), 0));
  if (Math.max(...sizes) < folds) throw new WordspaceError(`No label has the ${folds} documents that ${folds} folds need; choose another column, or fewer folds.`);
  return new Sliced(judged(documents, { rows, codes, names, sizes, k, folds }), { stage: 'classifying documents', done: 0, total: rows.length });
}

interface Plan {
  rows: Uint32Array;
  codes: Uint32Array;
  names: string[];
  sizes: number[];
  k: number;
  folds: number;
}

function* judged(documents: VectorSpace, { rows, codes, names, sizes, k, folds }: Plan): Generator<Progress, Classification, void> {
  const fold = stratified(codes, names.length, folds);
  const best = Array.from(rows, () => new Top(k));
  const cosines = new Float32Array(BLOCK * BLOCK);
  for (let from = 0; from < rows.length; from += BLOCK) {
    const block = rows.subarray(from, from + BLOCK);
    const multiply = cosineBlock(documents.unit, block);
    for (let start = 0; start < rows.length; start += BLOCK) {
      const asked = rows.subarray(start, start + BLOCK);
      multiply(asked, cosines);
      for (let i = 0; i < asked.length; i++) {
        for (let j = 0; j < block.length; j++) {
          if (fold[start + i] !== fold[from + j]) best[start + i].offer(from + j, cosines[i * block.length + j]);
        }
      }
      yield { stage: 'classifying documents', done: from + (block.length * (start + asked.length)) / rows.length, total: rows.length };
    }
  }
  const answers = best.map((top) => vote(top.ranked().map(({ row }) => codes[row]), names.length));
  const right = answers.map((answer, i) => Number(answer === codes[i]));
  const accuracies = Array.from({ length: folds }, (_, f) => {
    const mine = right.filter((_, i) => fold[i] === f);
    return mine.reduce((sum, r) => sum + r, 0) / mine.length;
  });
  const correct = right.reduce((sum, r) => sum + r, 0);
  return {
    accuracy: accuracies.reduce((sum, a) => sum + a, 0) / folds,
    folds: accuracies,
    interval: wilson({ correct, asked: rows.length }),
    baseline: Math.max(...sizes) / rows.length,
    documents: rows.length,
    labels: names.length,
    answers: answers.map((code) => names[code]),
  };
}

/**
 * The fold of every document: the labels in order of first appearance are dealt to the folds in
 * turn, and each fold takes its share of a label in the order of the documents.
 */
function stratified(codes: Uint32Array, labels: number, folds: number): Uint32Array {
  const order = [...new Set(codes)];
  const place = new Map(order.map((code, i) => [code, i]));
  const dealt = Array.from(codes, (code) => place.get(code) ?? 0).sort((x, y) => x - y);
  const shares = Array.from({ length: labels }, () => new Uint32Array(folds));
  dealt.forEach((label, i) => shares[label][i % folds]++);
  const fold = new Uint32Array(codes.length);
  const at = new Uint32Array(labels);
  codes.forEach((code, i) => {
    const label = place.get(code) ?? 0;
    while (shares[label][at[label]] === 0) at[label]++;
    shares[label][at[label]]--;
    fold[i] = at[label];
  });
  return fold;
}

/** The most frequent code; of equally frequent ones the first, as scipy.stats.mode has it. */
function vote(codes: number[], labels: number): number {
  const votes = new Uint32Array(labels);
  for (const code of codes) votes[code]++;
  return votes.indexOf(Math.max(...votes));
}
