import type { NamedBytes } from '../formats/corpora';
import { isNpz } from '../formats/npz';
import { fileName, vectorArchive } from '../formats/vector-archive';
import { answeredBy, isZip, zipContent, type ZipEntry } from '../formats/zip';
import { get, notify, sentence, set } from './store';

/** Vectors that come in a zip file, which may be larger than memory: only what is opened is unpacked. */

/** Members of an archive that wait for a person to choose among them. */
export interface ArchiveChoice {
  archive: string;
  members: { name: string; bytes: number }[];
  /** With the places of the chosen ones; none, to open nothing. */
  choose: (members: number[]) => void;
}

/** So many, of so many bytes together, are opened without being asked for. */
const FEW = 4;
const SMALL = 2.5e8;

/**
 * The vector files within a zip file, with the tables beside them, as if they had been dropped
 * themselves; of many or large ones those that a person chooses.
 * @returns undefined where it is no zip file or holds no vectors, and is to be read as a whole
 */
export async function vectorsWithin(blob: Blob, name: string): Promise<NamedBytes[] | undefined> {
  const beginning = new Uint8Array(await blob.slice(0, 64).arrayBuffer());
  if (!isZip(beginning) || isNpz(beginning)) return undefined;
  const archive = { name, length: blob.size };
  try {
    const { vectors, metadata, others } = await answeredBy(blob, vectorArchive(archive));
    if (vectors.length === 0) return undefined;
    const wanted = await chosen(name, vectors.map(({ entry }) => entry));
    const opened = vectors.filter((_, at) => wanted.has(at)).map((found): NamedBytes => ({ name: fileName(found.entry.name), bytes: found.beginning, packed: { blob, archive: name, entry: found.entry } }));
    if (opened.length === 0) return [];
    if (others.length > 0) notify('note', `${name}: left out ${others.length === 1 ? 'a file that holds' : `${others.length.toLocaleString('en')} files that hold`} no vectors (${others.slice(0, 3).map((entry) => entry.name).join(', ')}${others.length > 3 ? ' …' : ''}).`);
    const tables: NamedBytes[] = [];
    for (const entry of metadata) tables.push({ name: fileName(entry.name), bytes: await answeredBy(blob, zipContent(archive, entry)) });
    return [...opened, ...tables];
  } catch (error) {
    notify('problem', sentence(error));
    return [];
  }
}

function chosen(archive: string, entries: ZipEntry[]): Promise<Set<number>> {
  const bytes = entries.reduce((sum, { size }) => sum + size, 0);
  if (entries.length <= FEW && bytes <= SMALL) return Promise.resolve(new Set(entries.keys()));
  // Another archive that asks takes the place of the first.
  get().choice?.choose([]);
  return new Promise((resolve) => {
    const choose = (members: number[]): void => {
      set({ choice: null });
      resolve(new Set(members));
    };
    set({ choice: { archive, members: entries.map(({ name, size }) => ({ name, bytes: size })), choose } });
  });
}
