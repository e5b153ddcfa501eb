import { rowNorms, transpose, type Csr, type Dense, type Matrix } from '../kernels/matrix';
import type { Column } from '../text/corpus';
import type { Subwords } from './unseen';

/** Where vectors come from: enough to say it on the screen and to make them again. */
export interface Provenance {
  /** Registry id of the model (`skipgram`, `tfidf` …) or the format read (`word2vec`, `glove`). */
  model: string;
  /** Corpus or file name. */
  corpus: string;
  options: Record<string, number | string | boolean>;
}

/** The plain, cloneable content of a space: what crosses workers and is saved. */
export interface SpaceData {
  names: string[];
  matrix: Matrix;
  /** Metadata of the rows; words carry `count`. */
  columns: Column[];
  provenance: Provenance;
  /** What makes vectors of unseen words, where the model learned pieces of words. */
  subwords?: Subwords;
}

/**
 * The noun where everything meets: names and their vectors. Immutable once made;
 * what is derived (index, norms, unit rows, transpose) is computed once, lazily,
 * and remembered here.
 */
export class VectorSpace implements SpaceData {
  readonly names: string[];
  readonly matrix: Matrix;
  readonly columns: Column[];
  readonly provenance: Provenance;
  readonly subwords?: Subwords;
  private lazyIndex?: Map<string, number>;
  private lazyFolded?: string[];
  private lazyFoldedIndex?: Map<string, number>;
  private lazyNorms?: Float64Array;
  private lazyUnit?: Matrix;
  private lazyColumns?: Csr;
  private lazyCase?: boolean;
  private lazySpellings?: string;

  constructor({ names, matrix, columns, provenance, subwords }: SpaceData) {
    this.names = names;
    this.matrix = matrix;
    this.columns = columns;
    this.provenance = provenance;
    this.subwords = subwords;
  }

  /** Only the plain content of the rows, without what was derived: for posting. */
  get data(): SpaceData {
    return { names: this.names, matrix: this.matrix, columns: this.columns, provenance: this.provenance };
  }

  /** The plain content with the n-grams, which can be far larger than the rows: for saving. */
  get whole(): SpaceData {
    return { ...this.data, subwords: this.subwords };
  }

  /** The same rows with other columns. */
  with(columns: Column[]): VectorSpace {
    return new VectorSpace({ ...this.whole, columns });
  }

  /** All names in the brackets that n-grams know: `<the><whale>`. */
  get spellings(): string {
    return (this.lazySpellings ??= this.names.map((name) => `<${name}>`).join(''));
  }

  /** Whether any name has an upper-case letter; if none, the text was read without case. */
  get hasCase(): boolean {
    return (this.lazyCase ??= this.names.some((name) => name !== name.toLowerCase()));
  }

  /** How often each row occurs, where the space says it (its `count` column). */
  get counts(): (number | null)[] | undefined {
    const column = this.columns.find((c) => c.name === 'count');
    return column?.kind === 'number' ? column.values : undefined;
  }

  get size(): number {
    return this.names.length;
  }

  get dims(): number {
    return this.matrix.dims;
  }

  /** Row of a name, or −1. */
  rowOf(name: string): number {
    this.lazyIndex ??= new Map(this.names.map((n, i) => [n, i]));
    return this.lazyIndex.get(name) ?? -1;
  }

  /** The names without their case, in row order: what searching compares. */
  get folded(): string[] {
    return (this.lazyFolded ??= this.names.map(fold));
  }

  /** First row (the most frequent) whose name is this one but for case, or −1. */
  rowOfFolded(name: string): number {
    this.lazyFoldedIndex ??= new Map(this.folded.map((n, i) => [n, i] as const).reverse());
    return this.lazyFoldedIndex.get(fold(name)) ?? -1;
  }

  /** Euclidean length of every row. */
  get norms(): Float64Array {
    return (this.lazyNorms ??= rowNorms(this.matrix));
  }

  /** The same matrix with every row of length 1; zero rows stay zero. */
  get unit(): Matrix {
    return (this.lazyUnit ??= normalised(this.matrix, this.norms));
  }

  /** The transpose of the unit rows of a sparse space: its inverted index. */
  get invertedIndex(): Csr {
    const unit = this.unit;
    if (unit.kind !== 'csr') throw new TypeError('only a sparse space has an inverted index');
    return (this.lazyColumns ??= transpose(unit));
  }
}

/** Upper case, as gensim folds: it unites σ with ς and ß with ss, which lower case does not. */
export function fold(name: string): string {
  return name.normalize('NFC').toUpperCase();
}

function normalised(matrix: Matrix, norms: Float64Array): Matrix {
  const values = new Float32Array(matrix.values.length);
  for (let r = 0; r < matrix.rows; r++) {
    const from = matrix.kind === 'dense' ? r * matrix.dims : matrix.indptr[r];
    const to = matrix.kind === 'dense' ? from + matrix.dims : matrix.indptr[r + 1];
    const scale = norms[r] > 0 ? 1 / norms[r] : 0;
    for (let i = from; i < to; i++) values[i] = matrix.values[i] * scale;
  }
  return { ...matrix, values } as Dense | Csr;
}
