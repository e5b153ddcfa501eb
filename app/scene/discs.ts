/** Every disc of the map as the graphics card draws it (shaders.ts has the same formulas), for who paints without one. */
import { discRadius, paling } from './depth';
import { toRgb, type Rgb } from './ink';
import { STRIDE } from './project';
import type { Stage } from './stage';

/** Pixels beyond the map's edge that a disc still reaches over. */
const BEYOND = 20;

/** @param colour CSS; in CSS pixels otherwise */
export type DrawDisc = (x: number, y: number, radius: number, colour: string, alpha: number) => void;

/** Those in view, from the farthest to the nearest. */
export function eachDisc(stage: Stage, draw: DrawDisc): void {
  const { screen, order, count, sizes, paint, rig, inks, morph, crowd } = stage;
  if (!inks) return;
  const paper = bytes(toRgb(inks.paper));
  const muted = bytes(toRgb(inks.muted));
  const faded = paper.map((c, i) => c + 0.55 * (muted[i] - c));
  const home = rig.homeDistance();
  const haze = rig.haze();
  const unitPixels = rig.unitPixels();
  for (let k = 0; k < count; k++) {
    const row = order[k];
    const x = screen[row * STRIDE];
    const y = screen[row * STRIDE + 1];
    const depth = screen[row * STRIDE + 2];
    if (depth === 0 || x < -BEYOND || y < -BEYOND || x > rig.width + BEYOND || y > rig.height + BEYOND) continue;
    const emphasis = stage.emphasis(row);
    const pale = 0.64 * paling(depth, haze);
    const mixed = (i: number): number => {
      const colour = faded[i] + emphasis * (paint[row * 4 + i] - faded[i]);
      return Math.round(colour + pale * (paper[i] - colour));
    };
    const radius = discRadius(sizes[row], depth, home);
    const overlap = crowd[row] * ((2 * radius * depth) / unitPixels) ** 2;
    const thin = Math.max(0.5, 1 / Math.sqrt(1 + 0.5 * overlap));
    const there = morph.known[row] + (1 - morph.known[row]) * morph.t;
    draw(x, y, radius, `rgb(${mixed(0)},${mixed(1)},${mixed(2)})`, thin * (0.16 + 0.84 * emphasis) * there);
  }
}

function bytes(colour: Rgb): number[] {
  return colour.map((c) => 255 * c);
}
