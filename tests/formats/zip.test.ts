import { zipSync } from 'fflate';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { vectorArchive } from '../../lib/formats/vector-archive';
import { answered, answeredBy, writeZip, zipBeginning, zipContent, zipEntries, zipMembers } from '../../lib/formats/zip';

const utf8 = (s: string) => new TextEncoder().encode(s);
const archive = zipSync({ 'a.txt': utf8('alpha '.repeat(500)), folder: { 'ü.txt': [utf8('beta'), { level: 0 }] }, __proto__x: utf8('gamma') });

describe('zipMembers', () => {
  it('lists and unpacks stored and deflated members', () => {
    const members = zipMembers(archive, 'x.zip');
    expect(members.map((m) => [m.name, new TextDecoder().decode(m.read())])).toEqual([
      ['a.txt', 'alpha '.repeat(500)],
      ['folder/ü.txt', 'beta'],
      ['__proto__x', 'gamma'],
    ]);
  });

  it('reads an archive with a comment, with something in front, and an empty one', () => {
    const commented = new Uint8Array([...archive, ...utf8('hello')]);
    new DataView(commented.buffer).setUint16(archive.length - 2, 5, true);
    expect(zipMembers(commented, 'x.zip')).toHaveLength(3);
    expect(zipMembers(zipSync({}), 'x.zip')).toEqual([]);
  });

  it('says which byte a cut archive ends at', () => {
    expect(() => zipMembers(archive.subarray(0, 100), 'x.zip')).toThrow('x.zip: no table of contents; the file ends at byte 100');
  });

  it('refuses encrypted and unusual members by name', () => {
    const at = centralEntry(archive);
    const encrypted = archive.slice();
    encrypted[at + 8] |= 1;
    expect(() => zipMembers(encrypted, 'x.zip')[0].read()).toThrow('a.txt in x.zip is encrypted');
    const unusual = archive.slice();
    unusual[at + 10] = 14;
    expect(() => zipMembers(unusual, 'x.zip')[0].read()).toThrow('unusual method (14)');
  });

  it('bounds the whole and does not trust the sizes', () => {
    expect(() => zipMembers(archive, 'x.zip', 1000)).toThrow('unpacks to more than');
    const lying = archive.slice();
    new DataView(lying.buffer).setUint32(centralEntry(archive) + 24, 10, true);
    expect(() => zipMembers(lying, 'x.zip')[0].read()).toThrow('a.txt is broken');
  });

  it('refuses zip64, whose figures stand elsewhere', () => {
    const count = archive.slice();
    new DataView(count.buffer).setUint16(archive.length - 12, 0xffff, true);
    expect(() => zipMembers(count, 'x.zip')).toThrow('x.zip is a zip64 archive');
    const size = archive.slice();
    new DataView(size.buffer).setUint32(centralEntry(archive) + 24, 0xffffffff, true);
    expect(() => zipMembers(size, 'x.zip')).toThrow('x.zip is a zip64 archive');
  });

  it('reads a file piece by piece, and of a beginning no more than it needs', async () => {
    const words = utf8(Array.from({ length: 300_000 }, (_, i) => (i * 7919).toString(36)).join(' '));
    const large = zipSync({ 'a.txt': words, 'b.txt': utf8('beta') }, { level: 1 });
    const stretches: [number, number][] = [];
    const read = (from: number, to: number) => {
      stretches.push([from, to]);
      return large.subarray(from, to);
    };
    const file = { name: 'x.zip', length: large.length };
    const [entry] = answered(read, zipEntries(file));
    const beginning = answered(read, zipBeginning(file, entry, 1000));
    expect(beginning.length).toBeLessThan(words.length / 2);
    expect(Buffer.from(words).subarray(0, beginning.length).equals(beginning)).toBe(true);
    expect(Math.max(...stretches.map(([from, to]) => to - from))).toBeLessThanOrEqual(2 ** 20);
    const heard: number[] = [];
    const whole = await answeredBy(new Blob([large]), zipContent(file, entry), (to) => heard.push(to));
    expect(Buffer.from(words).equals(whole)).toBe(true);
    // The table of contents is known: its header, and two stretches or more.
    expect(heard.length).toBeGreaterThanOrEqual(3);
    expect(() => answered(large, zipContent(file, entry, 1000))).toThrow('a.txt in x.zip unpacks to more than 0 MB');
  });

  it('a bomb unpacks to no more than it says, and beginnings stay short', () => {
    const bomb = zipSync({ 'a.vec': new Uint8Array(2 ** 23) });
    const [entry] = answered(bomb, zipEntries({ name: 'x.zip', length: bomb.length }));
    expect(answered(bomb, zipBeginning({ name: 'x.zip', length: bomb.length }, entry, 1000)).length).toBeLessThan(2 ** 23);
    expect(() => answered(bomb, zipContent({ name: 'x.zip', length: bomb.length }, { ...entry, size: 1000 }))).toThrow('the content of a.vec is broken');
  });

  it('survives any mutation with members or a WordspaceError', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }), (edits) => {
        const bytes = archive.slice();
        for (const [at, byte] of edits) bytes[at] = byte;
        try {
          for (const member of zipMembers(bytes, 'x.zip', 2 ** 24)) member.read();
          answered(bytes, vectorArchive({ name: 'x.zip', length: bytes.length }));
        } catch (error) {
          expect(error).toBeInstanceOf(WordspaceError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

function centralEntry(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return view.getUint32(bytes.length - 6, true);
}

it('what is written is read again, and the same files make the same bytes', () => {
  const files = [{ name: 'frame-0001.png', bytes: utf8('one') }, { name: 'frame-0002.png', bytes: new Uint8Array(300) }];
  const written = writeZip(files);
  expect(zipMembers(written, 'film.zip').map((m) => ({ name: m.name, bytes: m.read() }))).toEqual(files);
  expect(writeZip(files)).toEqual(written);
});
