/**
 * How crowded each point's surroundings are, so that discs can turn thinner
 * where they would hide each other. A cloud-in-cell estimate: every point is
 * shared out over the corners of its grid cell, then read back at the same
 * place (Hockney and Eastwood, Computer Simulation Using Particles, §5-2).
 */

/** The grid covers the cube from -REACH to REACH; points outside count in its outermost cells. */
const REACH = 1.25;
const CELLS = 48;
const SIDE = CELLS + 1;
const CELL = (2 * REACH) / CELLS;

/** Corners of a cell as steps through the grid. */
const CORNERS = Int32Array.from({ length: 8 }, (_, corner) => (corner & 1) + ((corner >> 1) & 1) * SIDE + (corner >> 2) * SIDE * SIDE);

/**
 * Points per unit area as seen through one cell, for each point of
 * `positions` (n × 3, about unit radius).
 */
export function crowding(positions: Float32Array): Float32Array {
  const count = positions.length / 3;
  const grid = new Float32Array(SIDE ** 3);
  const cells = new Int32Array(count);
  const shares = new Float32Array(count * 8);
  for (let i = 0; i < count; i++) {
    cells[i] = shareOut(positions, i, shares);
    for (let c = 0; c < 8; c++) grid[cells[i] + CORNERS[c]] += shares[i * 8 + c];
  }
  const crowd = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let c = 0; c < 8; c++) sum += grid[cells[i] + CORNERS[c]] * shares[i * 8 + c];
    crowd[i] = sum / (CELL * CELL);
  }
  return crowd;
}

/** Writes the share of point i in each corner of its cell; returns the cell's first corner. */
function shareOut(positions: Float32Array, i: number, shares: Float32Array): number {
  const x = inCells(positions[i * 3]);
  const y = inCells(positions[i * 3 + 1]);
  const z = inCells(positions[i * 3 + 2]);
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const z0 = Math.floor(z);
  for (let c = 0; c < 8; c++) {
    const along = c & 1 ? x - x0 : 1 - x + x0;
    const up = c & 2 ? y - y0 : 1 - y + y0;
    const deep = c & 4 ? z - z0 : 1 - z + z0;
    shares[i * 8 + c] = along * up * deep;
  }
  return (z0 * SIDE + y0) * SIDE + x0;
}

function inCells(coordinate: number): number {
  return Math.min(CELLS - 1e-3, Math.max(0, (coordinate + REACH) / CELL));
}
