import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { layOut, TABLE, type ProjectInput } from '../../lib/jobs/layout';
import { Cancelled } from '../../lib/jobs/run';
import type { Port, Steer } from '../../lib/jobs/steering';
import { exactKnn } from '../../lib/projection/knn/exact';
import { projectionById } from '../../lib/projection/methods';
import { finish, type Progress } from '../../lib/work';
import { blobs } from '../projection/spaces';

const matrix = blobs(400, 12, 5);
const input = (options = {}): ProjectInput => ({ matrix, method: 'umap', options: { dims: 2, epochs: 400, ...options }, interval: 0 });

/** A layout on this thread and the other end of its port; `look` hears of every report and may steer. */
function begin(given: ProjectInput, look: (progress: Progress, steer: (command: Steer) => void) => void = () => {}, signal?: AbortSignal) {
  const { port1, port2 } = new MessageChannel();
  const steer = (command: Steer) => port1.postMessage(command);
  const reports: { progress: Progress; placed: boolean }[] = [];
  const laid = layOut(given, {
    port: port2 as unknown as Port,
    signal,
    report: (progress, positions) => {
      reports.push({ progress, placed: positions !== undefined });
      look(progress, steer);
    },
  }).finally(() => port1.close());
  return { laid, reports, steer };
}

describe('laying out as a job', () => {
  it('tells the first places before neighbours are looked for, and gives the table it was made from', async () => {
    const { laid, reports } = begin(input({ epochs: 20 }));
    const { positions, neighbours } = await laid;
    const first = reports.findIndex((r) => r.placed);
    expect(reports[first].progress).toMatchObject({ stage: 'finding neighbours', done: 0 });
    expect(positions.values).toEqual(finish(projectionById('umap').start(matrix, { dims: 2, epochs: 20 })).values);
    expect(neighbours?.indices).toEqual(finish(exactKnn(matrix, TABLE)).indices);
  });

  it('takes a table that is known and suits, and looks for one where it does not', async () => {
    const known = finish(exactKnn(matrix, 20));
    const { positions, neighbours } = await begin({ ...input({ epochs: 20 }), given: { neighbours: known } }).laid;
    expect(neighbours).toBe(known);
    expect(positions).toEqual((await begin(input({ epochs: 20 })).laid).positions);
    const other = await begin({ ...input({ epochs: 20, metric: 1 }), given: { neighbours: known } }).laid;
    expect(other.neighbours?.metric).toBe('euclidean');
    expect((await begin({ ...input({ epochs: 20, neighbours: 30 }), given: { neighbours: known } }).laid).neighbours?.k).toBe(29);
  });

  it('pauses, tells so and stands still, and ends where it would have ended', async () => {
    let asked = false;
    const { laid, reports, steer } = begin(input(), ({ stage, done }, command) => {
      if (asked || stage !== 'arranging' || done < 5) return;
      asked = true;
      command('pause');
    });
    await expect.poll(() => reports.at(-1)?.progress.stage).toBe('paused');
    const before = reports.length;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(reports).toHaveLength(before);
    steer('resume');
    expect((await laid).positions).toEqual((await begin(input()).laid).positions);
  });

  it('goes on with other values while it runs; values that cannot be end it with a sentence', async () => {
    const once = (change: Record<string, number>) => {
      let asked = false;
      return ({ stage, done }: Progress, command: (steer: Steer) => void) => {
        if (asked || stage !== 'arranging' || done < 5) return;
        asked = true;
        command({ change });
      };
    };
    const plain = (await begin(input({ epochs: 3000 })).laid).positions;
    const wide = (await begin(input({ epochs: 3000 }), once({ minDist: 0.9, spread: 1, negatives: 15 })).laid).positions;
    expect(nearestGap(wide.values)).toBeGreaterThan(1.5 * nearestGap(plain.values));
    await expect(begin(input({ epochs: 3000 }), once({ minDist: 3, spread: 1, negatives: 5 })).laid).rejects.toThrow(/least distance must be from 0 to the spread/);
  });

  it('is cancelled in the middle, also while paused', async () => {
    const stop = new AbortController();
    const { laid, reports } = begin(input({ epochs: 5000 }), ({ stage, done }, command) => {
      if (stage === 'arranging' && done > 3) command('pause');
    }, stop.signal);
    laid.catch(() => {});
    await expect.poll(() => reports.at(-1)?.progress.stage).toBe('paused');
    stop.abort();
    await expect(laid).rejects.toThrow(Cancelled);
  });
});

describe('threads that look for neighbours', () => {
  const many = blobs(4000, 4, 5);
  let [started, ended] = [0, 0];
  const spawn = () => (started++, { run: () => Promise.resolve(), terminate: () => void ended++ });

  it('are not started for a layout that cannot begin', async () => {
    [started, ended] = [0, 0];
    const options = { dims: 2, minDist: 1, spread: 0.5 };
    await expect(layOut({ matrix: many, method: 'umap', options, threads: 4 }, { spawn, report: () => {} })).rejects.toThrow(/least distance/);
    expect(started).toBe(ended);
  });

  it('end where the layout ends before it needs them', async () => {
    [started, ended] = [0, 0];
    await expect(layOut({ matrix: many, method: 'umap', options: { dims: 2 }, threads: 4 }, { spawn, report: () => {}, signal: AbortSignal.abort() })).rejects.toThrow(Cancelled);
    expect([started, ended]).toEqual([4, 4]);
  });
});

/** The middle one of all points' distances to their nearest other. */
function nearestGap(values: Float32Array): number {
  const count = values.length / 2;
  const gaps = Array.from({ length: count }, (_, i) => {
    let least = Infinity;
    for (let j = 0; j < count; j++) if (j !== i) least = Math.min(least, Math.hypot(values[2 * i] - values[2 * j], values[2 * i + 1] - values[2 * j + 1]));
    return least;
  });
  return gaps.toSorted((a, b) => a - b)[count / 2];
}
