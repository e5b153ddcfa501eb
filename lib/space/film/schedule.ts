/**
 * When frames are taken: frame k of n at the share (k / n)² of the work. Words move
 * most at the beginning, where the learning rate is greatest and all is still random;
 * there the frames stand closest.
 */
const FRAMES = 120;

/** Whether a frame is due at this share of the work, the last one having been taken at `last`; −1 before the first. */
export function isDue(done: number, last: number, frames = FRAMES): boolean {
  if (done <= last) return false;
  return last < 0 || done >= 1 || Math.floor(frames * Math.sqrt(done)) > Math.floor(frames * Math.sqrt(last));
}
