/**
 * Output vectors of a built-in space: a file of their own, fetched when they are first
 * needed (one step under the microscope, going on with training).
 */
import type { ReadyOutput } from '../../data/catalogue';
import { gunzip } from '../formats/gzip';
import { unpack } from '../formats/pack';
import { restore } from '../formats/quantise';
import { download } from '../jobs/download';
import { get, set, track } from './store';

const underWay = new Map<string, Promise<void>>();

/** Whether the server has output vectors for this space that are not here yet. */
export function outputOffered(id: string): boolean {
  const space = get().spaces.find((s) => s.id === id);
  return Boolean(space?.builtIn && !space.output && get().catalogue?.spaces.some((s) => s.id === id && s.output));
}

/** Fetch them once; nothing happens where they are here or there are none. */
export async function fetchOutput(id: string): Promise<void> {
  const entry = get().catalogue?.spaces.find((s) => s.id === id);
  if (!outputOffered(id) || !entry?.output) return;
  const { url, bytes } = entry.output;
  const fetching = underWay.get(id) ?? load(id, `Output vectors of ${entry.title}`, url, bytes).finally(() => underWay.delete(id));
  underWay.set(id, fetching);
  await fetching;
}

async function load(id: string, title: string, url: string, bytes: number): Promise<void> {
  await track('load', title, async (update, signal) => {
    const packed = await download(url, (done, total) => update({ progress: { stage: 'downloading', done, total } }), bytes, signal);
    const { matrix } = restore(unpack<ReadyOutput>(gunzip(packed, url), url));
    if (matrix.kind !== 'dense') return;
    const output = matrix;
    set((s) => ({ spaces: s.spaces.map((o) => (o.id === id && o.words.size === output.rows ? { ...o, output } : o)) }));
  });
}
