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

/** The one figure of a report, with its interval: accuracy, rank correlation or purity. */
export function headline({ kind, report }: TestReport): { measure: string; value: number; interval: Interval } {
  const { interval } = report;
  if (kind === 'similarity') return { measure: 'rank correlation', value: report.spearman, interval };
  if (kind === 'categories') return { measure: 'purity', value: report.purity, interval };
  return { measure: 'accuracy', value: report.accuracy, interval };
}

/** Mean and sample standard deviation (n − 1) over several spaces, such as seeds; sd is null for one. */
export function spread(values: number[]): { mean: number; sd: number | null } {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const squares = values.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  return { mean, sd: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : null };
}

function mapped<From, To>(work: Work<From>, change: (result: From) => To): Work<To> {
  return {
    step: () => work.step(),
    progress: (): Progress => work.progress(),
    result: () => change(work.result()),
  };
}
