/** Looks before a thread sleeps, some 0.1 ms: as long as it takes to be woken. */
const SPINS = 50_000;
/** Milliseconds after which a thread that sleeps looks whether the training has ended. */
const LOOK = 20;

/** Wait until a number in shared memory is another than was seen, whose writer notifies; false when the training has ended meanwhile. */
export function changed(state: Int32Array, at: number, seen: number, ended: () => boolean): boolean {
  for (let look = 0; look < SPINS && Atomics.load(state, at) === seen; look++);
  while (Atomics.load(state, at) === seen) {
    if (Atomics.wait(state, at, seen, LOOK) === 'timed-out' && ended()) return false;
  }
  return true;
}
