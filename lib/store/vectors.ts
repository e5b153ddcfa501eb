import { start } from '../jobs/client';
import { saveSpace } from './saved';
import { addSpace, newSpaceId, openSpace } from './spaces';
import { get, track } from './store';

/** Vectors trained elsewhere become a space beside the others, and any space a file. */

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
  const id = newSpaceId('vectors');
  const space = openSpace({ words }, {
    id, title: name, model: words.provenance.model, corpusId: id, corpusTitle: 'vector file',
    options: {}, figures: {}, seconds: 0, threads: 1, curve: [], created: Date.now(), builtIn: false,
  });
  await saveSpace(addSpace(space));
  return true;
}

/**
 * The vectors as files, name and bytes of each: one for gensim, fastText or SciPy.
 * @param projector the Embedding Projector's two, of a dense space
 */
export async function vectorFiles(id: string, projector = false): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }[]> {
  const space = get().spaces.find((s) => s.id === id);
  if (!space) return [];
  const files = await track('load', `Writing ${space.title}`, (update) => {
    const job = start('write', { space: space.words.whole, projector });
    update({ cancel: job.cancel });
    return job.promise;
  });
  return (files ?? []).map(({ ending, bytes }) => ({ name: `${space.title}, ${space.corpusTitle}.${ending}`, bytes }));
}
