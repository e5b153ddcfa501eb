/**
 * Several spaces over one text in one table: how much of their neighbourhoods they share, how
 * well they agree with people, answer analogies and tell documents apart. All are asked about
 * the words that all of them have, so that no figure rests on an easier vocabulary.
 */
import { WordspaceError } from '../error';
import { Sliced, type Progress, type Work } from '../work';
import { classify, type Classification } from './classify';
import { commonCount } from './ensemble/overlap';
import { evaluate, headline, type Figure, type Test } from './evaluation';
import { nearest } from './nearest';
import { VectorSpace } from './space';
import { spaceOfRows } from './subset';

export interface OverviewInput {
  words: VectorSpace;
  /** One row a document, where there are such vectors. */
  documents?: VectorSpace;
}

export interface OverviewOptions {
  /** Put to every space. Default none. */
  tests?: Test[];
  /** A label for each document; without them no documents are classified. */
  labels?: (string | null)[];
  /** Neighbours a word; default 10. */
  k?: number;
  /** Most frequent shared words whose neighbours are compared; default 2,000. */
  limit?: number;
  /** Most frequent shared words that are known and may be neighbours; default 15,000. */
  vocabulary?: number;
}

export interface OverviewRow {
  /** Mean share of neighbours in common with every space, itself (1) included. */
  overlaps: number[];
  /** The headline of every test. */
  scores: (Figure & { measure: string; kind: Test['kind'] })[];
  /** null where there are no labels or no document vectors. */
  classification: Classification | null;
  /** Of the word vectors in memory. */
  bytes: number;
}

export interface Overview {
  /** Words that all spaces have. */
  shared: number;
  k: number;
  rows: OverviewRow[];
}

/**
 * @throws WordspaceError for fewer than two spaces, or fewer than three words in all of them
 */
export function overview(spaces: OverviewInput[], options: OverviewOptions = {}): Work<Overview> {
  if (spaces.length < 2) throw new WordspaceError('One space has nothing to be compared with; give two or more.');
  const [first, ...others] = spaces.map((s) => s.words);
  const names = first.names.filter((name, row) => first.rowOf(name) === row && first.norms[row] > 0 && others.every((o) => o.norms[o.rowOf(name)] > 0));
  if (names.length < 3) throw new WordspaceError(`The ${spaces.length} spaces have fewer than three words in common; compare spaces of the same text.`);
  return new Sliced(table(spaces, names.slice(0, options.vocabulary ?? 15_000), names.length, options), { stage: 'comparing spaces', done: 0, total: spaces.length });
}

function* table(spaces: OverviewInput[], names: string[], shared: number, { tests = [], labels, k: asked = 10, limit = 2000 }: OverviewOptions): Generator<Progress, Overview, void> {
  const k = Math.min(asked, names.length - 1);
  const all = Uint32Array.from(names, (_, i) => i);
  const lists: number[][][] = [];
  const rows: OverviewRow[] = [];
  for (const { words, documents } of spaces) {
    const told = (stage: string, share: number): Progress => ({ stage: `${stage}, space ${rows.length + 1} of ${spaces.length}`, done: rows.length + share, total: spaces.length });
    const common = new VectorSpace(spaceOfRows(words, names.map((name) => words.rowOf(name))));
    const near = nearest(common, all, all.subarray(0, limit), k);
    let next = near.next();
    for (; !next.done; next = near.next()) yield told('neighbours', next.value / 2);
    lists.push(next.value);
    const scores = [];
    for (const test of tests) {
      const work = evaluate(common, test);
      while (!work.step()) yield told('questions', 0.5 + scores.length / tests.length / 4);
      scores.push({ ...headline(work.result()), kind: test.kind });
    }
    let classification: Classification | null = null;
    if (labels && documents) {
      const work = classify(documents, labels);
      while (!work.step()) yield told('documents', 0.75 + work.progress().done / work.progress().total / 4);
      classification = work.result();
    }
    rows.push({ overlaps: [], scores, classification, bytes: bytesOf(words) });
  }
  rows.forEach((row, a) => (row.overlaps = lists.map((near) => meanShared(lists[a], near) / k)));
  return { shared, k, rows };
}

function meanShared(one: number[][], other: number[][]): number {
  return one.reduce((sum, list, i) => sum + commonCount(list, other[i]), 0) / one.length;
}

function bytesOf({ matrix }: VectorSpace): number {
  return matrix.values.byteLength + (matrix.kind === 'csr' ? matrix.indices.byteLength + matrix.indptr.byteLength : 0);
}
