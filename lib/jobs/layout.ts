/**
 * Laying out a map as a job: neighbours on several threads while the first places are
 * already to be seen, then the layout in slices, which can be paused and whose options can
 * be changed while it runs.
 */
import type { Metric } from '../kernels/knn/problem';
import type { Matrix } from '../kernels/matrix';
import type { OptionValues } from '../options';
import { nearestNeighbours } from '../projection/knn/approximate';
import { knnOnThreads, threadsHelp, type KnnThread } from '../projection/knn/parallel';
import { turnedOnto, type Towards } from '../projection/known';
import { projectionById, type Given } from '../projection/methods';
import type { Facts, Neighbours, Positions } from '../projection/projection';
import { firstRows } from '../projection/rows';
import type { Progress } from '../work';
import { Hold } from './hold';
import { run } from './run';
import { listen, type Port } from './steering';

export interface ProjectInput {
  matrix: Matrix;
  method: string;
  options: OptionValues;
  given?: Omit<Given, 'neighbours'> & { neighbours?: Neighbours };
  /** Another map that all positions are turned onto. */
  towards?: Towards;
  /** That look for neighbours; default 1. */
  threads?: number;
  /** Milliseconds between reports; default 100. */
  interval?: number;
}

export interface Laid {
  positions: Positions;
  /** Those that the layout was made from, `TABLE` of every row or more where there are so many; null where it needs none. */
  neighbours: Neighbours | null;
  /** What the layout tells of itself. */
  facts: Facts;
}

export interface LayoutHost {
  /** Starts a worker that calls `knnPart`; none where there are no workers. */
  spawn?: () => KnnThread;
  /** Positions, once there are any, are copies: the receiver owns them. */
  report: (progress: Progress, positions?: Positions) => void;
  signal?: AbortSignal;
  port?: Port;
}

/** Neighbours found of every row at least: what the measures of trust and the lines on the map look at. */
export const TABLE = 15;

/** @throws WordspaceError for an empty matrix or options out of range; Cancelled when the signal fires */
export async function layOut({ matrix, method: id, options, given, towards, threads = 1, interval }: ProjectInput, { spawn, report, signal, port }: LayoutHost): Promise<Laid> {
  const method = projectionById(id);
  const shown = firstRows(matrix, options.words ?? matrix.rows);
  const needs = method.needs(shown, options);
  let neighbours = needs && given?.neighbours && suits(given.neighbours, shown.rows, needs) ? given.neighbours : null;
  const layout = method.start(matrix, options, { ...given, neighbours: () => neighbours! });
  const search = needs && !neighbours ? searchFor(shown, { ...needs, k: Math.max(TABLE, needs.k), threads }, { spawn, report, signal }) : null;
  const hold = new Hold();
  let wrong: unknown;
  const tell = () => {
    const now = layout.positions();
    const placed = now.values.some((value) => value !== 0);
    report({ ...layout.progress(), ...(hold.until && { stage: 'paused' }) }, placed ? turnedOnto(now, towards) : undefined);
  };
  /** Before every slice: the first places are told, then the layout waits for its neighbours. */
  const held = () => {
    if (wrong) throw wrong;
    if (hold.until || !search || neighbours || layout.progress().stage !== 'finding neighbours') return hold.until;
    tell();
    return search.find().then((found) => void (neighbours = found));
  };
  const ended = port && listen(port, {
    pause() {
      hold.pause();
      tell();
    },
    resume: () => hold.resume(),
    change(values) {
      try {
        method.change(layout, values);
      } catch (error) {
        wrong = error;
        hold.resume();
      }
    },
  });
  const positions = await run(layout, { signal, interval, held, onProgress: tell }).finally(() => {
    ended?.();
    search?.end();
  });
  return { positions: towards ? turnedOnto(positions, towards) : positions, neighbours, facts: layout.facts };
}

/** Whether a table found before is what a layout begins with. */
function suits(table: Neighbours, rows: number, { k, metric }: { k: number; metric: Metric }): boolean {
  return table.k >= k && table.indices.length === table.k * rows && (table.metric ?? 'cosine') === metric;
}

interface Wanted {
  k: number;
  metric: Metric;
  /** Default 1. */
  threads?: number;
}

interface Search {
  find(): Promise<Neighbours>;
  /** Ends the threads if they never came to search. */
  end(): void;
}

/** The nearest neighbours of all rows, when they are asked for: threads are started at once, which takes some 150 ms. */
function searchFor(matrix: Matrix, { k, metric, threads = 1 }: Wanted, { spawn, report, signal }: Pick<LayoutHost, 'spawn' | 'report' | 'signal'>): Search {
  const onProgress = (progress: Progress) => report(progress);
  if (!spawn || matrix.kind !== 'dense' || !threadsHelp(matrix, threads)) {
    return { find: () => run(nearestNeighbours(matrix, k, { metric }), { signal, onProgress }), end() {} };
  }
  const started = Array.from({ length: threads }, spawn);
  return {
    find: () => knnOnThreads(matrix, k, { metric, threads, spawn: () => started.pop()!, signal, onProgress }),
    end: () => started.forEach((thread) => thread.terminate()),
  };
}

/** The nearest neighbours of all rows. */
export function neighboursOf(matrix: Matrix, wanted: Wanted, host: Pick<LayoutHost, 'spawn' | 'report' | 'signal'>): Promise<Neighbours> {
  const search = searchFor(matrix, wanted, host);
  return search.find().finally(search.end);
}
