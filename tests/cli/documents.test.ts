import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { documentNamed } from '../../lib/cli/documents';

const titles = ['sigh', 'to sail', 'sigh', '1984', 'assail'];

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

test('a document is meant by its title, its number or a part of its title, in this order', () => {
  expect(['to sail', '3', '1984', 'TO', 'sig'].map((asked) => documentNamed(titles, asked))).toEqual([1, 2, 3, 1, 0]);
  expect(() => documentNamed(titles, '6')).toThrow(/no document “6”.*from 1 to 5/);
});

test('of several documents the first is taken and a note says so', () => {
  expect(documentNamed(titles, '1')).toBe(0);
  expect(console.error).not.toHaveBeenCalled();
  expect(documentNamed(titles, 'sigh')).toBe(0);
  expect(console.error).toHaveBeenLastCalledWith(expect.stringMatching(/^note: 2 documents are called “sigh”; this is the first, number 1/));
  expect(documentNamed(titles, 'sail')).toBe(1);
  expect(console.error).toHaveBeenLastCalledWith(expect.stringMatching(/^note: 2 documents have “sail” in their titles; this is the first, number 2/));
});
