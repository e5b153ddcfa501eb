import { start } from '../jobs/client';
import { addSpace, freeSpaceId, openSpace } from './training';
import { saveSpace } from './saved';
import { track } from './store';

/** Vectors trained elsewhere become a space beside the others. */

export interface NamedBytes {
  name: string;
  bytes: Uint8Array;
}

/** By name, or by the “rows dims” line that word2vec text begins with. */
export function holdsVectors({ name, bytes }: NamedBytes): boolean {
  return /\.(vec|bin|npz)(\.gz)?$/i.test(name) || /^\d+ \d+\r?\n/.test(new TextDecoder().decode(bytes.subarray(0, 24)));
}

export async function openVectors({ name, bytes }: NamedBytes): Promise<boolean> {
  const words = await track('load', `Reading ${name}`, (update) => {
    const job = start('read', { name, bytes }, (progress) => update({ progress }));
    update({ cancel: job.cancel });
    return job.promise;
  });
  if (!words) return false;
  const id = freeSpaceId('vectors');
  const space = openSpace({ words }, {
    id, title: name, model: words.provenance.model, corpusId: id, corpusTitle: 'vector file',
    options: {}, figures: {}, seconds: 0, threads: 1, curve: [], created: Date.now(), builtIn: false,
  });
  addSpace(space);
  await saveSpace(space);
  return true;
}
