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
import { cosineBlock, pairCost } from './cosine-block';
import { parseJudgements, parseQuestions, type Question } from './evaluation-files';
import { similarity } from './neighbours';
import { fold, type VectorSpace } from './space';
import { spearman } from './spearman';
import { limited } from './whole-number';

export interface AnalogyReport {
  /** correct / asked, 0 where nothing could be asked. */
  accuracy: number;
  correct: number;
  asked: number;
  /** Questions with a word outside the vocabulary. */
  skipped: number;
  sections: { name: string; correct: number; asked: number }[];
}

export interface SimilarityReport {
  /** Rank correlation with the judgements; 0 where fewer than two pairs are known. */
  spearman: number;
  /** Pairs compared. */
  pairs: number;
  /** Pairs with a word outside the vocabulary. */
  missing: number;
}

export interface EvaluationOptions {
  /** File name, for messages. */
  name: string;
  /** Only the first rows (the most frequent) are known and may be answers; default all. */
  vocabulary?: number;
}

/** Multiplications in one slice: about 50 ms on a slow machine. */
const SLICE = 3e7;

/**
 * Answer a file of questions.
 * @throws WordspaceError for a malformed file (at once, not while stepping)
 */
export function evaluateAnalogies(
  space: VectorSpace,
  text: string,
  { name, vocabulary, method = 'add' }: EvaluationOptions & { method?: 'add' | 'mul' },
): Work<AnalogyReport> {
  const rows = limited(space.size, vocabulary, 'The vocabulary');
  const { sections, questions } = parseQuestions(text, name);
  const first = { stage: 'answering questions', done: 0, total: rows };
  return new Sliced(answer(space, rows, sections, questions, method), first);
}

function* answer(
  space: VectorSpace,
  rows: number,
  sections: string[],
  questions: Question[],
  method: 'add' | 'mul',
): Generator<Progress, AnalogyReport, void> {
  const rowOf = foldedRows(space, rows);
  const known = questions
    .map(({ words, section }) => ({ section, rows: words.map((w) => rowOf.get(fold(w)) ?? -1) }))
    .filter((q) => q.rows.every((row) => row >= 0));
  const different = Uint32Array.from(new Set(known.flatMap((q) => q.rows.slice(0, 3))));
  const indexOf = new Map(Array.from(different, (row, i) => [row, i]));
  // a, b and c of every question as indices into `different`
  const inputs = Uint32Array.from(known.flatMap((q) => q.rows.slice(0, 3).map((row) => indexOf.get(row) ?? 0)));
  // names that fold alike are one answer
  const answerOf = Uint32Array.from({ length: rows }, (_, row) => rowOf.get(space.folded[row]) ?? row);
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
  return report(sections, known, bestAnswer, questions.length);
}

function report(sections: string[], known: { section: number; rows: number[] }[], answers: Int32Array, questions: number): AnalogyReport {
  const counts = sections.map((name) => ({ name, correct: 0, asked: 0 }));
  known.forEach(({ section, rows }, q) => {
    counts[section].asked++;
    if (answers[q] === rows[3]) counts[section].correct++;
  });
  const correct = counts.reduce((sum, s) => sum + s.correct, 0);
  const asked = known.length;
  return { accuracy: asked > 0 ? correct / asked : 0, correct, asked, skipped: questions - asked, sections: counts };
}

/**
 * Correlate cosines with a file of judgements.
 * @throws WordspaceError for a malformed file
 */
export function evaluateSimilarity(space: VectorSpace, text: string, { name, vocabulary }: EvaluationOptions): SimilarityReport {
  const rowOf = foldedRows(space, limited(space.size, vocabulary, 'The vocabulary'));
  const judgements = parseJudgements(text, name);
  const judged: number[] = [];
  const cosines: number[] = [];
  for (const { words, score } of judgements) {
    const [a, b] = words.map((word) => rowOf.get(fold(word)));
    if (a === undefined || b === undefined) continue;
    judged.push(score);
    cosines.push(similarity(space, a, b));
  }
  return { spearman: spearman(judged, cosines), pairs: judged.length, missing: judgements.length - judged.length };
}

/** The first of the first `rows` rows for every folded name. */
function foldedRows(space: VectorSpace, rows: number): Map<string, number> {
  const rowOf = new Map<string, number>();
  for (let row = rows - 1; row >= 0; row--) rowOf.set(space.folded[row], row);
  return rowOf;
}
