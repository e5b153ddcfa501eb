/**
 * The built-in evaluation: questions made from our own lists of pairs and kinds, as texts in the same formats that
 * people drop, so that they are read, answered and written to files alike.
 */
import { Random } from '../../lib/kernels/random';
import type { Test } from '../../lib/space/evaluation';
import { kinds } from './kinds';
import { pairs } from './pairs';

/** Each pair of a section is asked with so many others: a section of 30 pairs has 90 questions. */
const PARTNERS = 3;
/** Groups a kind: as many fellows as FELLOWS and one word of another kind, of the next in the list every other time: a bird among animals is harder than a month. */
const GROUPS = 10;
const FELLOWS = 4;

/** Analogies, odd ones out and categories; always the same. */
export function builtInTests(): Test[] {
  return [
    { kind: 'analogies', name: 'Analogies', text: analogies() },
    { kind: 'odd', name: 'Odd one out', text: oddOnes() },
    { kind: 'categories', name: 'Categories', text: categories() },
  ];
}

function analogies(): string {
  return Object.entries(pairs).flatMap(([name, list]) => {
    // shuffled, because neighbours in the list (boy girl, man woman) make easy questions
    const section = shuffled(list.trim().split(/\s*,\s*/).map((pair) => pair.split(/\s+/)), name.length);
    const questions = section.flatMap((pair, i) =>
      Array.from({ length: PARTNERS }, (_, p) => [...section[(i + p + 1) % section.length], ...pair]).filter((words) => new Set(words).size === 4));
    return [`: ${name}`].concat(questions.map((words) => words.join(' ')));
  }).join('\n');
}

function oddOnes(): string {
  const all = Object.entries(kinds).map(([name, words]) => ({ name, words: words.split(' ') }));
  const random = new Random(7);
  return all.flatMap(({ name, words }, k) => {
    const groups = Array.from({ length: GROUPS }, (_, g) => {
      const other = all[(k + 1 + (g % 2 === 0 ? 0 : random.below(all.length - 1))) % all.length].words;
      const fellows = shuffled(words, random.next()).slice(0, FELLOWS);
      return `${fellows.join(' ')} | ${other[random.below(other.length)]}`;
    });
    return [`: ${name}`].concat(groups);
  }).join('\n');
}

function categories(): string {
  return Object.entries(kinds).flatMap(([name, words]) => words.split(' ').map((word) => `${word}\t${name}`)).join('\n');
}

function shuffled<T>(items: T[], seed: number): T[] {
  return Array.from(new Random(seed).shuffle(items.map((_, i) => i)), (i) => items[i]);
}
