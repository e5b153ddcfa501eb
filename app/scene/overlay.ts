/**
 * The layer above the points, on a 2D canvas: neighbour lines, analogy arrows,
 * rings around the hovered and chosen words, and labels. Sharp at any pixel
 * ratio and the same over WebGL and over the canvas fallback.
 */
import { paling } from './depth';
import type { Inks } from './ink';
import { labelFont } from './labeller';
import type { Box, PlacedLabel } from './labels';
import { drawArrows } from './arrows';
import { drawAxes } from './axes';
import { wordsOf } from './marks';
import { drawRegions, writeRegionNames } from './regions';
import type { Stage } from './stage';
import { drawThread, strengths } from './threads';

const HALO = 3;
/** Dashes of a line that another seed does not draw. */
const FAINT = [2, 3];
/** Dashes of lines to neighbours torn away, and to false ones: shapes that tell them apart without colour. */
const TORN = [7, 4];
const PUSHED = [0.5, 4];

export class Overlay {
  private readonly widths = new Map<string, number>();
  private family = '';

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly stage: Stage,
  ) {}

  resize(width: number, height: number, pixelRatio: number): void {
    const { canvas } = this.context;
    canvas.width = Math.round(width * pixelRatio);
    canvas.height = Math.round(height * pixelRatio);
    this.context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  }

  /** True while labels are still appearing. */
  draw(now: number): boolean {
    const { context, stage } = this;
    const { rig, inks } = stage;
    if (!inks) return false;
    if (this.family !== inks.family) {
      this.family = inks.family;
      this.widths.clear();
    }
    context.clearRect(0, 0, rig.width, rig.height);
    context.lineCap = 'round';
    context.lineJoin = 'round';
    const names = drawAxes(context, stage, inks);
    const plates = drawRegions(context, stage, inks, names);
    stage.plates = plates;
    this.drawNeighbourLines(inks);
    this.drawAstray(inks);
    drawArrows(context, stage, inks);
    this.drawRings(inks);
    this.layOut(now, [...names, ...plates.map(({ box }) => box)]);
    const appearing = this.drawLabels(inks, now);
    writeRegionNames(context, plates, inks);
    return appearing;
  }

  /** @param taken what else is written on the map */
  private layOut(now: number, taken: Box[]): void {
    const { stage } = this;
    const { rig } = stage;
    stage.labeller.layout(
      {
        names: stage.names,
        screen: stage.screen,
        sizes: stage.sizes,
        home: rig.homeDistance(),
        haze: rig.haze(),
        width: rig.width,
        height: rig.height,
        obstacles: [...stage.obstacles, ...taken],
        ranking: stage.ranking,
        forced: this.forced(),
        emphasis: (row) => stage.emphasis(row),
        measure: (text, font) => this.measure(text, font),
      },
      now,
    );
  }

  private forced(): number[] {
    const { hovered, selected, neighbours, arrows, astray } = this.stage;
    const rows = [hovered, selected, ...wordsOf(arrows), ...neighbours.map(({ row }) => row), ...(astray?.torn ?? [])];
    return [...new Set(rows)].filter((row) => row !== null && row < this.stage.count) as number[];
  }

  /** Hair-thin, the more similar the stronger; the neighbours' discs are painted again above the lines. */
  private drawNeighbourLines(inks: Inks): void {
    const { context, stage } = this;
    const { selected, neighbours } = stage;
    const centre = selected === null ? null : stage.spot(selected);
    if (!centre || neighbours.length === 0) return;
    const similarities = neighbours.map((n) => n.similarity);
    const least = Math.min(...similarities);
    const range = Math.max(...similarities) - least || 1;
    context.strokeStyle = inks.accent;
    const ends = neighbours.flatMap((neighbour) => {
      const spot = stage.spot(neighbour.row);
      return spot ? [{ ...neighbour, ...spot }] : [];
    });
    const alone = strengths(centre, ends);
    ends.forEach((end, i) => {
      const strength = (end.similarity - least) / range;
      context.lineWidth = end.faint ? 0.6 : 0.7 + 0.9 * strength;
      context.setLineDash(end.faint ? FAINT : []);
      drawThread(context, centre, end, 0.35 + 0.5 * (end.faint ? 0 : strength), alone[i]);
    });
    context.setLineDash([]);
    for (const { row } of neighbours) this.drawDisc(row, inks);
  }

  /** From the word pointed at, or else chosen. */
  private drawAstray(inks: Inks): void {
    const { context, stage } = this;
    const { astray } = stage;
    const from = astray && stage.spot(astray.row);
    if (!from) return;
    const lines = (rows: Iterable<number>, colour: string, dashes: number[], width: number) => {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.setLineDash(dashes);
      const ends = [...rows].flatMap((row) => stage.spot(row) ?? []);
      const alone = strengths(from, ends);
      ends.forEach((end, i) => drawThread(context, from, end, 1, alone[i]));
      context.setLineDash([]);
      for (const row of rows) this.drawDisc(row, inks);
    };
    lines(astray.torn, inks.torn, TORN, 1.2);
    lines(astray.pushed, inks.pushed, PUSHED, 2.2);
  }

  private drawRings(inks: Inks): void {
    const { selected, hovered } = this.stage;
    if (hovered !== null && hovered !== selected) {
      this.drawDisc(hovered, inks);
      this.drawRing(hovered, inks.ink, 1.25, 2.5);
    }
    if (selected !== null) {
      this.drawDisc(selected, inks, inks.accent);
      this.drawRing(selected, inks.accent, 1.75, 3.5);
    }
  }

  private drawDisc(row: number, inks: Inks, fill?: string): void {
    const spot = this.stage.spot(row);
    if (!spot) return;
    const { context, stage } = this;
    const [r, g, b] = stage.paint.subarray(row * 4, row * 4 + 3);
    context.globalAlpha = 1;
    context.beginPath();
    context.arc(spot.x, spot.y, Math.max(2, spot.radius), 0, 2 * Math.PI);
    context.fillStyle = fill ?? `rgb(${r} ${g} ${b})`;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = inks.paper;
    context.stroke();
  }

  private drawRing(row: number, colour: string, width: number, gap: number): void {
    const spot = this.stage.spot(row);
    if (!spot) return;
    const { context } = this;
    context.globalAlpha = 1;
    context.beginPath();
    context.arc(spot.x, spot.y, Math.max(2, spot.radius) + gap, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }

  private drawLabels(inks: Inks, now: number): boolean {
    const { context, stage } = this;
    const { selected, hovered, labeller } = stage;
    const near = new Set(this.forced());
    let appearing = false;
    context.textBaseline = 'middle';
    context.strokeStyle = inks.paper;
    context.lineWidth = HALO;
    // The most deserving come first in the list and are written last, above the halos of the others.
    for (const label of labeller.placed.toReversed()) {
      const presence = stage.abrupt ? 1 : labeller.presence(label.row, now);
      if (presence < 1) appearing = true;
      const strong = label.row === selected || label.row === hovered;
      this.write(label, strong ? 1 : this.legibility(label.row, near.has(label.row)) * presence, label.row === selected ? inks.accent : inks.ink, inks);
    }
    context.globalAlpha = 1;
    return appearing;
  }

  private legibility(row: number, near: boolean): number {
    if (near) return 1;
    const { stage } = this;
    const pale = paling(stage.spot(row)?.depth ?? 0, stage.rig.haze());
    return 0.96 - 0.5 * pale;
  }

  private write(label: PlacedLabel, alpha: number, colour: string, inks: Inks): void {
    const { context, stage } = this;
    const text = stage.names[label.row];
    const y = label.top + label.height / 2 + 0.5;
    context.font = fontOf(labelFont(stage.sizes[label.row]), inks.family);
    context.globalAlpha = Math.min(1, alpha * 1.1) * 0.9;
    context.strokeText(text, label.left, y);
    context.globalAlpha = alpha;
    context.fillStyle = colour;
    context.fillText(text, label.left, y);
  }

  private measure(text: string, font: number): number {
    const key = `${font} ${text}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      this.context.font = fontOf(font, this.family);
      width = this.context.measureText(text).width;
      this.widths.set(key, width);
    }
    return width;
  }
}

function fontOf(size: number, family: string): string {
  return `500 ${size}px ${family}`;
}
