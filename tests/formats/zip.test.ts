import { zipSync } from 'fflate';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { writeZip, zipMembers } from '../../lib/formats/zip';

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

  it('survives any mutation with members or a WordspaceError', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }), (edits) => {
        const bytes = archive.slice();
        for (const [at, byte] of edits) bytes[at] = byte;
        try {
          for (const member of zipMembers(bytes, 'x.zip', 2 ** 24)) member.read();
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
