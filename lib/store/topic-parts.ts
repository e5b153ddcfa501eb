/** What is told of topics as they were trained, told of them as a person has arranged them: under their names, merged ones as one. */
import { summed, type Explanation, type Part } from '../space/evidence/explain';
import type { Evidence } from '../models/retrieval';
import type { OpenSpace } from './state';
import { shownTopics } from './topics';

/** Words that stand for a merged topic. */
const WORDS = 4;

/** @param told by topics with all of its parts, or by something else, which stays as it is */
export function partsAsShown(told: Explanation, space: OpenSpace): Explanation {
  if (told.by !== 'topics') return told;
  const { similarity, parts } = told;
  const shown = asShown(parts, space, (part) => part.topic, (rows, name): Part => ({
    name,
    topic: rows[0].topic,
    words: wordsOf(rows),
    value: sum(rows, ({ value }) => value),
    a: sum(rows, ({ a }) => a),
    b: sum(rows, ({ b }) => b),
  }));
  return summed(similarity, 'topics', shown.sort((x, y) => Math.abs(y.value) - Math.abs(x.value)));
}

/** What speaks for a document; what is no topic stays as it is. */
export function evidenceAsShown(evidence: Evidence[], space: OpenSpace | undefined): Evidence[] {
  if (!space?.topics) return evidence;
  const shown = asShown(evidence, space, ({ topic }) => topic, (rows, label): Evidence => ({
    label, topic: rows[0].topic, part: sum(rows, ({ part }) => part), words: wordsOf(rows), exact: rows.some(({ exact }) => exact),
  }));
  return shown.sort((x, y) => y.part - x.part);
}

function asShown<T>(parts: T[], space: OpenSpace, topicOf: (part: T) => number | undefined, together: (parts: T[], name: string) => T): T[] {
  const shown = shownTopics(space);
  if (!shown) return parts;
  const rows = new Map<number, T[]>();
  for (const part of parts) {
    const row = shown.rows[topicOf(part) ?? -1];
    rows.set(row, [...(rows.get(row) ?? []), part]);
  }
  return [...rows].flatMap(([row, of]) => (row === undefined ? of : [together(of, `${shown.names[row]}${shown.hidden[row] ? ' (hidden)' : ''}`)]));
}

function wordsOf(parts: { words?: string[] }[]): string[] {
  return [...new Set(parts.flatMap(({ words = [] }) => words))].slice(0, WORDS);
}

function sum<T>(parts: T[], of: (part: T) => number): number {
  return parts.reduce((total, part) => total + of(part), 0);
}
