/** Chooses which words to write on a view of the map and remembers which were on show. */
import { discRadius, paling, type Haze } from './depth';
import { placeLabels, type Box, type LabelCandidate, type PlacedLabel, type Side } from './labels';
import { STRIDE } from './project';

/** Words tried for each view, and square pixels of map for each label. */
const TRIED = 700;
const AREA = 9000;
const MOST = 170;
/** Words paler than this stay unwritten; one on show may fade a little further. */
const PALEST = 0.66;
const PALEST_SHOWN = 0.78;
/** Rows less emphasised than this are not written. */
const FAINTEST = 0.5;
/** Milliseconds in which a label appears. */
export const APPEARING = 160;

export interface LabelScene {
  names: readonly string[];
  screen: Float32Array;
  sizes: Float32Array;
  home: number;
  haze: Haze;
  width: number;
  height: number;
  obstacles: readonly Box[];
  /** Rows, the most deserving first. */
  ranking: Uint32Array;
  /** Rows that must be written, the most important first. */
  forced: readonly number[];
  emphasis: (row: number) => number;
  measure: (text: string, font: number) => number;
}

/** Font size in pixels for a point's diameter: an atlas writes its cities larger than its villages. */
export function labelFont(size: number): number {
  return Math.min(15, Math.max(11, Math.round(10 + size * 0.72)));
}

export class Labeller {
  placed: PlacedLabel[] = [];
  private shown = new Map<number, Side>();
  private since = new Map<number, number>();

  /** Forget what was on show: the rows mean other words now. */
  forget(): void {
    this.placed = [];
    this.shown.clear();
    this.since.clear();
  }

  layout(scene: LabelScene, now: number): void {
    const { width, height } = scene;
    const limit = Math.min(MOST, Math.ceil((width * height) / AREA));
    this.placed = placeLabels(this.candidates(scene), { width, height, limit, obstacles: scene.obstacles, shown: this.shown });
    this.shown = new Map(this.placed.map(({ row, side }) => [row, side]));
    this.since = new Map(this.placed.map(({ row }) => [row, this.since.get(row) ?? now]));
  }

  /** How far a label has appeared, 0 … 1. */
  presence(row: number, now: number): number {
    return Math.min(1, Math.max(0, (now - (this.since.get(row) ?? now)) / APPEARING));
  }

  private candidates(scene: LabelScene): LabelCandidate[] {
    const found = new Map<number, LabelCandidate>();
    scene.forced.forEach((row, rank) => {
      const candidate = candidateAt(scene, row, rank, true);
      if (candidate) found.set(row, candidate);
    });
    let tried = 0;
    for (let rank = 0; rank < scene.ranking.length && tried < TRIED; rank++) {
      const row = scene.ranking[rank];
      if (found.has(row) || scene.emphasis(row) < FAINTEST) continue;
      if (paling(scene.screen[row * STRIDE + 2], scene.haze) > (this.shown.has(row) ? PALEST_SHOWN : PALEST)) continue;
      const candidate = candidateAt(scene, row, rank, false);
      if (!candidate) continue;
      found.set(row, candidate);
      tried++;
    }
    return [...found.values()];
  }
}

/** Null where the point is not on the screen. */
function candidateAt(scene: LabelScene, row: number, rank: number, forced: boolean): LabelCandidate | null {
  const [x, y, depth] = scene.screen.subarray(row * STRIDE, row * STRIDE + STRIDE);
  if (!depth || x < 0 || y < 0 || x > scene.width || y > scene.height) return null;
  const font = labelFont(scene.sizes[row]);
  return {
    row,
    x,
    y,
    // Forced words wear a ring or a larger disc.
    radius: discRadius(scene.sizes[row], depth, scene.home) + (forced ? 2 : 0),
    width: scene.measure(scene.names[row], font),
    height: font + 3,
    rank,
    forced,
  };
}
