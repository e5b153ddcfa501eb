/** How much space the words around a word take, so that a flight ends near enough to tell them apart. */

/** Points that a chosen word is shown among. */
export const COMPANY = 30;

/** Radius around a row of scene positions that holds the 30 points nearest to it. */
export function surroundings(positions: Float32Array, row: number): number {
  const [x, y, z] = positions.subarray(row * 3, row * 3 + 3);
  const away = new Float32Array(positions.length / 3);
  for (let i = 0; i < away.length; i++) away[i] = Math.hypot(positions[i * 3] - x, positions[i * 3 + 1] - y, positions[i * 3 + 2] - z);
  return away.sort()[Math.min(COMPANY, away.length - 1)];
}
