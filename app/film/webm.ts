/**
 * How long a recorded video is. MediaRecorder writes WebM as it comes, without a duration,
 * so that players cannot tell or seek; it is told by the last picture's time and is put into
 * the header afterwards (Matroska, RFC 9559; its elements as in EBML, RFC 8794).
 */

import { joined } from '../../lib/formats/bytes';

const ID = { segment: 0x18538067, seekHead: 0x114d9b74, info: 0x1549a966, duration: 0x4489, scale: 0x2ad7b1, cluster: 0x1f43b675, time: 0xe7, simpleBlock: 0xa3, group: 0xa0, block: 0xa1 };
/** What is looked into; all else is passed over whole. */
const CONTAINERS = new Set([ID.segment, ID.info, ID.cluster, ID.group]);
/** Nanoseconds a unit of time, where the file does not say. */
const SCALE = 1e6;

/** The same video with its duration; unchanged where it has one, or is laid out so that nothing may be put in. */
export function withDuration(video: Uint8Array<ArrayBuffer>, picturesASecond: number): Uint8Array<ArrayBuffer> {
  let info: { at: number; from: number; to: number } | undefined;
  let [scale, cluster, last] = [SCALE, 0, 0];
  for (const { id, at, from, to } of elements(video)) {
    // Places of what follows stand in a seek head: they would be wrong.
    if (id === ID.duration || id === ID.seekHead) return video;
    if (id === ID.info) info = { at, from, to };
    else if (id === ID.scale) scale = unsigned(video, from, to);
    else if (id === ID.time) cluster = unsigned(video, from, to);
    else if (id === ID.simpleBlock || id === ID.block) {
      const track = lengthOf(video[from]);
      last = Math.max(last, cluster + new DataView(video.buffer, video.byteOffset + from + track).getInt16(0));
    }
  }
  if (!info || last === 0) return video;
  const body = video.subarray(info.from, info.to);
  const duration = new Uint8Array(11);
  duration.set([0x44, 0x89, 0x88]);
  new DataView(duration.buffer).setFloat64(3, last + 1e9 / scale / picturesASecond);
  return joined([video.subarray(0, info.at), header(ID.info, body.length + duration.length), body, duration, video.subarray(info.to)]);
}

interface Element {
  id: number;
  /** Where it begins, and its content. */
  at: number;
  from: number;
  to: number;
}

/** The elements in their order, those within containers after these. */
function* elements(bytes: Uint8Array): Generator<Element> {
  for (let at = 0; at < bytes.length; ) {
    const idLength = lengthOf(bytes[at]);
    const sizeLength = lengthOf(bytes[at + idLength]);
    const from = at + idLength + sizeLength;
    if (from > bytes.length) return;
    const id = unsigned(bytes, at, at + idLength);
    // All ones: to the end of what contains it; only containers are written so.
    const size = unsigned(bytes, at + idLength, from) - 2 ** (7 * sizeLength);
    const to = Math.min(bytes.length, from + size);
    yield { id, at, from, to };
    at = CONTAINERS.has(id) ? from : to;
  }
}

/** Bytes of a number that begins with this byte: the zeros before its first one tell. */
function lengthOf(first: number): number {
  return Math.clz32(first) - 23;
}

/** Big-endian, exact below 2⁵³. */
function unsigned(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) value = value * 256 + bytes[i];
  return value;
}

/** An element's id of four bytes and its size in eight. */
function header(id: number, size: number): Uint8Array {
  const bytes = new Uint8Array(12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, id);
  view.setUint32(4, 0x01000000);
  view.setUint32(8, size);
  return bytes;
}
