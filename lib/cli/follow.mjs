/**
 * Preloaded into the programs that `npm start` runs: each ends when the one that
 * started it is gone, even where that was killed and could pass no signal on, so
 * that no server and no half-done build is left behind.
 */
import { isMainThread } from 'node:worker_threads';

const parent = process.ppid;
if (isMainThread) {
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, 500).unref();
}
