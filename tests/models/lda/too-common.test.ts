import { expect, it } from 'vitest';
import { tooCommon } from '../../../lib/models/lda/too-common';
import type { Topics } from '../../../lib/models/model';

it('names the most frequent words that are left out, and counts the others', () => {
  const said = (common?: string[]) => tooCommon({ common } as Topics, { maxDocumentShare: 0.4 }, 2);
  expect(said(['whale', 'ship', 'sea', 'man'])).toBe('more than 40 % of the chunks have whale, ship and 2 more');
  expect(said(['whale', 'ship'])).toBe('more than 40 % of the chunks have whale, ship');
  expect(said([])).toBeNull();
  expect(said(undefined)).toBeNull();
});
