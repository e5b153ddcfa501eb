/**
 * The path of the camera from one view to another: the point looked at moves
 * straight, the eye turns around it on the sphere, and the distance changes in
 * equal ratios, so that the flight looks even at every scale.
 */
export type Point3 = [number, number, number];

export interface Pose {
  /** Where the eye is. */
  eye: Point3;
  /** What it looks at; never the same place. */
  target: Point3;
}

/** The pose `u` (0 … 1) of the way from `a` to `b`. */
export function poseBetween(a: Pose, b: Pose, u: number): Pose {
  if (u <= 0) return a;
  if (u >= 1) return b;
  const target = lerp(a.target, b.target, u);
  const fromOffset = subtract(a.eye, a.target);
  const toOffset = subtract(b.eye, b.target);
  const fromDistance = length(fromOffset);
  const toDistance = length(toOffset);
  const distance = fromDistance * (toDistance / fromDistance) ** u;
  const direction = turn(scale(fromOffset, 1 / fromDistance), scale(toOffset, 1 / toDistance), u);
  return { target, eye: add(target, scale(direction, distance)) };
}

/** How long a flight should take, in milliseconds: short hops are quick, none exceeds 1.2 s. */
export function flightTime(a: Pose, b: Pose): number {
  const fromOffset = subtract(a.eye, a.target);
  const toOffset = subtract(b.eye, b.target);
  const reach = length(fromOffset);
  const moved = length(subtract(b.target, a.target)) / reach;
  const zoomed = Math.abs(Math.log(length(toOffset) / reach));
  const turned = Math.acos(Math.min(1, Math.max(-1, dot(fromOffset, toOffset) / (reach * length(toOffset)))));
  return Math.min(1200, 250 + 500 * (moved + zoomed + turned / 2));
}

/** Spherical interpolation of unit vectors; opposite ones turn through the horizontal. */
function turn(a: Point3, b: Point3, u: number): Point3 {
  const cosine = Math.min(1, dot(a, b));
  if (cosine > 0.9999) return normal(lerp(a, b, u));
  if (cosine < -0.9999) {
    const side = Math.abs(a[1]) > 0.99 ? ([1, 0, 0] as Point3) : normal([a[2], 0, -a[0]]);
    return u < 0.5 ? turn(a, side, u * 2) : turn(side, b, u * 2 - 1);
  }
  const angle = Math.acos(cosine);
  const sine = Math.sin(angle);
  return normal(add(scale(a, Math.sin((1 - u) * angle) / sine), scale(b, Math.sin(u * angle) / sine)));
}

export function add(a: Point3, b: Point3): Point3 {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

export function subtract(a: Point3, b: Point3): Point3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

export function scale(a: Point3, factor: number): Point3 {
  return [a[0] * factor, a[1] * factor, a[2] * factor];
}

export function length(a: Point3): number {
  return Math.hypot(a[0], a[1], a[2]);
}

function dot(a: Point3, b: Point3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function lerp(a: Point3, b: Point3, u: number): Point3 {
  return [a[0] + (b[0] - a[0]) * u, a[1] + (b[1] - a[1]) * u, a[2] + (b[2] - a[2]) * u];
}

function normal(a: Point3): Point3 {
  return scale(a, 1 / length(a));
}
