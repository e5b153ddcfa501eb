/** A name on a plate, written over the map: of an axis' end, of a topic's region. */
import type { Inks } from './ink';
import type { Box } from './labels';
import type { Stage } from './stage';

const FONT = 13;
const PADDING = { x: 7, y: 4 };
/** From the edge of the map, in pixels. */
const MARGIN = 8;

/** Around (x, y), within the map and beside what is there already; overlapping after `tries` steps away from it. */
export function placePlate(context: CanvasRenderingContext2D, { rig, obstacles }: Stage, { x, y }: { x: number; y: number }, name: string, inks: Inks, taken: Box[], tries = 12): Box {
  context.font = fontOf(inks);
  const width = context.measureText(name).width + 2 * PADDING.x;
  const height = FONT + 2 * PADDING.y;
  const box = {
    left: Math.max(MARGIN, Math.min(rig.width - width - MARGIN, x - width / 2)),
    top: Math.max(MARGIN, Math.min(rig.height - height - MARGIN, y - height / 2)),
    width,
    height,
  };
  // Towards the middle of the map there is room.
  const step = (box.top < rig.height / 2 ? 1 : -1) * (height + 4);
  for (let tried = 0; tried < tries && [...obstacles, ...taken].some((other) => overlap(box, other)); tried++) box.top += step;
  return box;
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;
}

/** @param edge CSS colour of its rim */
export function writePlate(context: CanvasRenderingContext2D, { left, top, width, height }: Box, name: string, inks: Inks, edge = inks.muted): void {
  context.globalAlpha = 0.92;
  context.fillStyle = inks.paper;
  context.beginPath();
  context.roundRect(left, top, width, height, 6);
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = 1;
  context.strokeStyle = edge;
  context.stroke();
  context.font = fontOf(inks);
  context.textBaseline = 'middle';
  context.fillStyle = inks.ink;
  context.fillText(name, left + PADDING.x, top + height / 2 + 0.5);
}

function fontOf({ family }: Inks): string {
  return `600 ${FONT}px ${family}`;
}
