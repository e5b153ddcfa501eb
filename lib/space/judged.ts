/**
 * How good is a ranking of documents? Judged files in, nDCG and the reciprocal rank out:
 *
 *   nDCG@k = Σ_{r ≤ k} (2^grade(r) − 1) ÷ log2(1 + r), over the same of the best order there is
 *   (Järvelin and Kekäläinen 2002; gains as Burges et al. 2005),
 *   RR = 1 ÷ rank of the first document of a grade above 0, or 0 where none is found (Voorhees 1999).
 */
import { WordspaceError } from '../error';

export interface Judged {
  query: string;
  /** Grade by document as the file calls it. */
  grades: Map<string, number>;
}

export interface RankingFigures {
  ndcg: number;
  reciprocalRank: number;
}

/** Larger grades are likely years or counts by mistake, and 2^grade would drown all else. */
const HIGHEST = 10;

/**
 * Lines `query TAB document TAB grade`: the document by its title or its number, counted from 1; the grade
 * from 0 (of no use) to 10. The first line may be a header; empty lines and those that begin with # are left out.
 * @throws WordspaceError naming the line that is no judgement, or a file without any
 */
export function parseJudged(text: string, file: string): Judged[] {
  const byQuery = new Map<string, Judged>();
  let first = true;
  text.split(/\r\n|\r|\n/).forEach((raw, i) => {
    const line = i === 0 ? raw.replace(/^\uFEFF/, '') : raw;
    if (line.trim() === '' || line.startsWith('#')) return;
    const fields = line.split('\t').map((field) => field.trim());
    const [query, document, grade] = fields;
    const header = first && fields.length === 3 && Number.isNaN(Number(grade));
    first = false;
    if (header) return;
    const value = grade ? Number(grade) : NaN;
    if (fields.length !== 3 || !query || !document || !(value >= 0 && value <= HIGHEST)) {
      const shown = line.length > 60 ? `${line.slice(0, 60)} …` : line;
      throw new WordspaceError(`${file}, line ${i + 1}: expected a query, a document and a grade from 0 to ${HIGHEST} between tabs, found “${shown}”; mend or remove the line.`);
    }
    const judged = byQuery.get(query) ?? { query, grades: new Map<string, number>() };
    judged.grades.set(document, value);
    byQuery.set(query, judged);
  });
  if (byQuery.size === 0) throw new WordspaceError(`${file} holds no judgement; write one a line: a query, a document and a grade between tabs.`);
  return [...byQuery.values()];
}

/**
 * Whether a file looks like judgements: three fields between tabs in each of its first lines, the last a grade, and
 * of a query of several words more than one document, which tells them from judged pairs of words and from tables.
 * @param faulty half of the lines may be no judgements: for a file that is likely meant as one
 */
export function looksJudged(text: string, faulty = false): boolean {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '' && !line.startsWith('#')).slice(0, 50);
  const fields = lines.map((line) => line.split('\t').map((field) => field.trim()));
  const shaped = (line: string[]) => line.length === 3 && line.every(Boolean);
  const fits = (line: string[]) => shaped(line) && Number(line[2]) >= 0 && Number(line[2]) <= HIGHEST;
  const judged = fields.length > 1 && !fits(fields[0]) ? fields.slice(1) : fields;
  const fitting = judged.filter(fits).length;
  const queries = judged.filter(shaped).map(([query]) => query);
  const enough = faulty ? 2 * fitting >= judged.length : fitting === judged.length;
  return judged.length > 1 && enough && queries.some((query) => query.includes(' ')) && new Set(queries).size < queries.length;
}

/**
 * Grades by row of the documents. What a name means: the title, else the title but for case, else a number.
 * @returns also the names that no document has
 */
export function gradesByRow(grades: Judged['grades'], titles: string[]): { rows: Map<number, number>; unknown: string[] } {
  const index = titleIndex(titles);
  const rows = new Map<number, number>();
  const unknown: string[] = [];
  for (const [name, grade] of grades) {
    const number = /^\d+$/.test(name) ? Number(name) : 0;
    const row = index.get(name) ?? index.get(name.toLowerCase()) ?? (number >= 1 && number <= titles.length ? number - 1 : undefined);
    if (row === undefined) unknown.push(name);
    else rows.set(row, grade);
  }
  return { rows, unknown };
}

const indexes = new WeakMap<string[], Map<string, number>>();

/** Of titles that several documents share, the first. */
function titleIndex(titles: string[]): Map<string, number> {
  let index = indexes.get(titles);
  if (!index) {
    index = new Map();
    for (const spelled of [(title: string) => title, (title: string) => title.toLowerCase()]) {
      titles.forEach((title, row) => {
        if (!index!.has(spelled(title))) index!.set(spelled(title), row);
      });
    }
    indexes.set(titles, index);
  }
  return index;
}

/**
 * @param ranked rows of the documents that are answers, best first
 * @param grades by row; documents without one have grade 0
 */
export function rankingFigures(ranked: ArrayLike<number>, grades: Map<number, number>, k: number): RankingFigures {
  const gain = (grade: number, place: number) => (2 ** grade - 1) / Math.log2(2 + place);
  let found = 0;
  let reciprocalRank = 0;
  for (let place = 0; place < ranked.length; place++) {
    const grade = grades.get(ranked[place]) ?? 0;
    if (place < k) found += gain(grade, place);
    if (grade > 0 && reciprocalRank === 0) reciprocalRank = 1 / (place + 1);
  }
  const best = [...grades.values()].sort((a, b) => b - a).slice(0, k).reduce((sum, grade, place) => sum + gain(grade, place), 0);
  return { ndcg: best > 0 ? found / best : 0, reciprocalRank };
}
