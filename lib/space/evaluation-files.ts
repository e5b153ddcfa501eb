/**
 * The kinds of file that measure word vectors: analogy questions in word2vec's
 * questions-words format (Mikolov et al. 2013), pairs of words that people judged
 * for similarity (WordSim-353, SimLex-999 and their kin), groups of words with one
 * that does not belong, and words with their categories (Almuhareb and Poesio 2004).
 */
import { WordspaceError } from '../error';
import { fold } from './space';

/** a is to b as c is to expected. */
export interface Question {
  words: [a: string, b: string, c: string, expected: string];
  /** Index into the sections. */
  section: number;
}

export interface Judgement {
  words: [string, string];
  score: number;
}

/** Words of one kind and one that is not. */
export interface OddGroup {
  fellows: string[];
  odd: string;
  /** Index into the sections. */
  section: number;
}

export interface Categorised {
  word: string;
  /** Index into the categories. */
  category: number;
}

/**
 * Lines of four words under `: section` lines; empty lines and those that begin with # or // are left out.
 * @throws WordspaceError naming the line that is no question, or a file without any
 */
export function parseQuestions(text: string, file: string): { sections: string[]; questions: Question[] } {
  const sections: string[] = [];
  const questions: Question[] = [];
  for (const { line, number } of contentLines(text)) {
    if (line.startsWith(':')) {
      sections.push(line.slice(1).trim());
      continue;
    }
    if (line.startsWith('//')) continue;
    const words = line.split(/\s+/);
    if (words.length !== 4) {
      throw new WordspaceError(`${file}, line ${number}: a question has four words, this line has ${words.length} (“${shown(line)}”); mend or remove it.`);
    }
    if (sections.length === 0) sections.push('(no section)');
    questions.push({ words: words as Question['words'], section: sections.length - 1 });
  }
  if (questions.length === 0) throw new WordspaceError(`${file} holds no analogy question; write one a line, such as man king woman queen.`);
  return { sections, questions };
}

/**
 * Lines `word word score`, separated by tabs, semicolons, commas or spaces; the first line may be a header, the
 * letter of a part of speech may stand before the score, columns after it are left out, lines that begin with # too.
 * @throws WordspaceError naming the line that is no judgement, or a file without any
 */
export function parseJudgements(text: string, file: string): Judgement[] {
  const judgements: Judgement[] = [];
  let first = true;
  for (const { line, number } of contentLines(text)) {
    const separator = ['\t', ';', ','].find((s) => line.split(s).length > 2) ?? /\s+/;
    const [a, b, third, fourth] = line.split(separator).map((field) => field.trim());
    const last = third && /^[A-Za-z]$/.test(third) ? fourth : third;
    const score = last ? Number(last) : NaN;
    if (a && b && Number.isFinite(score)) judgements.push({ words: [a, b], score });
    else if (!first || !b) {
      throw new WordspaceError(`${file}, line ${number}: expected two words and a number, found “${shown(line)}”; mend or remove the line.`);
    }
    first = false;
  }
  if (judgements.length === 0) throw new WordspaceError(`${file} holds no judged pair; write one a line, such as tiger cat 7.35.`);
  return judgements;
}

/**
 * Lines `word word … | odd` under `: section` lines: two words or more of one kind, a bar, and the one that does
 * not belong. Empty lines and those that begin with # or // are left out.
 * @throws WordspaceError naming the line that is no such group, or a file without any
 */
export function parseOdd(text: string, file: string): { sections: string[]; groups: OddGroup[] } {
  const sections: string[] = [];
  const groups: OddGroup[] = [];
  for (const { line, number } of contentLines(text)) {
    if (line.startsWith(':')) {
      sections.push(line.slice(1).trim());
      continue;
    }
    if (line.startsWith('//')) continue;
    const parts = line.split('|').map((part) => part.trim().split(/\s+/).filter(Boolean));
    const [fellows, odd] = parts;
    const fault = oddFault(parts);
    if (fault) throw new WordspaceError(`${file}, line ${number}: ${fault} (“${shown(line)}”); write it as apple pear plum | hammer.`);
    if (sections.length === 0) sections.push('(no section)');
    groups.push({ fellows, odd: odd[0], section: sections.length - 1 });
  }
  if (groups.length === 0) throw new WordspaceError(`${file} holds no group of words; write one a line, such as apple pear plum | hammer.`);
  return { sections, groups };
}

function oddFault(parts: string[][]): string | null {
  const [fellows, odd] = parts;
  if (parts.length !== 2) return `one bar should stand before the word that does not belong, this line has ${parts.length - 1}`;
  if (odd.length !== 1) return `one word should follow the bar, not ${odd.length}`;
  if (fellows.length < 2) return 'at least two words should stand before the bar';
  const all = [...fellows, ...odd].map(fold);
  return new Set(all).size < all.length ? 'a word stands in this line twice' : null;
}

/**
 * Lines `word category`, separated by a tab, semicolon, comma or spaces; the first line may be a header (word,
 * category), lines that begin with # are left out.
 * @throws WordspaceError naming the line that is no such pair, or a file without two categories
 */
export function parseCategories(text: string, file: string): { categories: string[]; words: Categorised[] } {
  const indexOf = new Map<string, number>();
  const words: Categorised[] = [];
  let first = true;
  for (const { line, number } of contentLines(text)) {
    const header = first && /^(word|concept|term)s?\W+(category|class|label|type)\w*$/i.test(line);
    first = false;
    if (header) continue;
    const separator = ['\t', ';', ','].find((s) => line.includes(s)) ?? /\s+/;
    const fields = line.split(separator).map((field) => field.trim());
    const [word, category] = fields;
    if (fields.length !== 2 || !word || !category) {
      throw new WordspaceError(`${file}, line ${number}: expected a word and its category, found “${shown(line)}”; separate them by a tab, such as cat\tanimal.`);
    }
    if (!indexOf.has(category)) indexOf.set(category, indexOf.size);
    words.push({ word, category: indexOf.get(category) ?? 0 });
  }
  if (indexOf.size < 2) throw new WordspaceError(`${file} names ${indexOf.size === 0 ? 'no category' : 'only one category'}; words of two or more are needed, one word a line: cat\tanimal.`);
  return { categories: [...indexOf.keys()], words };
}

/** Lines with something to say, trimmed, with their number from 1. */
export function* contentLines(text: string): Generator<{ line: string; number: number }> {
  let number = 0;
  for (const raw of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    number++;
    const line = raw.trim();
    if (line !== '' && !line.startsWith('#')) yield { line, number };
  }
}

/** Enough of a line to find it, should it be a whole binary file. */
function shown(line: string): string {
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
