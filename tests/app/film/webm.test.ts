import { expect, it } from 'vitest';
import { withDuration } from '../../../app/film/webm';

const UNKNOWN = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
const element = (id: number[], content: number[]) => [...id, 0x80 | content.length, ...content];
const INFO = [0x15, 0x49, 0xa9, 0x66];
const scale = element([0x2a, 0xd7, 0xb1], [0x0f, 0x42, 0x40]);
const head = [...element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x86], [1])), 0x18, 0x53, 0x80, 0x67, ...UNKNOWN];
const cluster = (time: number[], ...blocks: number[][]) => [0x1f, 0x43, 0xb6, 0x75, ...UNKNOWN, ...element([0xe7], time), ...blocks.flat()];
const block = (time: number) => element([0xa3], [0x81, time >> 8, time & 255, 0x80, 7, 7]);
const grouped = (time: number) => element([0xa0], element([0xa1], [0x81, time >> 8, time & 255, 0, 7]));
const clusters = [...cluster([0], block(0), block(33)), ...cluster([0x03, 0xe8], block(0), grouped(500))];

it('puts the time of the last picture and what it stands for into the header', () => {
  const video = Uint8Array.from([...head, ...element(INFO, scale), ...clusters]);
  const duration = new Uint8Array(8);
  new DataView(duration.buffer).setFloat64(0, 1520);
  expect([...withDuration(video, 50)]).toEqual([...head, ...INFO, 1, 0, 0, 0, 0, 0, 0, scale.length + 11, ...scale, 0x44, 0x89, 0x88, ...duration, ...clusters]);
});

it('leaves alone what has a duration, what may not be moved, and what is no video', () => {
  for (const bytes of [
    [...head, ...element(INFO, [...scale, ...element([0x44, 0x89], [0, 0, 0, 0])]), ...clusters],
    [...head, ...element([0x11, 0x4d, 0x9b, 0x74], [1]), ...element(INFO, scale), ...clusters],
    [...head, ...element(INFO, scale)],
    [1, 2, 3],
    [0, 0, 0],
    [],
  ]) {
    const video = Uint8Array.from(bytes);
    expect(withDuration(video, 50)).toBe(video);
  }
});
