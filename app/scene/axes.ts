/** The map's dimensions, where they run between something that has a name: a thin line through the middle, the names at its ends. */
import type { Point3 } from './flight';
import type { Inks } from './ink';
import type { Box } from './labels';
import { placePlate, writePlate } from './plate';
import type { Stage } from './stage';

/** Half the length of a line, in scene units: beyond nearly all points. */
const REACH = 1.12;
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
      if (name !== '') names.push({ name, box: placePlate(context, stage, spot, name, inks, names.map(({ box }) => box)) });
    }
  });
  for (const { name, box } of names) writePlate(context, box, name, inks);
  context.globalAlpha = 1;
  return names.map(({ box }) => box);
}

function at(dimension: number, value: number): Point3 {
  return [0, 1, 2].map((d) => (d === dimension ? value : 0)) as Point3;
}
