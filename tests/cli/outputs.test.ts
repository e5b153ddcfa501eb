/** Files are written whole or not at all. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fileBytes } from '../../lib/cli/inputs';
import { demandEnding, writeOut, writeOutInPieces } from '../../lib/cli/outputs';

const folder = mkdtempSync(join(tmpdir(), 'wordspace-outputs-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

test('what fails under way leaves what stood there, and nothing beside it', () => {
  writeFileSync(at('keep.vec'), 'before');
  const failing = function* () {
    yield new TextEncoder().encode('half');
    throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
  };
  expect(() => writeOutInPieces(at('keep.vec'), failing())).toThrow(`${at('keep.vec')} could not be written: the disk is full.`);
  expect(() => writeOutInPieces(at('new.vec'), failing())).toThrow(/the disk is full/);
  expect(readFileSync(at('keep.vec'), 'utf8')).toBe('before');
  expect(readdirSync(folder)).toEqual(['keep.vec']);
  writeOut(at('keep.vec'), 'after');
  expect(readFileSync(at('keep.vec'), 'utf8')).toBe('after');
});

test('a link stays a link, and a device takes what it is given', () => {
  symlinkSync(at('keep.vec'), at('link.vec'));
  writeOut(at('link.vec'), 'through');
  expect(readFileSync(at('keep.vec'), 'utf8')).toBe('through');
  writeOut('/dev/null', 'away');
  expect(existsSync('/dev/null')).toBe(true);
  demandEnding('/dev/null', '.csv');
  expect(() => writeOut('/dev/full', 'x')).toThrow('/dev/full could not be written: the disk is full.');
});

// Root may read everything.
test.skipIf(process.getuid?.() === 0)('a file that may not be read is told in a sentence', () => {
  writeFileSync(at('closed.vec'), 'x');
  chmodSync(at('closed.vec'), 0);
  expect(() => fileBytes(at('closed.vec'))).toThrow(`${at('closed.vec')} could not be read: it may not be opened.`);
});

test.skipIf(!existsSync('/proc/self/mem'))('a file that fails while it is read is told in a sentence', () => {
  expect(() => fileBytes('/proc/self/mem')).toThrow('/proc/self/mem could not be read: the disk fails.');
});

test('a folder is told apart from a file', () => {
  mkdirSync(at('sub'));
  expect(() => fileBytes(at('sub'))).toThrow(/is a folder/);
});
