/**
 * How good are the vectors? Analogy questions answered by 3CosAdd or 3CosMul
 * and the rank correlation of cosines with human judgements, both with gensim's
 * rules (evaluate_word_analogies, evaluate_word_pairs): case is folded, the
 * most frequent of names that fold alike counts, questions and pairs with a
 * word outside the vocabulary are skipped, a question's own words are no answer.
 *
 * All questions together hold few different words, and with unit rows
 * cos(d, b − a + c) orders candidates d as cos(d, b) − cos(d, a) + cos(d, c)
 * does. So a block of candidates is multiplied once with the different words
 * and every question only adds three numbers a candidate.
 */
import { Sliced, type Progress, type Work } from '../work';
import { EPSILON } from './analogy';
import { spearmanInterval, type BootstrapOptions, type Interval } from './bootstrap';
import { cosineBlock, pairCost } from './cosine-block';
import { parseJudgements, parseQuestions, type Judgement, type Question } from './evaluation-files';
import { KnownWords, scored, type ScoreReport } from './evaluation-score';
import { similarity } from './neighbours';
import type { VectorSpace } from './space';
import { ranks, spearman } from './spearman';
import { limited } from './whole-number';

export interface AnalogyReport extends ScoreReport {
  /** Each question with what was answered, where `detail` was asked for. */
  questions?: AnsweredQuestion[];
}

export interface AnsweredQuestion extends Question {
  /** The name answered; null where a word is outside the vocabulary. */
  answer: string | null;
  right: boolean;
}

export interface SimilarityReport {
  /** Rank correlation with the judgements; 0 where fewer than two pairs are known. */
  spearman: number;
  /** Of the correlation: 95 % by bootstrap over the pairs. */
  interval: Interval;
  /** Pairs compared. */
  pairs: number;
  /** Pairs with a word outside the vocabulary. */
  missing: number;
  /** pairs / all pairs. */
  coverage: number;
  /** Words outside the vocabulary, those that stop most pairs first; at most 12. */
  unknown: string[];
  /** Each pair with its cosine, where `detail` was asked for. */
  judged?: ComparedPair[];
}

export interface ComparedPair extends Judgement {
  /** null where a word is outside the vocabulary. */
  cosine: number | null;
  /** By how much of all ranks the vectors rate the pair higher than people do, −1 … 1; null like the cosine. */
  gap: number | null;
}

export interface EvaluationOptions extends BootstrapOptions {
  /** File name, for messages. */
  name: string;
  /** Only the first rows (the most frequent) are known and may be answers; default all. */
  vocabulary?: number;
  /** Report every question too; default false. */
  detail?: boolean;
}

/** Multiplications in one slice: about 50 ms on a slow machine. */
const SLICE = 3e7;

/**
 * Answer a file of questions.
 * @throws WordspaceError for a malformed file (at once, not while stepping)
 */
export function evaluateAnalogies(space: VectorSpace, text: string, options: EvaluationOptions & { method?: 'add' | 'mul' }): Work<AnalogyReport> {
  const rows = limited(space.size, options.vocabulary, 'The vocabulary');
  const { sections, questions } = parseQuestions(text, options.name);
  return new Sliced(analogies(space, rows, sections, questions, options), { stage: 'answering questions', done: 0, total: rows });
}

function* analogies(
  space: VectorSpace,
  rows: number,
  sections: string[],
  questions: Question[],
  { method = 'add', detail, draws, seed }: EvaluationOptions & { method?: 'add' | 'mul' },
): Generator<Progress, AnalogyReport, void> {
  const words = new KnownWords(space, rows);
  const asked = questions.map((question) => ({ question, rows: question.words.map((word) => words.row(word)) }));
  const known = asked.filter((q) => q.rows.every((row) => row >= 0));
  const answers = yield* answer(space, rows, known, words, method);
  const answerOf = new Map(known.map(({ question }, q) => [question, { row: answers[q], right: answers[q] === known[q].rows[3] }]));
  const outcomes = questions.map((question) => ({ section: question.section, right: answerOf.get(question)?.right }));
  const report = yield* scored(sections, outcomes, words.unknown, { draws, seed });
  if (!detail) return report;
  const answered = questions.map((question) => {
    const { row = -1, right = false } = answerOf.get(question) ?? {};
    return { ...question, answer: row >= 0 ? space.names[row] : null, right };
  });
  return { ...report, questions: answered };
}

/** The row that answers each question, −1 where no candidate is left. */
function* answer(space: VectorSpace, rows: number, known: { rows: number[] }[], words: KnownWords, method: 'add' | 'mul'): Generator<Progress, Int32Array, void> {
  const different = Uint32Array.from(new Set(known.flatMap((q) => q.rows.slice(0, 3))));
  const indexOf = new Map(Array.from(different, (row, i) => [row, i]));
  // a, b and c of every question as indices into `different`
  const inputs = Uint32Array.from(known.flatMap((q) => q.rows.slice(0, 3).map((row) => indexOf.get(row) ?? 0)));
  // names that fold alike are one answer
  const answerOf = Uint32Array.from({ length: rows }, (_, row) => words.foldedRow(space.folded[row]) ?? row);
  const best = new Float64Array(known.length).fill(-Infinity);
  const bestAnswer = new Int32Array(known.length).fill(-1);

  const perCandidate = different.length * pairCost(space.unit, different) + 4 * known.length;
  const width = Math.max(4, Math.min(1024, Math.floor(SLICE / perCandidate)));
  const cosines = new Float32Array(different.length * width);
  for (let from = 0; from < rows && known.length > 0; from += width) {
    const block = Uint32Array.from({ length: Math.min(width, rows - from) }, (_, j) => from + j);
    cosineBlock(space.unit, block)(different, cosines);
    for (let q = 0; q < known.length; q++) {
      const atA = inputs[3 * q] * block.length;
      const atB = inputs[3 * q + 1] * block.length;
      const atC = inputs[3 * q + 2] * block.length;
      for (let j = 0; j < block.length; j++) {
        const a = cosines[atA + j];
        const b = cosines[atB + j];
        const c = cosines[atC + j];
        const score = method === 'add' ? b - a + c : ((1 + b) * (1 + c)) / (2 * (1 + a) + 4 * EPSILON);
        if (score > best[q]) {
          const row = answerOf[from + j];
          const [rowA, rowB, rowC] = known[q].rows;
          if (row === rowA || row === rowB || row === rowC) continue;
          best[q] = score;
          bestAnswer[q] = row;
        }
      }
    }
    yield { stage: 'answering questions', done: from + block.length, total: rows };
  }
  return bestAnswer;
}

/**
 * Correlate cosines with a file of judgements.
 * @throws WordspaceError for a malformed file (at once, not while stepping)
 */
export function evaluateSimilarity(space: VectorSpace, text: string, options: EvaluationOptions): Work<SimilarityReport> {
  const rows = limited(space.size, options.vocabulary, 'The vocabulary');
  const judgements = parseJudgements(text, options.name);
  return new Sliced(correlate(space, rows, judgements, options), { stage: 'comparing pairs', done: 0, total: judgements.length });
}

function* correlate(space: VectorSpace, rows: number, judgements: Judgement[], { detail, draws, seed }: EvaluationOptions): Generator<Progress, SimilarityReport, void> {
  const words = new KnownWords(space, rows);
  const judged = judgements.map((judgement) => {
    const [a, b] = judgement.words.map((word) => words.row(word));
    return { ...judgement, cosine: a < 0 || b < 0 ? null : similarity(space, a, b) };
  });
  const known = judged.filter((pair) => pair.cosine !== null);
  const scores = known.map((pair) => pair.score);
  const cosines = known.map((pair) => pair.cosine ?? 0);
  const interval = yield* spearmanInterval(scores, cosines, { draws, seed });
  const report = {
    spearman: spearman(scores, cosines), interval, pairs: known.length, missing: judged.length - known.length,
    coverage: known.length / judged.length, unknown: words.unknown,
  };
  if (!detail) return report;
  const [byPeople, byVectors] = [ranks(scores), ranks(cosines)];
  const gapOf = new Map(known.map((pair, i) => [pair, (byVectors[i] - byPeople[i]) / known.length]));
  return { ...report, judged: judged.map((pair) => Object.assign(pair, { gap: gapOf.get(pair) ?? null })) };
}
