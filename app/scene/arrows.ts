/** Arrows on the map. An analogy: two arrows of one colour, the computed end a hollow ring, the found word a filled one, the miss dashed between. A move: an arrow from the word to a place. */
import type { Inks } from './ink';
import type { Stage } from './stage';

interface Spot {
  x: number;
  y: number;
}

const RING = 6;
const HEAD = 8;

export function drawArrows(context: CanvasRenderingContext2D, stage: Stage, inks: Inks): void {
  context.strokeStyle = inks.accent;
  context.fillStyle = inks.accent;
  for (const arrow of stage.arrows) {
    const from = stage.spot(arrow.from);
    const to = stage.spot(arrow.to);
    if (!from || !to) continue;
    const found = arrow.found === undefined ? null : stage.spot(arrow.found);
    if (found) drawMiss(context, to, found);
    const computed = arrow.kind === 'answer' && typeof arrow.to !== 'number';
    drawArrow(context, from, to, from.radius + 3, computed ? RING + 2 : to.radius + 3);
    if (computed) ring(context, to, false);
    if (found) ring(context, found, true);
  }
}

function drawArrow(context: CanvasRenderingContext2D, from: Spot, to: Spot, gapFrom: number, gapTo: number): void {
  const run = Math.hypot(to.x - from.x, to.y - from.y);
  if (run < gapFrom + gapTo + 2) return;
  const ux = (to.x - from.x) / run;
  const uy = (to.y - from.y) / run;
  const tip = { x: to.x - ux * gapTo, y: to.y - uy * gapTo };
  context.globalAlpha = 1;
  context.lineWidth = 1.75;
  context.beginPath();
  context.moveTo(from.x + ux * gapFrom, from.y + uy * gapFrom);
  context.lineTo(tip.x - ux * HEAD * 0.7, tip.y - uy * HEAD * 0.7);
  context.stroke();
  context.beginPath();
  context.moveTo(tip.x, tip.y);
  context.lineTo(tip.x - ux * HEAD - uy * HEAD * 0.45, tip.y - uy * HEAD + ux * HEAD * 0.45);
  context.lineTo(tip.x - ux * HEAD + uy * HEAD * 0.45, tip.y - uy * HEAD - ux * HEAD * 0.45);
  context.closePath();
  context.fill();
}

function drawMiss(context: CanvasRenderingContext2D, computed: Spot, found: Spot): void {
  context.globalAlpha = 0.9;
  context.lineWidth = 1.25;
  context.setLineDash([2, 4]);
  context.beginPath();
  context.moveTo(computed.x, computed.y);
  context.lineTo(found.x, found.y);
  context.stroke();
  context.setLineDash([]);
}

function ring(context: CanvasRenderingContext2D, at: Spot, filled: boolean): void {
  context.globalAlpha = 1;
  context.lineWidth = 1.75;
  context.beginPath();
  context.arc(at.x, at.y, filled ? RING - 1 : RING, 0, 2 * Math.PI);
  if (filled) context.fill();
  context.stroke();
}
