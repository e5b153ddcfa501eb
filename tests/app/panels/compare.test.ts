import { expect, it } from 'vitest';
import { comparedSpaces } from '../../../app/panels/compare';

const space = (id: string, corpusId = 'moby') => ({ id, corpusId });
const none = { a: null, b: null };

it('the two spaces that are compared are ones that are there', () => {
  const spaces = [space('kjv-1', 'kjv'), space('skipgram-1'), space('lsa-1'), space('lda-1')];
  expect(comparedSpaces(spaces, [{ a: 'lsa-1', b: 'lda-1' }, { a: 'kjv-1', b: 'lsa-1' }], spaces[1])).toEqual(['lsa-1', 'lda-1']);
  expect(comparedSpaces(spaces, [{ a: 'gone', b: 'lda-1' }, { a: 'lsa-1', b: 'gone' }], spaces[1])).toEqual(['lsa-1', 'lda-1']);
  expect(comparedSpaces(spaces, [{ a: 'gone', b: 'lsa-1' }], spaces[2])).toEqual(['skipgram-1', 'lsa-1']);
  expect(comparedSpaces(spaces, [none, none], spaces[1])).toEqual(['skipgram-1', 'lsa-1']);
  expect(comparedSpaces(spaces, [none, { a: 'gone', b: 'gone' }], space('training'))).toEqual(['skipgram-1', 'lsa-1']);
  expect(comparedSpaces(spaces.slice(0, 2), [none], undefined)).toEqual(['kjv-1', 'skipgram-1']);
});
