/** Members of zip files, named `file.zip#member`: only what is asked for is read from disk. */
import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { WordspaceError } from '../error';
import { fileName, vectorArchive } from '../formats/vector-archive';
import { answered, isZip, zipContent, zipEntries, type Archive, type Asking } from '../formats/zip';
import { isNpz } from '../formats/npz';
import { reasonOf } from './reasons';

/** The two parts of `file.zip#member`; undefined for what names a file, or no member of one that is there. */
export function memberNamed(path: string): { file: string; member: string } | undefined {
  const [, file, member] = /^(.+?\.zip)#(.+)$/i.exec(path) ?? [];
  return file && !existsSync(path) && statSync(file, { throwIfNoEntry: false })?.isFile() ? { file, member } : undefined;
}

/** Whether there is such a file, or such a member of one: no folder, and no pipe, which may never end. */
export function isThere(path: string): boolean {
  const named = memberNamed(path);
  return named ? asked(named.file, zipEntries).some(({ name }) => name === named.member) : statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** What sentences call a file, or a member of one. */
export function labelOf(path: string): string {
  const named = memberNamed(path);
  return named ? `${fileName(named.member)} in ${basename(named.file)}` : basename(path);
}

/** @throws WordspaceError for a member that is not there, or cannot be unpacked */
export function memberBytes({ file, member }: { file: string; member: string }): Uint8Array {
  return asked(file, function* content(archive) {
    const entries = yield* zipEntries(archive);
    const entry = entries.find(({ name }) => name === member);
    if (!entry) throw new WordspaceError(`${file} has no member “${member}”; it holds ${listed(entries.map(({ name }) => name))}.`);
    return yield* zipContent(archive, entry);
  });
}

/**
 * Where the vectors of a file stand: in it, or in the one member of an archive that holds some.
 * @throws WordspaceError for an archive of none or of several, which it names
 */
export function placeOfVectors(path: string): string {
  if (memberNamed(path) || !isArchive(path)) return path;
  const { vectors } = asked(path, vectorArchive);
  if (vectors.length === 0) throw new WordspaceError(`${path} holds no vectors; name a vector file, or an archive of some.`);
  const places = vectors.map(({ entry }) => `${path}#${entry.name}`);
  if (places.length > 1) throw new WordspaceError(`${path} holds ${places.length} vector files; name one of them: ${listed(places)}.`);
  return places[0];
}

function isArchive(path: string): boolean {
  // What is read of a pipe is gone.
  if (!statSync(path).isFile()) return false;
  const beginning = reading(path, (read) => read(0, 64));
  return isZip(beginning) && !isNpz(beginning);
}

function asked<Result>(path: string, work: (archive: Archive) => Asking<Result>): Result {
  return reading(path, (read, length) => answered(read, work({ name: basename(path), length })));
}

function reading<Result>(path: string, use: (read: (from: number, to: number) => Uint8Array, length: number) => Result): Result {
  let file: number | undefined;
  try {
    const opened = (file = openSync(path, 'r'));
    const read = (from: number, to: number): Uint8Array => {
      const bytes = new Uint8Array(to - from);
      return bytes.subarray(0, readSync(opened, bytes, 0, bytes.length, from));
    };
    return use(read, fstatSync(file).size);
  } catch (error) {
    if (error instanceof WordspaceError) throw error;
    throw new WordspaceError(`${path} could not be read: ${reasonOf(error)}.`);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

const LISTED = 12;

function listed(names: string[]): string {
  return names.slice(0, LISTED).join(', ') + (names.length > LISTED ? ` and ${names.length - LISTED} more` : '') || 'nothing';
}
