/**
 * What evaluations with a right answer have in common: how many of the questions
 * the vocabulary could be asked, how many it answered, by section, how sure that is.
 */
import type { Progress } from '../work';
import { shareIntervals, type BootstrapOptions, type Interval } from './bootstrap';
import { fold, type VectorSpace } from './space';

/** The score of one section or of all. */
export interface Score {
  /** correct / asked, 0 where nothing could be asked. */
  accuracy: number;
  /** Of the accuracy: 95 % by bootstrap over the questions. */
  interval: Interval;
  correct: number;
  asked: number;
  /** Questions with a word outside the vocabulary. */
  skipped: number;
  /** asked / all questions. */
  coverage: number;
}

export interface SectionScore extends Score {
  name: string;
}

export interface ScoreReport extends Score {
  sections: SectionScore[];
  /** Words outside the vocabulary, those that stop most questions first; at most 12. */
  unknown: string[];
}

/** How one question went; undefined where it could not be asked. */
export interface Outcome {
  section: number;
  right: boolean | undefined;
}

const NAMED = 12;

/** Count, by section and together, and draw the intervals. */
export function* scored(names: string[], outcomes: Outcome[], unknown: string[], options: BootstrapOptions): Generator<Progress, ScoreReport, void> {
  const tallies = names.map(() => ({ correct: 0, asked: 0, all: 0 }));
  for (const { section, right } of outcomes) {
    const tally = tallies[section];
    tally.all++;
    if (right !== undefined) tally.asked++;
    if (right) tally.correct++;
  }
  const intervals = yield* shareIntervals(tallies, options);
  const sections = tallies.map((tally, s) => ({ name: names[s], ...score(tally, intervals.sections[s]) }));
  const sum = (of: 'correct' | 'asked' | 'all') => tallies.reduce((total, tally) => total + tally[of], 0);
  return { ...score({ correct: sum('correct'), asked: sum('asked'), all: sum('all') }, intervals.total), sections, unknown };
}

function score({ correct, asked, all }: { correct: number; asked: number; all: number }, interval: Interval): Score {
  return { accuracy: asked > 0 ? correct / asked : 0, interval, correct, asked, skipped: all - asked, coverage: all > 0 ? asked / all : 0 };
}

/** Finds the rows of words without regard to case and remembers which it did not find. */
export class KnownWords {
  private readonly rowOf = new Map<string, number>();
  private readonly misses = new Map<string, { word: string; times: number }>();

  /** @param rows only the first rows are known; of names that fold alike the first counts */
  constructor(space: VectorSpace, rows: number) {
    for (let row = rows - 1; row >= 0; row--) this.rowOf.set(space.folded[row], row);
  }

  /** Row of a word as it is written in a file, or −1. */
  row(word: string): number {
    const folded = fold(word);
    const row = this.rowOf.get(folded);
    if (row !== undefined) return row;
    const miss = this.misses.get(folded) ?? { word, times: 0 };
    this.misses.set(folded, { ...miss, times: miss.times + 1 });
    return -1;
  }

  /** Row of a folded name. */
  foldedRow(name: string): number | undefined {
    return this.rowOf.get(name);
  }

  /** The words most often asked for in vain. */
  get unknown(): string[] {
    const misses = [...this.misses.values()].sort((a, b) => b.times - a.times);
    return misses.slice(0, NAMED).map((miss) => miss.word);
  }
}
