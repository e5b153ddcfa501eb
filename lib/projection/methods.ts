import { WordspaceError } from '../error';
import type { Metric } from '../kernels/knn/problem';
import type { Matrix } from '../kernels/matrix';
import { checkOptions, type Option } from '../options';
import { pca } from './pca';
import type { Layout, Neighbours, Positions } from './projection';
import { demandRows, firstRows } from './rows';
import { starts } from './umap/start';
import { engines, umap } from './umap/umap';

export { firstRows };

/** A way from vectors to positions: one function and one entry here. */
export interface ProjectionMethod {
  id: string;
  title: string;
  /** One plain sentence for the page: what the picture shows. */
  summary: string;
  /** The paper of the method. */
  source: string;
  options: Option[];
  /**
   * Lay out the first `words` rows, all those given where `words` is left out: whoever
   * cuts the rows beforehand gets as many back. Other options left out take their defaults.
   * @throws WordspaceError for unknown options or values out of range, an empty matrix, values that are not finite
   */
  start(matrix: Matrix, options: Record<string, number | undefined>, given?: Given): Layout;
  /** The neighbours that a layout of these rows begins with, for who can find them on several threads; null for none. */
  needs(matrix: Matrix, options: Record<string, number | undefined>): { k: number; metric: Metric } | null;
  /** Options whose values can be changed while a layout runs. */
  changeable: string[];
  /**
   * Go on with other values of all `changeable` options.
   * @throws WordspaceError for values out of range, or where the layout cannot
   */
  change(layout: Layout, options: Record<string, number>): void;
}

/** What is known of the rows beforehand; a method takes what it can use. */
export interface Given {
  /** Where the first rows stand already, NaN for those of them that stand nowhere; methods that move points can begin there. */
  initial?: Positions;
  /** As `needs` asks for them, or more; a function is called when the first places are known, one step after the stage “finding neighbours” has begun. */
  neighbours?: Neighbours | (() => Neighbours);
  /** What each row belongs to, as a number, below 0 where it is not known: UMAP then keeps kinds together. */
  labels?: Int32Array;
}

/** In the order of the option. */
const metrics: Metric[] = ['cosine', 'euclidean'];

const dims: Option = {
  name: 'dims',
  label: 'Dimensions',
  help: 'A flat map (2) or one to turn and fly through (3).',
  default: 3,
  min: 2,
  max: 3,
  integer: true,
};

const words = (max: number, help: string): Option => ({
  name: 'words',
  label: 'Words',
  help,
  default: 5000,
  min: 1,
  max,
  integer: true,
});

const seed: Option = {
  name: 'seed',
  label: 'Seed',
  help: 'The same seed gives the same map again.',
  default: 1,
  min: 0,
  max: 0x7fffffff,
  integer: true,
  advanced: true,
};

/**
 * Epochs and negative samples differ from umap-learn's 500 and 5: on 5,000 words of GloVe
 * (means of three seeds) 200 and 5 give trustworthiness@15 .934, recall .347, continuity
 * .923 in .3 s; 200 and 15 give .956, .385, .918 in .5 s; 500 and 15 .956, .392, .916 in
 * .9 s; 200 and 30 .962, .399, .915 in .7 s, but would take large maps twice as long.
 */
const umapMethod: Method = {
  id: 'umap',
  title: 'UMAP',
  summary: 'Puts words with the same nearest neighbours together: groups are true, great distances are not.',
  source: 'McInnes, Healy & Melville 2018, “UMAP: Uniform Manifold Approximation and Projection”, arXiv:1802.03426',
  options: [
    dims,
    // 200,000 rows take a minute and a half, and 500 MB; above 50,000 a few neighbours are missed (knn/approximate.ts).
    words(200_000, 'How many of the first words are laid out; time and memory grow with them.'),
    {
      name: 'neighbours',
      label: 'Neighbours',
      help: 'Size of a neighbourhood: few show fine detail, many the large arrangement.',
      default: 15,
      min: 2,
      max: 200,
      integer: true,
    },
    {
      name: 'minDist',
      label: 'Least distance',
      help: 'How tightly near words may be packed: 0 gives knots, 1 an even cloud.',
      default: 0.1,
      min: 0,
      max: 1,
      integer: false,
    },
    {
      name: 'spread',
      label: 'Spread',
      help: 'Scale of the map that the least distance is measured against.',
      default: 1,
      min: 0.1,
      max: 10,
      integer: false,
      advanced: true,
    },
    {
      name: 'metric',
      label: 'Nearness',
      help: 'Which vectors are near: those of one direction, or those of little distance.',
      default: 0,
      min: 0,
      max: 1,
      integer: true,
      choices: ['cosine', 'Euclidean'],
      advanced: true,
    },
    {
      name: 'start',
      label: 'Start',
      help: 'Where points begin decides how groups lie; begun as on another map, the two compare.',
      default: 3,
      min: 0,
      max: 3,
      integer: true,
      choices: ['principal components', 'random', 'spectral', 'another map, else components'],
      advanced: true,
    },
    {
      name: 'labelWeight',
      label: 'Weight of kinds',
      help: 'Where rows are of known kinds: 0 hardly minds them, 1 goes by them alone.',
      default: 0.5,
      min: 0,
      max: 1,
      integer: false,
      advanced: true,
    },
    {
      name: 'engine',
      label: 'Engine',
      help: 'WebAssembly and plain give the same map; umap-js is slow and here to compare.',
      default: 0,
      min: 0,
      max: 2,
      integer: true,
      choices: ['WebAssembly', 'plain', 'umap-js'],
      advanced: true,
    },
    {
      name: 'epochs',
      label: 'Epochs',
      help: 'Passes over all neighbour pairs; 0 chooses 500, or 200 above 10,000 words.',
      default: 200,
      min: 0,
      max: 5000,
      integer: true,
      advanced: true,
    },
    {
      name: 'negatives',
      label: 'Negative samples',
      help: 'Points pushed away for each pair drawn together: more make a truer, slower map.',
      default: 15,
      min: 1,
      max: 100,
      integer: true,
      advanced: true,
    },
    seed,
  ],
  layOut: (matrix, { dims, neighbours, minDist, spread, metric, start, labelWeight, engine, epochs, negatives, seed }, given) =>
    umap(
      matrix,
      { dims: dims === 2 ? 2 : 3, neighbours, minDist, spread, metric: metrics[metric], start: starts[start], labelWeight, engine: engines[engine], epochs, negativeSampleRate: negatives, seed },
      given,
    ),
  needs: ({ rows }, { neighbours, metric }) => (rows < 3 ? null : { k: Math.min(neighbours, rows - 1) - 1, metric: metrics[metric] }),
  changeable: ['minDist', 'spread', 'negatives'],
  change: (layout, { minDist, spread, negatives }) => layout.change?.({ minDist, spread, negativeSampleRate: negatives }),
};

const pcaMethod: Method = {
  id: 'pca',
  title: 'PCA',
  summary: 'Looks at the vectors from the side where they differ most: true to scale, but most of them overlap.',
  source: 'Pearson 1901, “On lines and planes of closest fit”; Halko, Martinsson & Tropp 2011, arXiv:0909.4061',
  options: [dims, words(1_000_000, 'How many of the first words are laid out.'), seed],
  needs: () => null,
  layOut: (matrix, { dims, seed }) => pca(matrix, { dims: dims === 2 ? 2 : 3, seed }),
};

/** Every projection the page and the CLI offer, in the order they are offered. */
export const projections: ProjectionMethod[] = [offered(umapMethod), offered(pcaMethod)];

export function projectionById(id: string): ProjectionMethod {
  const method = projections.find((m) => m.id === id);
  if (!method) throw new WordspaceError(`There is no projection “${id}”; choose one of ${projections.map((m) => m.id).join(', ')}.`);
  return method;
}

/** A method as it is written above: its options arrive complete, the rows are already chosen. */
interface Method extends Omit<ProjectionMethod, 'start' | 'needs' | 'changeable' | 'change'>, Partial<Pick<ProjectionMethod, 'changeable' | 'change'>> {
  layOut(matrix: Matrix, options: Record<string, number>, given?: Given): Layout;
  needs(matrix: Matrix, options: Record<string, number>): { k: number; metric: Metric } | null;
}

function offered({ layOut, needs, changeable = [], change = () => {}, ...method }: Method): ProjectionMethod {
  const complete = (matrix: Matrix, options: Record<string, number | undefined>) => checkOptions(method, { ...options, words: options.words ?? matrix.rows });
  return {
    ...method,
    changeable,
    change,
    start(matrix, options, given) {
      demandRows(matrix);
      const values = complete(matrix, options);
      return layOut(firstRows(matrix, values.words), values, given);
    },
    needs(matrix, options) {
      demandRows(matrix);
      const values = complete(matrix, options);
      return needs(firstRows(matrix, values.words), values);
    },
  };
}
