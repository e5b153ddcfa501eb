import { expect, it } from 'vitest';
import { momentInWords } from '../../../app/film/words';

it('a moment is said in epochs, percent and loss, as far as they are known', () => {
  expect(momentInWords({ epoch: 2, done: 0.13, loss: 2.314 }, 10)).toBe('epoch 2 of 10, 13 %, loss 2.31');
  expect(momentInWords({ epoch: 11, done: 1, loss: 0 }, 10)).toBe('epoch 10 of 10, 100 %');
  expect(momentInWords({ epoch: 0, done: 0, loss: Number.NaN }, undefined)).toBe('0 %');
});
