/**
 * Where the words of a finished map would have stood while their vectors were still
 * being learned. A layout such as UMAP is no function of the vectors, so each word's
 * earlier place is what the best linear map from vectors to places says (least squares
 * with a ridge: Hoerl & Kennard 1970), plus what that map misses of the word's final
 * place, the more of it the nearer the word already points where it will end:
 *
 *   y(t) = A u(t) + max(0, u(t) · u)  (y − A u),   u(t), u unit vectors then and at the end
 *
 * So the end is the finished map itself, and the beginning, all random, a small cloud.
 */
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { Dense } from '../kernels/matrix';
import type { Positions } from './projection';
import { inverseNorms } from './rows';

/** λ as a share of the mean eigenvalue of the vectors' covariance. */
const RIDGE = 0.01;
/** Rows that the linear map is fitted on, evenly taken from all. */
const FITTED = 3000;

export class Backwards {
  private readonly inverse: Float64Array;
  /** Dims + 1 × axes: the linear map, its last row the constant. */
  private readonly weights: Float64Array;

  /** @param final vectors of at least the rows of `positions`, in their order */
  constructor(
    private readonly final: Dense,
    private readonly positions: Positions,
  ) {
    this.inverse = inverseNorms(final);
    this.weights = this.fitted();
  }

  /** The places of the first rows as their vectors were then; `then` may hold fewer rows than the map. */
  at(then: Dense): Positions {
    const { final, positions, inverse } = this;
    const { dims: axes, values } = positions;
    const inverseThen = inverseNorms(then);
    const rows = Math.min(then.rows, values.length / axes);
    const out = new Float32Array(rows * axes);
    for (let row = 0; row < rows; row++) {
      const from = row * final.dims;
      let cosine = 0;
      for (let d = 0; d < final.dims; d++) cosine += then.values[from + d] * final.values[from + d];
      const share = Math.max(0, cosine * inverseThen[row] * inverse[row]);
      for (let axis = 0; axis < axes; axis++) {
        const missed = values[row * axes + axis] - this.linear(final, row, inverse[row], axis);
        out[row * axes + axis] = this.linear(then, row, inverseThen[row], axis) + share * missed;
      }
    }
    return { dims: axes, values: out };
  }

  private linear({ values, dims }: Dense, row: number, scale: number, axis: number): number {
    const axes = this.positions.dims;
    let sum = this.weights[dims * axes + axis];
    for (let d = 0; d < dims; d++) sum += values[row * dims + d] * scale * this.weights[d * axes + axis];
    return sum;
  }

  private fitted(): Float64Array {
    const { final, positions, inverse } = this;
    const { dims } = final;
    const axes = positions.dims;
    const placed = Math.min(final.rows, positions.values.length / axes);
    const stride = Math.max(1, Math.ceil(placed / FITTED));
    const rows = Array.from({ length: Math.ceil(placed / stride) }, (_, i) => i * stride);
    // the constant 1 beside each vector lets the map shift
    const width = dims + 1;
    const gram = new Float64Array(width * width);
    const target = new Float64Array(width * axes);
    const u = new Float64Array(width).fill(1);
    for (const row of rows) {
      for (let d = 0; d < dims; d++) u[d] = final.values[row * dims + d] * inverse[row];
      for (let i = 0; i < width; i++) {
        for (let j = 0; j <= i; j++) gram[i * width + j] += u[i] * u[j];
        for (let axis = 0; axis < axes; axis++) target[i * axes + axis] += u[i] * positions.values[row * axes + axis];
      }
    }
    const ridge = (RIDGE * Math.max(1, rows.length)) / dims;
    const square = new Matrix(Array.from({ length: width }, (_, i) => Array.from({ length: width }, (_, j) => gram[Math.max(i, j) * width + Math.min(i, j)] + (i === j ? ridge : 0))));
    const right = new Matrix(Array.from({ length: width }, (_, i) => Array.from(target.subarray(i * axes, (i + 1) * axes))));
    return Float64Array.from(new CholeskyDecomposition(square).solve(right).to1DArray());
  }
}
