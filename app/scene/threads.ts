/**
 * Lines from one word to others. Those that run far the same way would merge into a
 * band: they share the ink of one line, and each comes out again where it ends.
 */

interface Place {
  x: number;
  y: number;
}

/** Lines nearer to each other than this look like one, in CSS pixels. */
const GAP = 5;
/** So far from the word all lines are near each other. */
const ROOT = 40;
/** The end of a line, where it is drawn in full, and how many steps lead there. */
const END = 60;
const STEPS = 4;

/** How strong each line is on its way: 1, or less by the share of its length along which others run beside it. */
export function strengths(from: Place, ends: readonly Place[]): number[] {
  const lines = ends.map(({ x, y }) => ({ length: Math.hypot(x - from.x, y - from.y), angle: Math.atan2(y - from.y, x - from.x) }));
  return lines.map((line, i) => {
    let crowd = 1;
    lines.forEach((other, j) => {
      const between = Math.abs(Math.sin((line.angle - other.angle) / 2));
      if (i === j || line.length <= ROOT) return;
      const together = Math.min(line.length, other.length, GAP / Math.max(1e-6, 2 * between));
      crowd += Math.max(0, together - ROOT) / line.length;
    });
    return 1 / crowd;
  });
}

/** Strokes a line with the context's colour, width and dashes, `alpha` strong at its end and by `strength` less on its way. */
export function drawThread(context: CanvasRenderingContext2D, from: Place, to: Place, alpha: number, strength: number): void {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const way = Math.max(0, length - END) || length;
  const at = (distance: number): [number, number] => [from.x + ((to.x - from.x) * distance) / length, from.y + ((to.y - from.y) * distance) / length];
  const piece = (start: number, end: number, share: number): void => {
    context.globalAlpha = alpha * share;
    // Dashes go on where the piece before ended.
    context.lineDashOffset = start;
    context.beginPath();
    context.moveTo(...at(start));
    context.lineTo(...at(end));
    context.stroke();
  };
  if (length === 0) return;
  if (strength === 1 || way === length) piece(0, length, strength);
  else {
    piece(0, way, strength);
    for (let step = 0; step < STEPS; step++) piece(way + (END * step) / STEPS, way + (END * (step + 1)) / STEPS, strength + ((1 - strength) * (step + 1)) / STEPS);
  }
  context.lineDashOffset = 0;
}
