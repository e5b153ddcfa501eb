/**
 * Everything the map knows while it runs: points, camera, choice, and what is
 * where on the screen. React hands it the props; a layer (WebGL or canvas)
 * draws its points and calls `frame` before each drawing. Nothing here is
 * React's, so nothing re-renders while the map moves.
 */
import { crowding } from './crowd';
import { discRadius } from './depth';
import type { Point3 } from './flight';
import { Frames } from './frames';
import type { Inks } from './ink';
import { Labeller } from './labeller';
import type { Box } from './labels';
import { wordsOf, type Astray, type End, type MapArrow, type MapAxis, type MapRegion, type Neighbour } from './marks';
import { Morph } from './morph';
import { nearestTo, pick, type Discs } from './pick';
import { rowsWithin, type Polygon } from './polygon';
import { depthOrder, project, STRIDE } from './project';
import type { NamedPlate } from './regions';
import { Rig } from './rig';
import { COMPANY, surroundings } from './surroundings';

export type { End, MapArrow, MapAxis, Neighbour };

/** Emphasis under which a point can be neither hovered nor chosen. */
const UNTOUCHABLE = 0.3;
/** Milliseconds a frame from which on a layout that is being made is drawn as it comes, without the ways between. */
const SLOW = 40;

export class Stage extends Frames {
  readonly rig = new Rig();
  readonly morph = new Morph();
  readonly labeller = new Labeller();
  names: readonly string[] = [];
  /** n × 4 bytes: sRGB and emphasis. */
  paint: Uint8Array = new Uint8Array(0);
  sizes: Float32Array = new Float32Array(0);
  /** Counts the changes of paint and sizes. */
  paintRevision = 0;
  screen = new Float32Array(0);
  order = new Uint32Array(0);
  selected: number | null = null;
  hovered: number | null = null;
  neighbours: readonly Neighbour[] = [];
  arrows: readonly MapArrow[] = [];
  astray: Astray | null = null;
  /** What follows from points and priority, made when a frame asks for it: many changes may come before one. */
  private lazyCrowd: Float32Array | null = null;
  private lazyRanking: Uint32Array | null = null;
  /** Of the first dimensions, in their order; none where they have no meaning. */
  axes: readonly MapAxis[] = [];
  /** Those whose names come first before the others. */
  regions: readonly MapRegion[] = [];
  /** Where their names were written. */
  plates: readonly NamedPlate[] = [];
  obstacles: readonly Box[] = [];
  inks: Inks | null = null;
  /** Reduced motion: nothing glides, flies, morphs or fades. */
  still = false;
  /** The points came to their places by a jump, and labels appear as suddenly. */
  private jumped = false;
  private positions: Float32Array | null = null;
  private version = 0;
  private priority: Float32Array | null = null;
  private flown: number | null = null;
  /** Words that the camera was sent to last. */
  private looked: readonly string[] = [];

  constructor() {
    super();
    this.rig.onMove = () => this.wake();
  }

  get count(): number {
    return this.morph.count;
  }

  /** Whether what changes is drawn as it will be, with nothing between. */
  get abrupt(): boolean {
    return this.still || this.jumped;
  }

  /** How crowded each point's surroundings will be once its morph is over. */
  get crowd(): Float32Array {
    return (this.lazyCrowd ??= crowding(this.morph.to));
  }

  /** Rows, those to be written first before the others. */
  get ranking(): Uint32Array {
    return (this.lazyRanking ??= this.ranked());
  }

  /**
   * Sends the points to new places; nothing happens where all is as before.
   * @param soon others will follow: where frames take long, the points jump, or drawing their way would hold up what comes
   */
  setPoints(names: readonly string[], positions: Float32Array, version: number, now: number, soon = false): void {
    const others = names !== this.names;
    if (!others && positions === this.positions && version === this.version) return;
    this.positions = positions;
    this.version = version;
    const count = positions.length / 3;
    this.names = names;
    this.jumped = soon && this.frameTime > SLOW;
    this.morph.send(names, positions, now, this.abrupt, soon);
    if (count !== this.order.length) {
      this.screen = new Float32Array(count * STRIDE);
      this.order = new Uint32Array(count);
    }
    this.lazyCrowd = null;
    if (others) this.labeller.forget();
    this.keepLooking(now);
    if (others || this.lazyRanking?.length !== count) this.lazyRanking = null;
    this.wake();
  }

  /** @param colours n × 3 sRGB, 0 … 1; `emphasis` n, 0 … 1, or undefined for all 1 */
  setPaint(colours: Float32Array, sizes: Float32Array, emphasis: Float32Array | undefined): void {
    const count = Math.floor(colours.length / 3);
    this.paint = new Uint8Array(count * 4);
    for (let i = 0; i < count; i++) {
      for (let c = 0; c < 3; c++) this.paint[i * 4 + c] = Math.round(255 * colours[i * 3 + c]);
      this.paint[i * 4 + 3] = Math.round(255 * (emphasis?.[i] ?? 1));
    }
    this.sizes = sizes;
    this.paintRevision++;
    this.wake();
  }

  setPriority(priority: Float32Array | null): void {
    this.priority = priority;
    this.lazyRanking = null;
    this.touchOverlay();
  }

  setChoice(selected: number | null, neighbours: readonly Neighbour[]): void {
    this.selected = selected;
    this.neighbours = neighbours;
    this.touchOverlay();
  }

  setAxes(axes: readonly MapAxis[]): void {
    this.axes = axes;
    this.touchOverlay();
  }

  setRegions(regions: readonly MapRegion[]): void {
    this.regions = regions;
    this.touchOverlay();
  }

  setAstray(astray: Astray | null): void {
    this.astray = astray;
    this.touchOverlay();
  }

  /** Arrows between other words than before are brought into view. */
  setArrows(arrows: readonly MapArrow[], now: number): void {
    const words = wordsOf(arrows);
    const others = words.join() !== wordsOf(this.arrows).join();
    this.arrows = arrows;
    if (others && words.length > 0 && words.every((row) => row < this.count)) {
      const places = arrows.flatMap(({ to }) => (typeof to === 'number' ? [] : [to]));
      this.looked = words.map((row) => this.names[row]);
      this.rig.frame([...words.map((row) => this.destination(row)), ...places], now);
    }
    this.touchOverlay();
  }

  setStill(still: boolean): void {
    this.still = still;
    this.rig.setStill(still);
  }

  setFlat(flat: boolean, now: number): void {
    this.rig.setFlat(flat, now, this.count === 0);
  }

  setInks(inks: Inks): void {
    this.inks = inks;
    this.wake();
  }

  resize(width: number, height: number): void {
    this.rig.resize(width, height);
    this.wake();
  }

  /** A wish to fly, granted once. */
  setFlight(wish: { row: number; nonce: number } | null, now: number): void {
    if (!wish || wish.nonce === this.flown) return;
    this.flown = wish.nonce;
    this.flyToRow(wish.row, now);
  }

  /** True where the hovered word is another than before. */
  setHovered(row: number | null): boolean {
    if (row === this.hovered) return false;
    this.hovered = row;
    this.touchOverlay();
    return true;
  }

  /** Flies to a word, near enough to tell the words around it apart. */
  flyToRow(row: number, now: number): void {
    if (row >= this.count) return;
    this.looked = [this.names[row]];
    // On a map of few words all are around it: nearer they would be out of sight.
    if (this.count <= COMPANY + 1) return this.rig.goHome(now);
    this.rig.flyTo(this.destination(row), surroundings(this.morph.to, row), now);
  }

  /** Where none of the words looked at is on the map, the camera would stand before emptiness: it shows all. One that leaves the view is followed. */
  private keepLooking(now: number): void {
    if (this.looked.length === 0) return;
    const rows = this.looked.map((name) => this.names.indexOf(name)).filter((row) => row >= 0 && row < this.count);
    if (rows.length === 0) {
      this.looked = [];
      this.rig.goHome(now);
    } else if (this.looked.length === 1) this.rig.follow(this.destination(rows[0]), now);
  }

  /**
   * Moves everything to the time `now` and finds each point on the screen; true while more frames are needed.
   * @param drawn what was drawn in the frame before
   */
  frame(now: number, drawn = this.drawn): boolean {
    this.drawn = drawn;
    const turning = this.rig.update(now);
    this.morph.advance(now);
    const { from, to, t } = this.morph;
    project(from, to, t, this.count, this.rig.matrix(), this.rig.width, this.rig.height, this.screen);
    depthOrder(this.screen, this.count, this.order);
    const moving = turning || this.morph.moving;
    this.finishFrame(now, moving);
    return moving;
  }

  discs(): Discs {
    const { screen, order, count, sizes } = this;
    return { screen, order, count, sizes, home: this.rig.homeDistance(), visible: (row) => this.emphasis(row) >= UNTOUCHABLE };
  }

  /** The word at (x, y): a written label, else a disc, else the nearest within `tolerance` pixels. */
  wordAt(x: number, y: number, tolerance: number): number | null {
    const label = this.labeller.placed.find((l) => x >= l.left && x <= l.left + l.width && y >= l.top && y <= l.top + l.height);
    return label?.row ?? pick(this.discs(), x, y, tolerance);
  }

  /** The region whose name is written at (x, y). */
  regionAt(x: number, y: number): MapRegion | null {
    return this.plates.find(({ box }) => x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height)?.region ?? null;
  }

  /** The words within a loop on the screen that can be pointed at, in row order. */
  rowsWithin(loop: Polygon): number[] {
    const { screen, count, visible } = this.discs();
    return rowsWithin(screen, count, loop, visible);
  }

  /** The words that are on the screen now. */
  rowsInView(): number[] {
    const { width, height } = this.rig;
    return this.rowsWithin([0, 0, width, 0, width, height, 0, height]);
  }

  wordInMiddle(): number | null {
    const { x, y } = this.rig.middle();
    return nearestTo(this.discs(), x, y);
  }

  /** The words that keys step through: the chosen one's neighbours, else the written ones, most frequent first. */
  stops(): number[] {
    const { selected } = this;
    if (selected !== null && this.neighbours.length > 0) return this.neighbours.map(({ row }) => row).filter((row) => row < this.count);
    const written = new Set(this.labeller.placed.map(({ row }) => row));
    return [...this.ranking].filter((row) => written.has(row) && row !== selected);
  }

  emphasis(row: number): number {
    return (this.paint[row * 4 + 3] ?? 255) / 255;
  }

  /** A point on the screen in CSS pixels with its disc's radius; null behind the camera. */
  spot(end: End): { x: number; y: number; depth: number; radius: number } | null {
    if (typeof end === 'number') {
      if (end >= this.count) return null;
      const [x, y, depth] = this.screen.subarray(end * STRIDE, end * STRIDE + STRIDE);
      return depth ? { x, y, depth, radius: discRadius(this.sizes[end], depth, this.rig.homeDistance()) } : null;
    }
    const place = Float32Array.from(end);
    const out = new Float32Array(STRIDE);
    project(place, place, 1, 1, this.rig.matrix(), this.rig.width, this.rig.height, out);
    return out[2] ? { x: out[0], y: out[1], depth: out[2], radius: 0 } : null;
  }

  /** Where a point stands once its morph is over. */
  private destination(row: number): Point3 {
    const [x, y, z] = this.morph.to.subarray(row * 3, row * 3 + 3);
    return [x, y, z];
  }

  private ranked(): Uint32Array {
    const { priority } = this;
    const rows = Uint32Array.from({ length: this.count }, (_, row) => row);
    return priority ? rows.sort((a, b) => priority[b] - priority[a] || a - b) : rows;
  }
}
