/**
 * The two kinds of file that measure word vectors: analogy questions in
 * word2vec's questions-words format (Mikolov et al. 2013) and pairs of words
 * that people judged for similarity (WordSim-353 and its kin).
 */
import { WordspaceError } from '../error';

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
 * Lines `word word score`, separated by tabs, semicolons, commas or spaces; the first
 * line may be a header, columns after the score are left out, lines that begin with # too.
 * @throws WordspaceError naming the line that is no judgement, or a file without any
 */
export function parseJudgements(text: string, file: string): Judgement[] {
  const judgements: Judgement[] = [];
  let first = true;
  for (const { line, number } of contentLines(text)) {
    const separator = ['\t', ';', ','].find((s) => line.split(s).length > 2) ?? /\s+/;
    const [a, b, last] = line.split(separator).map((field) => field.trim());
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

function* contentLines(text: string): Generator<{ line: string; number: number }> {
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
