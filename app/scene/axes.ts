/** The map's dimensions, where they run between something that has a name: a thin line through the middle, the names at its ends. */
import type { Point3 } from './flight';
import type { Inks } from './ink';
import type { Box } from './labels';
import type { Stage } from './stage';

/** Half the length of a line, in scene units: beyond nearly all points. */
const REACH = 1.12;
const FONT = 13;
const PADDING = { x: 7, y: 4 };
/** From the edge of the map, in pixels. */
const MARGIN = 8;
const DASH = [1, 5];

/** Draws them; the boxes of the names, which words keep clear of. */
export function drawAxes(context: CanvasRenderingContext2D, stage: Stage, inks: Inks): Box[] {
  const names: { name: string; box: Box }[] = [];
  stage.axes.forEach((axis, dimension) => {
    const ends = ([-1, 1] as const).map((side) => stage.spot(at(dimension, side * REACH)));
    const [from, to] = ends;
    // An end behind the camera has no place on the screen.
    if (!from || !to || (axis.from === '' && axis.to === '')) return;
    context.strokeStyle = inks.muted;
    context.globalAlpha = 0.8;
    context.lineWidth = 1.25;
    context.setLineDash(DASH);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
    context.setLineDash([]);
    for (const [spot, name] of [[from, axis.from], [to, axis.to]] as const) {
      if (name !== '') names.push({ name, box: place(context, stage, spot, name, inks, names.map(({ box }) => box)) });
    }
  });
  for (const { name, box } of names) write(context, box, name, inks);
  context.globalAlpha = 1;
  return names.map(({ box }) => box);
}

function at(dimension: number, value: number): Point3 {
  return [0, 1, 2].map((d) => (d === dimension ? value : 0)) as Point3;
}

/** Around the end of the line, within the map and beside the names that are there already. */
function place(context: CanvasRenderingContext2D, { rig, obstacles }: Stage, { x, y }: { x: number; y: number }, name: string, inks: Inks, taken: Box[]): Box {
  context.font = `600 ${FONT}px ${inks.family}`;
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
  for (let tries = 0; tries < 12 && [...obstacles, ...taken].some((other) => overlap(box, other)); tries++) box.top += step;
  return box;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;
}

function write(context: CanvasRenderingContext2D, { left, top, width, height }: Box, name: string, inks: Inks): void {
  context.globalAlpha = 0.92;
  context.fillStyle = inks.paper;
  context.beginPath();
  context.roundRect(left, top, width, height, 6);
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = 1;
  context.strokeStyle = inks.muted;
  context.stroke();
  context.font = `600 ${FONT}px ${inks.family}`;
  context.textBaseline = 'middle';
  context.fillStyle = inks.ink;
  context.fillText(name, left + PADDING.x, top + height / 2 + 0.5);
}
