import type { NamedBytes } from '../formats/corpora';
import { metadataNames } from '../formats/projector';
import { holdsVectors, lacksNames, namedVectors, repairs } from '../formats/vectors';
import { start } from '../jobs/client';
import { saveSpace } from './saved';
import { addSpace, newSpaceId, openSpace } from './spaces';
import type { NoticeAction } from './state';
import { get, notify, track } from './store';

/** Vectors trained elsewhere become a space beside the others, and any space a file. */

export interface VectorFile {
  file: NamedBytes;
  /** What says how its rows are called and what else is known of them. */
  metadata?: NamedBytes;
}

/** Those of some files that hold vectors, each with its names where they came in a file of their own. */
export function vectorsAmong(files: NamedBytes[]): VectorFile[] {
  const beside = new Map(files.flatMap((file) => {
    const metadata = lacksNames(file.bytes) ? metadataOf(file, files) : undefined;
    return metadata ? [[file, metadata] as const] : [];
  }));
  const taken = new Set(beside.values());
  return files.filter((file) => !taken.has(file) && (beside.has(file) || holdsVectors(file))).map((file) => ({ file, metadata: beside.get(file) }));
}

function metadataOf({ name }: NamedBytes, files: NamedBytes[]): NamedBytes | undefined {
  const called = (wanted: string) => files.find((other) => other.name.toLowerCase() === wanted.toLowerCase());
  return metadataNames(name).map(called).find((found) => found !== undefined);
}

/** @param otherwise what else may be meant by a file whose name does not say that it holds vectors */
export async function openVectors({ file: { name, bytes }, metadata }: VectorFile, otherwise: NoticeAction): Promise<boolean> {
  const words = await track('load', `Reading ${name}`, (update) => {
    const job = start('read', { name, bytes, metadata }, (progress) => update({ progress }));
    update({ cancel: job.cancel });
    return job.promise;
  });
  if (!namedVectors(name)) notify('note', words ? `${name} holds vectors: it is opened as a space, not as a text.` : `${name} was taken for vectors.`, otherwise);
  if (!words) return false;
  for (const repair of repairs(words.provenance)) notify('note', repair);
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
