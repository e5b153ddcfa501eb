import { isDeepStrictEqual } from 'node:util';

/** Looks in a row that must show the same, 20 ms apart. */
const LOOKS = 5;

/** Waits until what is looked at moves no more, as threads that are paused first end their slice; gives what it then is. */
export async function still<Seen>(look: () => Seen): Promise<Seen> {
  let seen = look();
  for (let same = 1; same < LOOKS; ) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const now = look();
    same = isDeepStrictEqual(now, seen) ? same + 1 : 1;
    seen = now;
  }
  return seen;
}
