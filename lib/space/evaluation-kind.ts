/** Does a file measure vectors, and in which way? Told from its first lines, not from its name. */
import { contentLines } from './evaluation-files';

export type EvaluationKind = 'analogies' | 'similarity' | 'odd' | 'categories';

export interface Sniffed {
  kind: EvaluationKind;
  /** False where an ordinary text might look the same: lines of four words may be a poem. */
  sure: boolean;
}

/** So many lines tell. */
const LINES = 300;
/** Some of the lines may be malformed: their error is then told with its line. */
const ENOUGH = 0.8;
/** Fewer lines prove nothing. */
const FEW = 4;

/**
 * The kind of evaluation a text is made for, or null where it is something else: a text to train on, a table, vectors.
 * @param text the file, or its beginning
 * @param meant a person has said that it is one: then a line is enough
 */
export function evaluationKind(text: string, meant = false): Sniffed | null {
  const lines: string[] = [];
  let sections = 0;
  for (const { line } of contentLines(text)) {
    if (line.startsWith(': ') || line === ':') sections++;
    else if (!line.startsWith('//')) lines.push(line);
    if (lines.length >= LINES) break;
  }
  const fit = (form: (line: string) => boolean) => lines.filter(form).length >= ENOUGH * lines.length;
  if (lines.length === 0) return null;
  if (fit(isOdd)) return { kind: 'odd', sure: true };
  if (sections > 0 && fit(isQuestion)) return { kind: 'analogies', sure: true };
  if (lines.length < FEW && !meant) return null;
  if (fit(isJudgement)) return { kind: 'similarity', sure: !describes(lines) };
  if (fit(isQuestion)) return { kind: 'analogies', sure: false };
  if (fit(isCategorised) && (meant || repeats(lines))) return { kind: 'categories', sure: lines[0].includes('\t') };
  return null;
}

const isOdd = (line: string) => /^[^\s|]+(\s+[^\s|]+)+\s*\|\s*[^\s|]+$/.test(line);
const isQuestion = (line: string) => /^\S*\p{L}\S*(\s+\S*\p{L}\S*){3}$/u.test(line) && !/[\t,;|]/.test(line);
const isJudgement = (line: string) =>
  [/\t/, /\s*[,;]\s*/, / +/].some((separator) => {
    const [a, b, ...rest] = line.split(separator);
    const score = /^[A-Za-z]$/.test(rest[0] ?? '') ? rest[1] : rest[0];
    return isWord(a) && isWord(b ?? '') && /^-?\d+(\.\d+)?$/.test(score ?? '');
  });
const isWord = (field: string) => /^\p{L}[^\s,;]*$/u.test(field);
const isCategorised = (line: string) => /^[^\s,;]+(\t|;|,\s*)[^\t,;]{1,30}$/.test(line);

/** A line a word, and few values in the second column: rather a table of what is known of words than pairs of them. */
function describes(lines: string[]): boolean {
  const rows = lines.map((line) => line.split(/\t|\s*[,;]\s*| +/));
  const [words, values] = [0, 1].map((column) => new Set(rows.map((row) => row[column])).size);
  return words === lines.length && values <= lines.length / 2;
}

/** Two categories or more, each with several words. */
function repeats(lines: string[]): boolean {
  const categories = new Set(lines.map((line) => line.split(/[\t;,]/)[1]?.trim()));
  return categories.size > 1 && categories.size <= lines.length / 2;
}
