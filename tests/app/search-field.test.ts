import { expect, it } from 'vitest';
import { searchKeys } from '../../app/search-field';

it('names the keys that the keyboard has', () => {
  expect(['MacIntel', 'iPad', 'Linux x86_64', 'Win32', ''].map(searchKeys)).toEqual(['⌘K', '⌘K', 'Ctrl K', 'Ctrl K', 'Ctrl K']);
});
