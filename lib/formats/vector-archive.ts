/** Vector files within a zip archive, such as the four of glove.6B.zip. */
import { namedMetadata } from './metadata-rows';
import { BEGINNING } from './vector-lines';
import { holdsVectors, namedVectors } from './vectors';
import { zipBeginning, zipEntries, type Archive, type Asking, type ZipEntry } from './zip';

export interface VectorArchive {
  /** Members that hold vectors, and what they begin with. */
  vectors: { entry: ZipEntry; beginning: Uint8Array }[];
  /** Tables that describe their rows. */
  metadata: ZipEntry[];
  /** The rest. */
  others: ZipEntry[];
}

/** An archive of more files is one of texts: only what is called as vectors is looked into. */
const FEW = 64;

/** @throws WordspaceError for an archive that is damaged, or members that are encrypted */
export function* vectorArchive(archive: Archive): Asking<VectorArchive> {
  const found: VectorArchive = { vectors: [], metadata: [], others: [] };
  const entries = (yield* zipEntries(archive)).filter(({ name }) => !/(^|\/)(\.|__MACOSX\/)/.test(name));
  for (const entry of entries) {
    if (namedMetadata(fileName(entry.name))) {
      found.metadata.push(entry);
      continue;
    }
    const beginning = entries.length <= FEW || namedVectors(entry.name) ? yield* zipBeginning(archive, entry, BEGINNING + 1) : undefined;
    if (beginning && holdsVectors({ name: entry.name, bytes: beginning })) found.vectors.push({ entry, beginning });
    else found.others.push(entry);
  }
  return found;
}

/** A path without its folders. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
