/** From where the map is looked at, in the scene's units: what a link carries of the camera. */
export interface Camera {
  eye: Triple;
  target: Triple;
}

type Triple = [number, number, number];

/** Farther than anything stands, and nearer than the eye comes. */
const FARTHEST = 20;
const NEAREST = 0.01;

/** To a thousandth, which nobody sees. */
export function roundedCamera({ eye, target }: Camera): Camera {
  return { eye: eye.map(thousandth) as Triple, target: target.map(thousandth) as Triple };
}

export function cameraText(camera: Camera): string {
  const { eye, target } = roundedCamera(camera);
  return [...eye, ...target].join('_');
}

/** Null for a text that is none, or of a camera that could see nothing. */
export function cameraOf(text: string | null): Camera | null {
  const numbers = text?.split('_').map((part) => (part.trim() === '' ? Number.NaN : Number(part))) ?? [];
  if (numbers.length !== 6 || numbers.some((n) => !(Math.abs(n) <= FARTHEST))) return null;
  const [x, y, z, ...target] = numbers;
  const apart = Math.hypot(x - target[0], y - target[1], z - target[2]);
  return apart < NEAREST ? null : { eye: [x, y, z], target: target as Triple };
}

function thousandth(value: number): number {
  // Without the minus of a zero.
  return Math.round(value * 1000) / 1000 + 0;
}
