import type { NamedBytes } from '../formats/corpora';
import { withColumns } from '../formats/metadata';
import { namedMetadata } from '../formats/metadata-rows';
import { metadataNames } from '../formats/projector';
import { holdsVectors, lacksNames, namedVectors } from '../formats/vectors';
import { start } from '../jobs/client';
import { tellColumns } from './metadata';
import { saveSpace } from './saved';
import { addSpace, newSpaceId, openSpace } from './spaces';
import type { NoticeAction } from './state';
import { get, notify, track } from './store';

/** Vectors trained elsewhere become a space beside the others, and any space a file. */

export interface VectorFile {
  file: NamedBytes;
  /** What says how its rows are called, where it does not, and what else is known of them. */
  metadata?: NamedBytes;
}

/** Those of some files that hold vectors, each with the table of its rows where it came along. */
export function vectorsAmong(files: NamedBytes[]): VectorFile[] {
  // A table of numbers beside vectors could be taken for some itself.
  const vectors = files.filter((file) => !namedMetadata(file.name) && (lacksNames(file.bytes) ? metadataOf(file, files, true) !== undefined || holdsVectors(file) : holdsVectors(file)));
  return vectors.map((file) => ({ file, metadata: metadataOf(file, files, vectors.length === 1 || lacksNames(file.bytes)) }));
}

function metadataOf({ name }: NamedBytes, files: NamedBytes[], shared: boolean): NamedBytes | undefined {
  const called = (wanted: string) => files.find((other) => other.name.toLowerCase() === wanted.toLowerCase());
  return metadataNames(name, shared).map(called).find((found) => found !== undefined);
}

/** @param otherwise what else may be meant by a file whose name does not say that it holds vectors */
export async function openVectors({ file, metadata }: VectorFile, otherwise?: NoticeAction): Promise<boolean> {
  const { name, packed } = file;
  const read = await track('load', `Reading ${name}`, (update) => {
    const job = start('read', { ...file, metadata }, (progress) => update({ progress }));
    update({ cancel: job.cancel });
    return job.promise;
  });
  // From an archive only vectors are taken.
  if (!namedVectors(name) && !packed) notify('note', read ? `${name} holds vectors: it is opened as a space, not as a text.` : `${name} was taken for vectors.`, otherwise);
  if (!read) return false;
  const { words, notes, added, unfit } = read;
  for (const note of notes) notify('note', note);
  if (unfit) notify('problem', unfit);
  const id = newSpaceId('vectors');
  const space = addSpace(openSpace({ words }, {
    id, title: name, model: words.provenance.model, corpusId: id, corpusTitle: 'vector file',
    options: {}, figures: {}, seconds: 0, threads: 1, curve: [], created: Date.now(), builtIn: false,
  }));
  if (metadata && added) tellColumns(metadata.name, space, added.columns, added.words);
  await saveSpace(space);
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
    const job = start('write', { space: { ...space.words.whole, columns: withColumns(space.words.columns, space.metadata ?? []) }, projector });
    update({ cancel: job.cancel });
    return job.promise;
  });
  return (files ?? []).map(({ ending, bytes }) => ({ name: `${space.title}, ${space.corpusTitle}.${ending}`, bytes }));
}
