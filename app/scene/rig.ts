/**
 * The camera and how it is moved: OrbitControls for mouse, wheel and touch,
 * the same turns, pans and zooms for keys and buttons, and flights between
 * poses. Needs no WebGL, so the canvas fallback moves alike.
 */
import { MOUSE, PerspectiveCamera, TOUCH, Vector3 } from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { hazeAt, NO_HAZE, type Haze } from './depth';
import { add, flightTime, poseBetween, scale, subtract, length, type Point3, type Pose } from './flight';
import { easeInOut } from './morph';

const FIELD_OF_VIEW = 36;
/** Radius of the disc (flat) or sphere that the home view shows whole. */
const SHOWN_FLAT = 1.08;
const SHOWN = 1.06;
/** The 3D home view: a little from the side and above. */
const HOME_DIRECTION: Point3 = [0.42, 0.28, 0.863];
/** What is looked at stays within this share of the view, from the middle. */
const INSIDE = 0.6;
const OVERHEAD: Point3 = [0, 0, 1];

interface Flight {
  from: Pose;
  to: Pose;
  began: number;
  duration: number;
}

export class Rig {
  readonly camera = new PerspectiveCamera(FIELD_OF_VIEW, 1, 0.01, 60);
  readonly controls: OrbitControls<PerspectiveCamera>;
  width = 1;
  height = 1;
  private covered = { right: 0, bottom: 0 };
  flat = false;
  /** Called whenever a frame should be drawn. */
  onMove: () => void = () => {};
  private still = false;
  private flight: Flight | null = null;
  /** True until a person or a flight leaves the home view: then resizing keeps it framed. */
  private atHome = true;
  /** True after a flight to a point, until a person looks elsewhere. */
  private aimed = false;

  constructor() {
    this.controls = new OrbitControls(this.camera);
    Object.assign(this.controls, { dampingFactor: 0.14, zoomToCursor: true, minDistance: 0.06, maxDistance: 12, rotateSpeed: 0.8, zoomSpeed: 1.1 });
    this.controls.addEventListener('change', () => this.onMove());
    this.controls.addEventListener('start', () => this.leave());
    this.setStill(false);
    this.setPose(this.homePose());
  }

  /** Listens to pointers and the wheel on `element`; returns how to stop. */
  connect(element: HTMLElement): () => void {
    this.controls.connect(element);
    this.setFlatControls();
    return () => this.controls.disconnect();
  }

  resize(width: number, height: number): void {
    if (width === this.width && height === this.height) return;
    this.width = width;
    this.height = height;
    this.arrange();
  }

  /** What something lies over along the right side and the bottom, in CSS pixels: the home view keeps clear of it. */
  cover(right: number, bottom: number): void {
    if (right === this.covered.right && bottom === this.covered.bottom) return;
    this.covered = { right, bottom };
    this.arrange();
  }

  /** Where what is looked at stands, in CSS pixels: the middle, or beside it where the home view would not be clear. */
  middle(): { x: number; y: number } {
    const half = this.freeSide() / 2;
    return { x: Math.min(this.width / 2, this.width - this.covered.right - half), y: Math.min(this.height / 2, this.height - this.covered.bottom - half) };
  }

  /** Without motion: no flights and no gliding on after a drag. */
  setStill(still: boolean): void {
    this.still = still;
    this.controls.enableDamping = !still;
  }

  /** Goes to the home view of a flat or deep map; `empty` ones have nothing to fly over. */
  setFlat(flat: boolean, now: number, empty = false): void {
    if (flat === this.flat) return;
    this.flat = flat;
    this.setFlatControls();
    if (empty) this.setPose(this.homePose());
    else this.goHome(now);
  }

  goHome(now: number): void {
    this.fly(this.homePose(), now);
    this.atHome = true;
    this.aimed = false;
  }

  /** Brings a point of the scene to the middle, so near that `radius` around it fills a third of the view; at most `farthest` × the home distance away. */
  flyTo(point: Point3, radius: number, now: number, farthest = 0.5): void {
    const { eye, target } = this.pose();
    const offset = subtract(eye, target);
    const home = this.homeDistance();
    const distance = Math.min(home * farthest, Math.max(home * 0.14, (radius * 3) / this.halfView()));
    this.fly({ target: point, eye: add(point, scale(offset, distance / length(offset))) }, now);
    this.aimed = true;
  }

  /** The point flown to has another place: goes along, as far away as before, where it would stand near the edge of the view or beyond. */
  follow(point: Point3, now: number): void {
    if (!this.aimed || this.isInside(point)) return;
    const { eye, target } = this.flight?.to ?? this.pose();
    this.fly({ target: point, eye: add(point, subtract(eye, target)) }, now);
  }

  /** Brings several points into view: the farthest from their middle at two thirds of the way to its edge. */
  frame(points: readonly Point3[], now: number): void {
    const middle = scale(points.reduce(add), 1 / points.length);
    this.flyTo(middle, Math.max(...points.map((point) => length(subtract(point, middle)))) * 0.5, now, 1);
  }

  zoom(factor: number, now: number): void {
    const { eye, target } = this.flight?.to ?? this.pose();
    const offset = subtract(eye, target);
    const distance = Math.min(this.controls.maxDistance, Math.max(this.controls.minDistance, length(offset) / factor));
    this.fly({ target, eye: add(target, scale(offset, distance / length(offset))) }, now, 220);
  }

  turn(x: number, y: number): void {
    this.leave();
    this.controls.rotateLeft(x);
    this.controls.rotateUp(y);
    this.onMove();
  }

  pan(x: number, y: number): void {
    this.leave();
    this.controls.pan(x, y);
    this.onMove();
  }

  /** Moves on to the time `now`; true while it needs more frames. */
  update(now: number): boolean {
    if (this.flight) {
      const { from, to, began, duration } = this.flight;
      const u = duration > 0 ? Math.max(0, (now - began) / duration) : 1;
      this.setPose(poseBetween(from, to, easeInOut(Math.min(1, u))));
      if (u >= 1) this.flight = null;
      return this.flight !== null;
    }
    return this.controls.update();
  }

  /** Where it was left, or is on its way to; null at the home view. */
  left(): Pose | null {
    return this.atHome ? null : (this.flight?.to ?? this.pose());
  }

  /** Goes to where it was left once, null being home. */
  comeBack(pose: Pose | null, now: number): void {
    if (!pose) return this.goHome(now);
    this.fly(pose, now);
    this.aimed = false;
  }

  pose(): Pose {
    return { eye: this.camera.position.toArray(), target: this.controls.target.toArray() };
  }

  /** Camera depth of the middle of the home view, where points have the size they are given. */
  homeDistance(): number {
    const half = this.halfView();
    return this.flat ? SHOWN_FLAT / half : SHOWN / Math.sin(Math.atan(half));
  }

  /** Half of what is seen of the narrower side at distance 1. */
  private halfView(): number {
    return (Math.tan((FIELD_OF_VIEW * Math.PI) / 360) * this.freeSide()) / this.height;
  }

  /** The narrower side of what nothing lies over, in CSS pixels. */
  private freeSide(): number {
    const { right, bottom } = this.covered;
    return Math.max(1, Math.min(this.width - right, this.height - bottom));
  }

  private arrange(): void {
    const { width, height } = this;
    const { x, y } = this.middle();
    this.camera.setViewOffset(width, height, width / 2 - x, height / 2 - y, width, height);
    if (this.atHome) this.setPose(this.homePose());
    this.onMove();
  }

  haze(): Haze {
    return this.flat ? NO_HAZE : hazeAt(this.camera.position.length());
  }

  /** CSS pixels that a unit of the scene takes at depth 1. */
  unitPixels(): number {
    return this.height / 2 / Math.tan((FIELD_OF_VIEW * Math.PI) / 360);
  }

  /** View-projection, 16 numbers, column-major. */
  matrix(): number[] {
    this.camera.updateMatrixWorld();
    return this.camera.projectionMatrix.clone().multiply(this.camera.matrixWorldInverse).toArray();
  }

  /** A person takes the camera. */
  private leave(): void {
    this.flight = null;
    this.atHome = false;
    this.aimed = false;
  }

  private isInside(point: Point3): boolean {
    this.camera.updateMatrixWorld();
    const { x, y, z } = new Vector3(...point).project(this.camera);
    return Math.max(Math.abs(x), Math.abs(y)) < INSIDE && z < 1;
  }

  private fly(to: Pose, now: number, atMost = 1200): void {
    this.atHome = false;
    const from = this.pose();
    this.settle();
    this.flight = { from, to, began: now, duration: this.still ? 0 : Math.min(atMost, flightTime(from, to)) };
    this.onMove();
  }

  private homePose(): Pose {
    return { target: [0, 0, 0], eye: scale(this.flat ? OVERHEAD : HOME_DIRECTION, this.homeDistance()) };
  }

  private setPose({ eye, target }: Pose): void {
    this.camera.position.fromArray(eye);
    this.controls.target.fromArray(target);
    this.controls.update();
  }

  /** Drops what is left of a glide, which would pull a flight off its path. */
  private settle(): void {
    this.controls.enableDamping = false;
    this.controls.update();
    this.controls.enableDamping = !this.still;
  }

  private setFlatControls(): void {
    this.controls.enableRotate = !this.flat;
    this.controls.mouseButtons = { LEFT: this.flat ? MOUSE.PAN : MOUSE.ROTATE, MIDDLE: MOUSE.DOLLY, RIGHT: MOUSE.PAN };
    this.controls.touches = { ONE: this.flat ? TOUCH.PAN : TOUCH.ROTATE, TWO: TOUCH.DOLLY_PAN };
  }
}
