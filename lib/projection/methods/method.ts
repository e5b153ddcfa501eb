/** What a way from vectors to positions declares, and the options that several share. */
import type { Metric } from '../../kernels/knn/problem';
import type { Matrix } from '../../kernels/matrix';
import { checkOptions, type Option } from '../../options';
import type { AxisEnds } from '../axes/direction';
import type { Layout, Neighbours, Positions } from '../projection';
import { demandRows, firstRows } from '../rows';

/** A way from vectors to positions: one file here and one entry in methods.ts. */
export interface ProjectionMethod {
  id: string;
  title: string;
  /** One plain sentence for the page: what the picture shows. */
  summary: string;
  /** The paper of the method. */
  source: string;
  options: Option[];
  /** The axes of the map mean something, so that it must not be turned. */
  oriented: boolean;
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
  /** Words at the ends of axes, as rows of the whole matrix: what semantic axes are made of. */
  axes?: AxisEnds[];
}

/** A method as it is declared: its options arrive complete, the rows are already chosen. */
export interface Method extends Omit<ProjectionMethod, 'start' | 'needs' | 'changeable' | 'change'>, Partial<Pick<ProjectionMethod, 'changeable' | 'change'>> {
  /** @param whole all rows, of which `matrix` has the first */
  layOut(matrix: Matrix, options: Record<string, number>, given: Given | undefined, whole: Matrix): Layout;
  needs(matrix: Matrix, options: Record<string, number>): { k: number; metric: Metric } | null;
}

export function offered({ layOut, needs, changeable = [], change = () => {}, ...method }: Method): ProjectionMethod {
  const complete = (matrix: Matrix, options: Record<string, number | undefined>) => checkOptions(method, { ...options, words: options.words ?? matrix.rows });
  return {
    ...method,
    changeable,
    change,
    start(matrix, options, given) {
      demandRows(matrix);
      const values = complete(matrix, options);
      return layOut(firstRows(matrix, values.words), values, given, matrix);
    },
    needs(matrix, options) {
      demandRows(matrix);
      const values = complete(matrix, options);
      return needs(firstRows(matrix, values.words), values);
    },
  };
}

/** In the order of the option. */
export const metrics: Metric[] = ['cosine', 'euclidean'];

export const dims: Option = {
  name: 'dims',
  label: 'Dimensions',
  help: 'A flat map (2) or one to turn and fly through (3).',
  default: 3,
  min: 2,
  max: 3,
  integer: true,
};

export const words = (max: number, help: string): Option => ({
  name: 'words',
  label: 'Words',
  help,
  default: 5000,
  min: 1,
  max,
  integer: true,
});

export const seed: Option = {
  name: 'seed',
  label: 'Seed',
  help: 'The same seed gives the same map again.',
  default: 1,
  min: 0,
  max: 0x7fffffff,
  integer: true,
  advanced: true,
};

export const metric: Option = {
  name: 'metric',
  label: 'Nearness',
  help: 'Which vectors are near: those of one direction, or those of little distance.',
  default: 0,
  min: 0,
  max: 1,
  integer: true,
  choices: ['cosine', 'Euclidean'],
  advanced: true,
};
