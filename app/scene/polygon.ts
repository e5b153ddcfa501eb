/** Which points of the map lie within a loop drawn around them on the screen. */
import { STRIDE } from './project';

/** A closed loop in CSS pixels: x, y, x, y …; its last corner is joined to its first. */
export type Polygon = readonly number[];

/** Corners that a loop is thinned to: what a hand draws has no more, and every point is held against every corner. */
const MOST_CORNERS = 256;

/**
 * Whether a point is inside by the even–odd rule: a ray to the right crosses the loop an odd number of
 * times (Hormann & Agathos 2001, "The point in polygon problem for arbitrary polygons", § 2). A loop that
 * crosses itself leaves out what it goes around twice.
 */
export function inside(polygon: Polygon, x: number, y: number): boolean {
  let odd = false;
  const n = polygon.length;
  for (let i = 0, j = n - 2; i < n; j = i, i += 2) {
    const [xi, yi, xj, yj] = [polygon[i], polygon[i + 1], polygon[j], polygon[j + 1]];
    // Half-open, so that a ray through a corner crosses once.
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) odd = !odd;
  }
  return odd;
}

/**
 * The rows whose points are inside, in row order; those behind the camera are not.
 * @param screen count × STRIDE, as from `project`
 */
export function rowsWithin(screen: Float32Array, count: number, loop: Polygon, visible: (row: number) => boolean = () => true): number[] {
  const polygon = thinned(loop);
  const [left, top, right, bottom] = bounds(polygon);
  const rows: number[] = [];
  for (let row = 0, at = 0; row < count; row++, at += STRIDE) {
    const x = screen[at];
    const y = screen[at + 1];
    if (screen[at + 2] === 0 || x < left || x > right || y < top || y > bottom) continue;
    if (inside(polygon, x, y) && visible(row)) rows.push(row);
  }
  return rows;
}

/** Twice the area that the loop goes around, whichever way it goes. */
export function doubleArea(polygon: Polygon): number {
  let sum = 0;
  const n = polygon.length;
  for (let i = 0, j = n - 2; i < n; j = i, i += 2) sum += polygon[j] * polygon[i + 1] - polygon[i] * polygon[j + 1];
  return Math.abs(sum);
}

function thinned(polygon: Polygon): Polygon {
  const corners = polygon.length / 2;
  if (corners <= MOST_CORNERS) return polygon;
  return Array.from({ length: MOST_CORNERS }, (_, i) => Math.floor((i * corners) / MOST_CORNERS)).flatMap((corner) => [polygon[2 * corner], polygon[2 * corner + 1]]);
}

function bounds(polygon: Polygon): [left: number, top: number, right: number, bottom: number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < polygon.length; i += 2) {
    box[0] = Math.min(box[0], polygon[i]);
    box[1] = Math.min(box[1], polygon[i + 1]);
    box[2] = Math.max(box[2], polygon[i]);
    box[3] = Math.max(box[3], polygon[i + 1]);
  }
  return box;
}
