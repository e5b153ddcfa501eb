/**
 * How good is a ranking of documents? Judged files in, nDCG and the reciprocal rank out:
 *
 *   nDCG@k = Σ_{r ≤ k} (2^grade(r) − 1) ÷ log2(1 + r), over the same of the best order there is
 *   (Järvelin and Kekäläinen 2002; gains as Burges et al. 2005),
 *   RR = 1 ÷ rank of the first document of a grade above 0, or 0 where none is found (Voorhees 1999).
 */
import Papa from 'papaparse';
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

/** What stands between the fields; `space` only in the four columns of TREC's qrels. */
type Layout = 'tab' | 'comma' | 'space';

const BETWEEN: Record<Layout, string> = { tab: 'between tabs', comma: 'between commas', space: 'between tabs or commas, or as TREC has it (query 0 document grade)' };

interface Line {
  query: string;
  document: string;
  grade: string;
  /** With the column between query and document that TREC's qrels have, and that is always 0. */
  trec: boolean;
}

/**
 * Lines of a query, a document and a grade between tabs, or as CSV with or without quotes; or as TREC's qrels,
 * `query 0 document grade`, where the query stands as text. The document by its title or its number, counted from 1;
 * the grade from 0 (of no use) to 10. The first line may be a header; empty lines and those that begin with # are left out.
 * @throws WordspaceError naming the line that is no judgement, or a file without any
 */
export function parseJudged(text: string, file: string): Judged[] {
  const byQuery = new Map<string, Judged>();
  const lines = linesOf(text);
  const layout = layoutOf(lines);
  let named = true;
  lines.forEach(({ line, number }, i) => {
    const found = fieldsOf(line, layout);
    if (i === 0 && found && isHeader(found, layout)) return;
    if (!found || !isJudgement(found)) {
      const shown = line.length > 60 ? `${line.slice(0, 60)} …` : line;
      throw new WordspaceError(`${file}, line ${number}: expected a query, a document and a grade from 0 to ${HIGHEST} ${BETWEEN[layout]}, found “${shown}”; mend or remove the line.`);
    }
    const { query, document, grade, trec } = found;
    const judged = byQuery.get(query) ?? { query, grades: new Map<string, number>() };
    judged.grades.set(document, Number(grade));
    byQuery.set(query, judged);
    named &&= trec && /^\d+$/.test(query);
  });
  if (byQuery.size === 0) throw new WordspaceError(`${file} holds no judgement; write one a line: a query, a document and a grade between tabs.`);
  if (named) throw new WordspaceError(`${file} has numbers for its queries (“${byQuery.keys().next().value}”); write what is looked for in their place, in words.`);
  return [...byQuery.values()];
}

function linesOf(text: string): { line: string; number: number }[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line, i) => ({ line, number: i + 1 }))
    .filter(({ line }) => line.trim() !== '' && !line.startsWith('#'));
}

/** By the first line, since a file is written in one way. */
function layoutOf([first]: { line: string }[]): Layout {
  if (!first || first.line.includes('\t')) return 'tab';
  const columns = fieldsOf(first.line, 'space');
  return fieldsOf(first.line, 'comma') && !(columns && isJudgement(columns)) ? 'comma' : 'space';
}

/** A line's fields, or nothing where they are not as many as a judgement has. */
function fieldsOf(line: string, layout: Layout): Line | undefined {
  const cells = cellsOf(line, layout).map((cell) => cell.trim());
  if (cells.length === 3) return { query: cells[0], document: cells[1], grade: cells[2], trec: false };
  if (cells.length === 4 && (/^Q?0$/i.test(cells[1]) || Number.isNaN(Number(cells[3])))) return { query: cells[0], document: cells[2], grade: cells[3], trec: true };
  return undefined;
}

function cellsOf(line: string, layout: Layout): string[] {
  if (layout === 'tab') return line.split('\t');
  if (layout === 'space') return /^\s*(\S.*?)\s+(Q?0)\s+(\S+)\s+(\S+)\s*$/i.exec(line)?.slice(1) ?? [];
  return Papa.parse<string[]>(line, { delimiter: ',' }).data[0] ?? [];
}

const isJudgement = ({ query, document, grade }: Line) => query !== '' && document !== '' && grade !== '' && Number(grade) >= 0 && Number(grade) <= HIGHEST;

const isHeader = ({ grade }: Line, layout: Layout) => layout !== 'space' && Number.isNaN(Number(grade));

/**
 * Whether a file looks like judgements: their fields in each of its first lines, the last a grade, and of a query of
 * several words more than one document, which tells them from judged pairs of words and from tables. With commas, where
 * many a table of reviews looks alike, a header must name the query.
 * @param faulty half of the lines may be no judgements: for a file that is likely meant as one
 */
export function looksJudged(text: string, faulty = false): boolean {
  const lines = linesOf(text).slice(0, 50);
  const layout = layoutOf(lines);
  const fields = lines.map(({ line }) => fieldsOf(line, layout));
  const [first] = fields;
  if (layout === 'comma' && !/^(query|queries|topic|search)\b/i.test(first?.query ?? '')) return false;
  const judged = fields.length > 1 && !(first && isJudgement(first)) ? fields.slice(1) : fields;
  const shaped = judged.flatMap((line) => (line && line.query && line.document && line.grade ? [line] : []));
  const fitting = shaped.filter(isJudgement).length;
  const enough = faulty ? 2 * fitting >= judged.length : fitting === judged.length;
  return judged.length > 1 && enough && shaped.some(({ query }) => query.includes(' ')) && new Set(shaped.map(({ query }) => query)).size < shaped.length;
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
