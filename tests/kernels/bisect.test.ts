import { expect, test } from 'vitest';
import { firstThat } from '../../lib/kernels/bisect';

test('the first that passes, found as by looking at all', () => {
  const ascending = [1, 1, 4, 6, 6, 9];
  for (let value = 0; value <= 10; value++) {
    const first = ascending.findIndex((other) => other >= value);
    expect(firstThat(0, ascending.length, (at) => ascending[at] >= value)).toBe(first < 0 ? ascending.length : first);
  }
  expect(firstThat(3, 3, () => true)).toBe(3);
  expect(firstThat(2, 6, () => true)).toBe(2);
});
