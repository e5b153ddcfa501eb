/** One door to all evaluations: a test is a text of one of the kinds, a report says of which kind it is. */
import type { Progress, Work } from '../work';
import type { Interval } from './bootstrap';
import { evaluateAnalogies, evaluateSimilarity, type AnalogyReport, type EvaluationOptions, type SimilarityReport } from './evaluate';
import { evaluateCategories, type CategoriesReport } from './evaluate-categories';
import { evaluateOdd, type OddReport } from './evaluate-odd';
import { parseCategories, parseJudgements, parseOdd, parseQuestions } from './evaluation-files';
import type { EvaluationKind } from './evaluation-kind';
import type { VectorSpace } from './space';

export interface Test {
  kind: EvaluationKind;
  /** File name, or what the test is called. */
  name: string;
  text: string;
}

export type TestReport =
  | { kind: 'analogies'; name: string; report: AnalogyReport }
  | { kind: 'similarity'; name: string; report: SimilarityReport }
  | { kind: 'odd'; name: string; report: OddReport }
  | { kind: 'categories'; name: string; report: CategoriesReport };

/**
 * Put a space to a test.
 * @throws WordspaceError for a malformed text (at once, not while stepping)
 */
export function evaluate(space: VectorSpace, { kind, name, text }: Test, options: Omit<EvaluationOptions, 'name'> = {}): Work<TestReport> {
  const all = { ...options, name };
  if (kind === 'analogies') return mapped(evaluateAnalogies(space, text, all), (report) => ({ kind, name, report }));
  if (kind === 'similarity') return mapped(evaluateSimilarity(space, text, all), (report) => ({ kind, name, report }));
  if (kind === 'odd') return mapped(evaluateOdd(space, text, all), (report) => ({ kind, name, report }));
  return mapped(evaluateCategories(space, text, all), (report) => ({ kind, name, report }));
}

/**
 * How many questions, pairs, groups or words a test holds.
 * @throws WordspaceError for a malformed text: asked before anything is evaluated
 */
export function checkTest({ kind, name, text }: Test): number {
  if (kind === 'analogies') return parseQuestions(text, name).questions.length;
  if (kind === 'similarity') return parseJudgements(text, name).length;
  if (kind === 'odd') return parseOdd(text, name).groups.length;
  return parseCategories(text, name).words.length;
}

/** A figure with what it is of: a whole test, or a section of it. */
export interface Figure {
  name: string;
  /** Accuracy, purity or rank correlation. */
  value: number;
  interval: Interval;
  /** Right answers; null for a correlation, which has none. */
  correct: number | null;
  asked: number;
  /** Questions, pairs or words that the vocabulary could not be asked. */
  skipped: number;
}

/** The one figure of a report: accuracy, rank correlation or purity. */
export function headline({ kind, name, report }: TestReport): Figure & { measure: string } {
  const { interval } = report;
  if (kind === 'similarity') return { name, measure: 'rank correlation', value: report.spearman, interval, correct: null, asked: report.pairs, skipped: report.missing };
  if (kind === 'categories') {
    return { name, measure: 'purity', value: report.purity, interval, correct: Math.round(report.purity * report.words), asked: report.words, skipped: report.missing };
  }
  return { name, measure: 'accuracy', value: report.accuracy, interval, correct: report.correct, asked: report.asked, skipped: report.skipped };
}

/** Fewer pairs leave a rank correlation entirely open. */
export const FEWEST_PAIRS = 3;

/** Whether so many questions, or pairs of a correlation, make a figure at all. */
export function tells({ correct, asked }: Pick<Figure, 'correct' | 'asked'>): boolean {
  return asked >= (correct === null ? FEWEST_PAIRS : 1);
}

/** The figures of a report's sections or categories; none for a correlation. */
export function sectionFigures({ kind, report }: TestReport): Figure[] {
  if (kind === 'similarity') return [];
  if (kind === 'categories') {
    return report.categories.map(({ name, right, words, missing, interval }) => ({
      name, value: words > 0 ? right / words : 0, interval, correct: right, asked: words, skipped: missing,
    }));
  }
  return report.sections.map(({ name, accuracy, interval, correct, asked, skipped }) => ({ name, value: accuracy, interval, correct, asked, skipped }));
}

function mapped<From, To>(work: Work<From>, change: (result: From) => To): Work<To> {
  return {
    step: () => work.step(),
    progress: (): Progress => work.progress(),
    result: () => change(work.result()),
  };
}
