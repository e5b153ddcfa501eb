/**
 * Zip archives (PKWARE APPNOTE 6.3.10). They may be larger than memory: what reads them asks for
 * stretches of the file, one after the other, and whoever has it (in memory, on disk, as a Blob)
 * hands them over. fflate does the inflating; the directory is read here because members that
 * lie about their size, are encrypted or damaged must end in a sentence that names them.
 */
import { Inflate, zipSync } from 'fflate';
import { WordspaceError } from '../error';
import { Inflated, LARGEST, tooLarge } from './inflate';

/** Work that asks for the bytes from one place of a file up to another. */
export type Asking<Result> = Generator<[from: number, to: number], Result, Uint8Array>;

/** A member as the table of contents has it. */
export interface ZipEntry {
  /** Its path within the archive. */
  name: string;
  /** Bytes when unpacked, as the archive claims, and as they stand there. */
  size: number;
  packed: number;
  flags: number;
  method: number;
  crc: number;
  /** Where its own header begins. */
  offset: number;
}

/** An archive as a file: what it is called, in errors, and how long it is. */
export interface Archive {
  name: string;
  length: number;
}

/** A member of an archive that is not in memory. */
export interface PackedMember {
  blob: Blob;
  archive: string;
  entry: ZipEntry;
}

export interface ZipMember {
  name: string;
  /** Unpacks and checks the CRC; throws a WordspaceError when damaged. */
  read(): Uint8Array;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** What stands for a figure that only zip64 can hold. */
const ZIP64 = 0xffffffff;
/** Bytes asked for at a time, and inflated at a time: one step can add 64 MB, where only the beginning is wanted 4 MB. */
const STRETCH = 2 ** 20;
const CHUNK = 2 ** 16;
const SIP = 2 ** 12;

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));
}

/**
 * The files of an archive in the order of its table of contents; folders are left out.
 * @throws WordspaceError for one that is cut short, damaged or zip64
 */
export function* zipEntries(archive: Archive): Asking<ZipEntry[]> {
  const { name, length } = archive;
  // A comment may follow the end record.
  const tailFrom = Math.max(0, length - 22 - 0xffff);
  const tail = viewOf(yield [tailFrom, length]);
  const end = endOfDirectory(tail);
  if (end < 0) throw damaged(name, 'no table of contents; the file ends', length);
  const count = tail.getUint16(end + 10, true);
  const size = tail.getUint32(end + 12, true);
  if (count === 0xffff || size === ZIP64) throw zip64(name);
  const from = tailFrom + end - size;
  if (from < 0) throw damaged(name, 'the table of contents is broken', 0);
  const directory = yield [from, tailFrom + end];
  const view = viewOf(directory);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== CENTRAL) throw damaged(name, 'the table of contents is broken', from + Math.min(at, view.byteLength));
    const flags = view.getUint16(at + 8, true);
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const entry = {
      name: new TextDecoder(flags & 0x800 ? 'utf-8' : 'windows-1252').decode(directory.slice(at + 46, nameEnd)),
      flags, method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true), size: view.getUint32(at + 24, true), offset: view.getUint32(at + 42, true),
    };
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if ([entry.packed, entry.size, entry.offset].includes(ZIP64)) throw zip64(name);
    if (!entry.name.endsWith('/')) entries.push(entry);
  }
  return entries;
}

/**
 * A member, unpacked and checked.
 * @throws WordspaceError for one that is encrypted, damaged or larger than `limit`
 */
export function* zipContent(archive: Archive, entry: ZipEntry, limit = LARGEST): Asking<Uint8Array<ArrayBuffer>> {
  if (entry.size > limit) throw tooLarge(`${entry.name} in ${archive.name}`, limit);
  const from = yield* contentOf(archive, entry);
  const out = new Inflated(entry.name, entry.size, entry.size);
  const broken = damaged(archive.name, `the content of ${entry.name} is broken; it starts`, from);
  yield* unpacking(entry, from, { chunk: CHUNK, take: (bytes) => out.add(bytes), enough: () => false, broken });
  const bytes = out.result();
  if (bytes.length !== entry.size || out.takeCrc() !== entry.crc) throw broken;
  return bytes;
}

/**
 * What a member begins with, `length` bytes or some more where there are as many; unchecked.
 * @throws WordspaceError for a member that is encrypted or damaged
 */
export function* zipBeginning(archive: Archive, entry: ZipEntry, length: number): Asking<Uint8Array> {
  const from = yield* contentOf(archive, entry);
  const out = new Inflated(entry.name, LARGEST, length);
  let found = 0;
  const take = (bytes: Uint8Array): void => {
    found += bytes.length;
    out.add(bytes);
  };
  yield* unpacking(entry, from, { chunk: SIP, take, enough: () => found >= length, broken: damaged(archive.name, `the content of ${entry.name} is broken; it starts`, from) });
  return out.result();
}

/** The files of an archive that is in memory. `limit` bounds all members together. */
export function zipMembers(bytes: Uint8Array, name: string, limit = LARGEST): ZipMember[] {
  const archive = { name, length: bytes.length };
  const entries = answered(bytes, zipEntries(archive));
  if (entries.reduce((sum, { size }) => sum + size, 0) > limit) throw tooLarge(name, limit);
  return entries.map((entry) => ({ name: entry.name, read: () => answered(bytes, zipContent(archive, entry, limit)) }));
}

/** Work on an archive that is in memory, or is read by `read` at once. */
export function answered<Result>(source: Uint8Array | ((from: number, to: number) => Uint8Array), asking: Asking<Result>): Result {
  const read = typeof source === 'function' ? source : (from: number, to: number) => source.subarray(from, to);
  let step = asking.next();
  while (!step.done) step = asking.next(read(...step.value));
  return step.value;
}

/** Work on a file of which only what is asked for comes into memory. @param hear told each stretch that was read */
export async function answeredBy<Result>(blob: Blob, asking: Asking<Result>, hear: (to: number) => void = () => {}): Promise<Result> {
  let step = asking.next();
  while (!step.done) {
    const [from, to] = step.value;
    const bytes = new Uint8Array(await blob.slice(from, to).arrayBuffer());
    hear(to);
    step = asking.next(bytes);
  }
  return step.value;
}

/** Where the content of a member begins, behind its own header. */
function* contentOf({ name, length }: Archive, { name: path, flags, method, offset, packed }: ZipEntry): Asking<number> {
  const label = `${path} in ${name}`;
  if (flags & 1) throw new WordspaceError(`${label} is encrypted; make a zip file without a password.`);
  if (method !== 0 && method !== 8) throw new WordspaceError(`${label} is packed by an unusual method (${method}); make the zip file again with ordinary compression.`);
  const header = offset + 30 > length ? undefined : viewOf(yield [offset, offset + 30]);
  if (header?.byteLength !== 30 || header.getUint32(0, true) !== LOCAL) throw damaged(name, `${path} is not where it should be,`, offset);
  const from = offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  if (from + packed > length) throw damaged(name, `${path} should end at byte ${from + packed}, but the file ends`, length);
  return from;
}

interface Taker {
  /** Packed bytes inflated at a time. */
  chunk: number;
  take(bytes: Uint8Array): void;
  enough(): boolean;
  /** What is thrown where the content cannot be inflated. */
  broken: WordspaceError;
}

/** Gives out what a member holds, piece by piece, until there is enough. */
function* unpacking({ method, packed }: ZipEntry, from: number, { chunk, take, enough, broken }: Taker): Asking<void> {
  const stream = method === 8 ? new Inflate(take) : undefined;
  for (let at = 0; at < packed && !enough(); at += STRETCH) {
    const bytes = yield [from + at, from + Math.min(packed, at + STRETCH)];
    try {
      for (let step = 0; step < bytes.length && !enough(); step += chunk) {
        const piece = bytes.subarray(step, step + chunk);
        if (stream) stream.push(piece, at + step + chunk >= packed);
        else take(piece);
      }
    } catch {
      throw broken;
    }
  }
}

/** Where the end record begins: searched backwards, for a comment may follow it; −1 without one. */
function endOfDirectory(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0; at--) {
    if (view.getUint32(at, true) === END) return at;
  }
  return -1;
}

function viewOf({ buffer, byteOffset, length }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, length);
}

function damaged(name: string, what: string, at: number): WordspaceError {
  return new WordspaceError(`${name}: ${what} at byte ${at}. The zip file is damaged or cut short; make or download it again.`);
}

function zip64(name: string): WordspaceError {
  return new WordspaceError(`${name} is a zip64 archive, as those are that are above 4 GB or hold more than 65,535 files; unpack it, or make smaller zip files of it.`);
}

/** A zip file of files that are compressed already, such as pictures: stored as they are. */
export function writeZip(files: { name: string; bytes: Uint8Array }[]): Uint8Array<ArrayBuffer> {
  // The date is fixed so that the same files make the same archive.
  return zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])), { level: 0, mtime: new Date(1980, 0, 1) }) as Uint8Array<ArrayBuffer>;
}
