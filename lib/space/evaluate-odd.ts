/**
 * Which word does not belong? The one whose cosine with the mean of all unit
 * vectors of the group is least, which is the one of least mean cosine to the
 * others: gensim's doesnt_match. Case is folded; a group with a word outside the
 * vocabulary is skipped.
 */
import { Sliced, type Progress, type Work } from '../work';
import type { EvaluationOptions } from './evaluate';
import { parseOdd, type OddGroup } from './evaluation-files';
import { KnownWords, scored, type ScoreReport } from './evaluation-score';
import { similarity } from './neighbours';
import type { VectorSpace } from './space';
import { limited } from './whole-number';

export interface OddReport extends ScoreReport {
  /** Each group with the word chosen, where `detail` was asked for. */
  groups?: ChosenOdd[];
}

export interface ChosenOdd extends OddGroup {
  /** As the file writes it; null where a word is outside the vocabulary. */
  answer: string | null;
  right: boolean;
}

/** Groups in one slice. */
const SLICE = 500;

/**
 * Choose the odd word of every group of a file.
 * @throws WordspaceError for a malformed file (at once, not while stepping)
 */
export function evaluateOdd(space: VectorSpace, text: string, options: EvaluationOptions): Work<OddReport> {
  const rows = limited(space.size, options.vocabulary, 'The vocabulary');
  const { sections, groups } = parseOdd(text, options.name);
  return new Sliced(choose(space, rows, sections, groups, options), { stage: 'choosing odd words', done: 0, total: groups.length });
}

function* choose(space: VectorSpace, rows: number, sections: string[], groups: OddGroup[], { detail, draws, seed }: EvaluationOptions): Generator<Progress, OddReport, void> {
  const known = new KnownWords(space, rows);
  const chosen: ChosenOdd[] = [];
  for (const group of groups) {
    const words = [...group.fellows, group.odd];
    const members = words.map((word) => known.row(word));
    const answer = members.includes(-1) ? null : words[oddOne(space, members)];
    chosen.push({ ...group, answer, right: answer === group.odd });
    if (chosen.length % SLICE === 0) yield { stage: 'choosing odd words', done: chosen.length, total: groups.length };
  }
  const outcomes = chosen.map(({ section, answer, right }) => ({ section, right: answer === null ? undefined : right }));
  const report = yield* scored(sections, outcomes, known.unknown, { draws, seed });
  return detail ? { ...report, groups: chosen } : report;
}

/** Index of the row with the least sum of cosines to the others; the first of equals. */
function oddOne(space: VectorSpace, rows: number[]): number {
  const closeness = rows.map((row, i) => rows.reduce((sum, other, j) => (i === j ? sum : sum + similarity(space, row, other)), 0));
  return closeness.indexOf(Math.min(...closeness));
}
