/** The few rows that one sentence touches, apart from the network, which stays as it is. */
import { composed, placeWord, type BagProblem, type Hierarchy } from '../../../kernels/bag/problem';
import { descend, type DescentWatcher, type Target } from '../../../kernels/bag/twin';
import { pickRows } from '../../../kernels/matrix';
import type { Subwords } from '../../../space/unseen';
import { ngramHash, ngrams } from '../../../text/ngrams';
import type { Piece } from './bag';
import type { Network } from './step';

export interface BagNetwork extends Network {
  /** The rows of the words' n-grams, where they have such: a word's vector is the mean of its own row and theirs. */
  subwords?: Subwords;
  /** Of the words, where `output` are the inner nodes of a hierarchical softmax. */
  tree?: Hierarchy;
}

type Layout = Pick<BagProblem, 'dims' | 'vocabulary' | 'parts' | 'partBounds'>;

/** Where rows stand here: the words' own, then the buckets of their n-grams. */
interface Places {
  words: Map<number, number>;
  outputs: Map<number, number>;
  /** Of each word. */
  grams: Map<number, string[]>;
  layout: Layout;
}

export class BagRows {
  private constructor(
    private readonly places: Places,
    private readonly inputRows: Float32Array,
    private readonly outputRows: Float32Array,
  ) {}

  /**
   * @param names of the vocabulary
   * @param words, targets whose rows are touched, in any order and repeated
   */
  static of({ input, output, subwords }: BagNetwork, names: readonly string[], words: number[], targets: number[]): BagRows {
    const { dims } = input;
    const [used, outputs] = [[...new Set(words)], [...new Set(targets)]];
    const grams = new Map(used.map((word) => [word, subwords ? ngrams(names[word], subwords) : []]));
    const bucketOf = (gram: string) => ngramHash(gram) % subwords!.buckets.rows;
    const buckets = [...new Set(used.flatMap((word) => grams.get(word)!.map(bucketOf)))];
    const bucketAt = new Map(buckets.map((bucket, i) => [bucket, used.length + i]));
    const lists = used.map((word, w) => [w, ...grams.get(word)!.map((gram) => bucketAt.get(bucketOf(gram))!)]);
    const bounds = new Uint32Array(used.length + 1);
    lists.forEach((list, w) => (bounds[w + 1] = bounds[w] + list.length));
    const layout = { dims, vocabulary: used.length, parts: Uint32Array.from(lists.flat()), partBounds: bounds };

    const rows = new Float32Array((used.length + buckets.length) * dims);
    if (subwords) rows.set(pickRows(subwords.buckets, buckets).values, used.length * dims);
    const mean = subwords?.mean;
    const vectors = pickRows(input, used).values;
    // the mean was taken from the words' vectors, not from the rows
    if (mean) vectors.forEach((value, i) => (vectors[i] = value + mean[i % dims]));
    used.forEach((_, w) => placeWord(rows, layout, dims, w, vectors));
    const numbered = (list: number[]) => new Map(list.map((row, i) => [row, i]));
    return new BagRows({ words: numbered(used), outputs: numbered(outputs), grams, layout }, rows, pickRows(output, outputs).values);
  }

  get dims(): number {
    return this.places.layout.dims;
  }

  copy(): BagRows {
    return new BagRows(this.places, this.inputRows.slice(), this.outputRows.slice());
  }

  /** See the twin's `descend`; `words` are the bag. */
  descend(words: number[], wanted: Target[][], alpha: number, watch?: DescentWatcher): number {
    const targets = wanted.map((list) => list.map(({ row, sign }) => ({ row: this.places.outputs.get(row)!, sign })));
    return descend(this.inputRows, this.outputRows, this.dims, words.flatMap((word) => this.rowsOf(word)), targets, alpha, watch);
  }

  /** A word's vector: the mean of its rows. */
  vector(word: number): Float32Array {
    const { words, layout: { dims, parts, partBounds } } = this.places;
    const w = words.get(word)!;
    return composed(this.inputRows, { dims, vocabulary: 1, parts, partBounds: partBounds.subarray(w, w + 2) }, dims);
  }

  output(row: number): Float32Array {
    return rowAt(this.outputRows, this.places.outputs.get(row)!, this.dims);
  }

  /** The rows of a word, its own first, with what they were in `before`; `bag` are the words that move them. */
  pieces(word: number, bag: number[], before: BagRows): Piece[] {
    const moved = bag.flatMap((other) => this.rowsOf(other));
    return this.rowsOf(word).map((row, i) => ({
      gram: i === 0 ? null : this.places.grams.get(word)![i - 1],
      times: moved.filter((other) => other === row).length,
      before: rowAt(before.inputRows, row, this.dims),
      after: rowAt(this.inputRows, row, this.dims),
    }));
  }

  private rowsOf(word: number): number[] {
    const { words, layout: { parts, partBounds } } = this.places;
    const w = words.get(word)!;
    return [...parts.subarray(partBounds[w], partBounds[w + 1])];
  }
}

function rowAt(rows: Float32Array, row: number, dims: number): Float32Array {
  return rows.slice(row * dims, (row + 1) * dims);
}
