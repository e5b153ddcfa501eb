import { Inflate, zipSync } from 'fflate';
import { WordspaceError } from '../error';
import { Inflated, LARGEST, crc32, tooLarge } from './inflate';

export interface ZipMember {
  name: string;
  /** Bytes when unpacked, as the archive claims. */
  size: number;
  /** Unpacks and checks the CRC; throws a WordspaceError when damaged. */
  read(): Uint8Array;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const CHUNK = 2 ** 16;

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));
}

/**
 * The files of a zip archive (PKWARE APPNOTE 6.3.10) in the order of its central
 * directory; folders are left out. fflate does the inflating; the directory is
 * read here because members that lie about their size, are encrypted or damaged
 * must end in a sentence that names them. `limit` bounds all members together.
 */
export function zipMembers(bytes: Uint8Array, name: string, limit = LARGEST): ZipMember[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const damaged = (what: string, at: number) =>
    new WordspaceError(`${name}: ${what} at byte ${at}. The zip file is damaged or cut short; make or download it again.`);
  const end = endOfDirectory(view);
  if (end < 0) throw damaged('no table of contents; the file ends', bytes.length);

  const members: ZipMember[] = [];
  let total = 0;
  let at = end - view.getUint32(end + 12, true);
  const count = view.getUint16(end + 10, true);
  for (let i = 0; i < count; i++) {
    if (at < 0 || at + 46 > end || view.getUint32(at, true) !== CENTRAL) throw damaged('the table of contents is broken', Math.max(0, at));
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const crc = view.getUint32(at + 16, true);
    const packed = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const offset = view.getUint32(at + 42, true);
    const path = new TextDecoder(flags & 0x800 ? 'utf-8' : 'windows-1252').decode(bytes.slice(at + 46, nameEnd));
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (path.endsWith('/')) continue;

    total += size;
    if (total > limit) throw tooLarge(name, limit);
    const label = `${path} in ${name}`;
    members.push({
      name: path,
      size,
      read() {
        if (flags & 1) throw new WordspaceError(`${label} is encrypted; make a zip file without a password.`);
        if (method !== 0 && method !== 8) throw new WordspaceError(`${label} is packed by an unusual method (${method}); make the zip file again with ordinary compression.`);
        if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL) throw damaged(`${path} is not where it should be,`, offset);
        const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
        if (from + packed > bytes.length) throw damaged(`${path} should end at byte ${from + packed}, but the file ends`, bytes.length);
        const content = bytes.subarray(from, from + packed);
        const out = method === 0 ? content : inflate(content, label, size);
        if (!out || out.length !== size || crc32(out) !== crc) throw damaged(`the content of ${path} is broken; it starts`, from);
        return out;
      },
    });
  }
  return members;
}

/** Raw deflate, or undefined when broken or longer than announced. */
function inflate(bytes: Uint8Array, label: string, size: number): Uint8Array | undefined {
  const out = new Inflated(label, size, size);
  try {
    const stream = new Inflate((chunk) => out.add(chunk));
    for (let at = 0; at < bytes.length; at += CHUNK) stream.push(bytes.subarray(at, at + CHUNK), at + CHUNK >= bytes.length);
    return out.result();
  } catch {
    return undefined;
  }
}

/** Where the end record begins: searched backwards, for a comment may follow it; −1 without one. */
function endOfDirectory(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) === END) return at;
  }
  return -1;
}

/** A zip file of files that are compressed already, such as pictures: stored as they are. */
export function writeZip(files: { name: string; bytes: Uint8Array }[]): Uint8Array<ArrayBuffer> {
  // The date is fixed so that the same files make the same archive.
  return zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])), { level: 0, mtime: new Date(1980, 0, 1) }) as Uint8Array<ArrayBuffer>;
}
