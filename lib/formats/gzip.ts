import { Gunzip, gzipSync } from 'fflate';
import { WordspaceError } from '../error';
import { Inflated, LARGEST } from './inflate';

/** Bytes handed to the decompressor at a time: bounds what one step can add to 64 MB. */
const CHUNK = 2 ** 16;
/** The same where only the beginning is wanted: 4 MB. */
const SIP = 2 ** 12;

/** RFC 1952 with no name and no time, so that the same bytes always pack alike. */
export function gzip(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return gzipSync(bytes, { level: 6, mtime: 0 });
}

/** What a gzip file begins with, `length` bytes or some more where there are as many; unchecked, and as far as a damaged one can be read. */
export function gunzipBeginning(bytes: Uint8Array, length: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  const stream = new Gunzip((chunk) => chunks.push(chunk));
  const found = () => chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  try {
    for (let at = 0; at < bytes.length && found() < length; at += SIP) stream.push(bytes.subarray(at, at + SIP), at + SIP >= bytes.length);
  } catch {
    // Whoever reads all of it will say what is wrong.
  }
  const beginning = new Uint8Array(found());
  let at = 0;
  for (const chunk of chunks) {
    beginning.set(chunk, at);
    at += chunk.length;
  }
  return beginning;
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Unpacks a gzip file of one or more members and checks the CRC of each.
 * Throws a WordspaceError that starts with `name` when the file is cut short,
 * damaged or unpacks to more than `limit` bytes.
 */
export function gunzip(bytes: Uint8Array, name: string, limit = LARGEST): Uint8Array<ArrayBuffer> {
  const damaged = (what: string) =>
    new WordspaceError(`${name}: ${what}. The gzip file is damaged or cut short; make or download it again.`);
  if (!isGzip(bytes)) throw damaged('the gzip mark 1F 8B is missing at byte 0');
  if (bytes.length < 18) throw damaged(`the file ends at byte ${bytes.length}, within the gzip header`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const out = new Inflated(name, limit, view.getUint32(bytes.length - 4, true));
  const stream = new Gunzip((chunk) => out.add(chunk));
  const checkMember = (end: number) => {
    if (view.getUint32(end - 8, true) !== out.takeCrc()) throw damaged(`the checksum at byte ${end - 8} does not match the content`);
  };
  stream.onmember = checkMember;
  let at = 0;
  try {
    for (; at < bytes.length; at += CHUNK) stream.push(bytes.subarray(at, at + CHUNK), at + CHUNK >= bytes.length);
  } catch (error) {
    if (error instanceof WordspaceError) throw error;
    const last = at + CHUNK >= bytes.length;
    throw damaged(last && (error as Error).message === 'unexpected EOF' ? `the file ends at byte ${bytes.length}, before its content does` : `unreadable after byte ${at}`);
  }
  checkMember(bytes.length);
  return out.result();
}
