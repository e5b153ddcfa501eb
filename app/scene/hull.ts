/** The convex outline of points on the screen (monotone chain: Andrew 1979, "Another efficient algorithm for convex hulls in two dimensions"). */
export type Spot = readonly [x: number, y: number];

/** Corners of the hull in order; two points or fewer are their own. */
export function hull(points: readonly Spot[]): Spot[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  if (sorted.length < 3) return sorted;
  const lower = chain(sorted);
  const upper = chain(sorted.toReversed());
  return [...lower.slice(0, -1), ...upper.slice(0, -1)];
}

/** The hull of circles around the points, as corners on its rounded outline. */
export function rounded(points: readonly Spot[], radius: number): Spot[] {
  return hull(hull(points).flatMap(([x, y]) => CIRCLE.map(([cos, sin]): Spot => [x + radius * cos, y + radius * sin])));
}

const CIRCLE = Array.from({ length: 16 }, (_, i) => [Math.cos((i * Math.PI) / 8), Math.sin((i * Math.PI) / 8)]);

/** Turns one way only. */
function chain(sorted: readonly Spot[]): Spot[] {
  const corners: Spot[] = [];
  for (const point of sorted) {
    while (corners.length > 1 && turn(corners[corners.length - 2], corners[corners.length - 1], point) <= 0) corners.pop();
    corners.push(point);
  }
  return corners;
}

function turn([ax, ay]: Spot, [bx, by]: Spot, [cx, cy]: Spot): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}
