/**
 * How crowded each point's surroundings are, so that discs can turn thinner
 * where they would hide each other. A cloud-in-cell estimate: every point is
 * shared out over the corners of its grid cell, then read back at the same
 * place (Hockney and Eastwood, Computer Simulation Using Particles, §5-2).
 */

const REACH = 1.25;
const CELLS = 48;
const SIDE = CELLS + 1;
const CELL = (2 * REACH) / CELLS;

/**
 * Points per unit area as seen through one cell, for each of `count` points of
 * `positions` (count × 3, about unit radius; points far outside share the rim's cells).
 */
export function crowding(positions: Float32Array, count: number, out = new Float32Array(count)): Float32Array {
  const grid = new Float32Array(SIDE ** 3);
  for (let i = 0; i < count; i++) share(positions, i, (corner, part) => {
    grid[corner] += part;
  });
  for (let i = 0; i < count; i++) {
    let sum = 0;
    share(positions, i, (corner, part) => {
      sum += grid[corner] * part;
    });
    out[i] = sum / (CELL * CELL);
  }
  return out;
}

/** The eight corners of a point's cell with the point's share in each. */
function share(positions: Float32Array, i: number, visit: (corner: number, part: number) => void): void {
  const x = inCells(positions[i * 3]);
  const y = inCells(positions[i * 3 + 1]);
  const z = inCells(positions[i * 3 + 2]);
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const z0 = Math.floor(z);
  for (let corner = 0; corner < 8; corner++) {
    const cx = corner & 1;
    const cy = (corner >> 1) & 1;
    const cz = corner >> 2;
    const part = weight(x - x0, cx) * weight(y - y0, cy) * weight(z - z0, cz);
    visit(((z0 + cz) * SIDE + y0 + cy) * SIDE + x0 + cx, part);
  }
}

function weight(fraction: number, corner: number): number {
  return corner ? fraction : 1 - fraction;
}

function inCells(coordinate: number): number {
  const u = (coordinate + REACH) / CELL;
  return Math.min(CELLS - 1e-3, Math.max(0, u));
}
