/** Regions: the words of a topic held together by a translucent outline, its name on a plate above them. */
import { rounded, type Spot } from './hull';
import type { Inks } from './ink';
import type { Box } from './labels';
import type { MapRegion } from './marks';
import { overlap, placePlate, writePlate } from './plate';
import type { Stage } from './stage';

/** Pixels from the words to the outline. */
const MARGIN = 12;
const FILL = 0.1;
const RIM = 0.55;
/** Steps that a name may be moved to be free of others; where that does not do, it is left out. */
const TRIES = 6;

export interface NamedPlate {
  region: MapRegion;
  box: Box;
}

/** Draws the outlines. The first regions' names come first; those that find no room are not written. */
export function drawRegions(context: CanvasRenderingContext2D, stage: Stage, inks: Inks, taken: Box[]): NamedPlate[] {
  const plates: NamedPlate[] = [];
  for (const region of stage.regions) {
    const spots = region.rows.flatMap((row): Spot[] => {
      const spot = stage.spot(row);
      return spot ? [[spot.x, spot.y]] : [];
    });
    if (spots.length === 0) continue;
    const outline = rounded(spots, MARGIN);
    fill(context, outline, region.colour);
    const top = outline.reduce((highest, spot) => (spot[1] < highest[1] ? spot : highest));
    if (top[1] > stage.rig.height || outline.every(([x, y]) => x < 0 || x > stage.rig.width || y < 0)) continue;
    const middle = outline.reduce((sum, [x]) => sum + x, 0) / outline.length;
    const others = [...taken, ...plates.map(({ box }) => box)];
    const box = placePlate(context, stage, { x: middle, y: top[1] }, region.name, inks, others, TRIES);
    if (![...stage.obstacles, ...others].some((other) => overlap(box, other))) plates.push({ region, box });
  }
  context.globalAlpha = 1;
  return plates;
}

export function writeRegionNames(context: CanvasRenderingContext2D, plates: readonly NamedPlate[], inks: Inks): void {
  for (const { region, box } of plates) writePlate(context, box, region.name, inks, region.colour);
}

function fill(context: CanvasRenderingContext2D, outline: readonly Spot[], colour: string): void {
  context.beginPath();
  for (const [x, y] of outline) context.lineTo(x, y);
  context.closePath();
  context.fillStyle = colour;
  context.strokeStyle = colour;
  context.lineWidth = 1.25;
  context.globalAlpha = FILL;
  context.fill();
  context.globalAlpha = RIM;
  context.stroke();
}
