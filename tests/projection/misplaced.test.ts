import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { exactKnn } from '../../lib/projection/knn/exact';
import { keptNeighbours } from '../../lib/projection/kept';
import { misplaced } from '../../lib/projection/misplaced';
import { finish } from '../../lib/work';
import { blobs } from './spaces';

it('says of one word what keptNeighbours says of all', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 70 }), fc.integer({ min: 3, max: 8 }), fc.constantFrom(2 as const, 3 as const), fc.integer({ min: 1, max: 15 }), (rows, width, dims, k) => {
      const matrix = blobs(rows, width, 3, rows);
      const table = finish(exactKnn(matrix, 15));
      // Some points stand on each other.
      const values = Float32Array.from({ length: rows * dims }, (_, at) => Math.round(4 * matrix.values[Math.floor(at / dims) * width + (at % dims)]));
      const all = finish(keptNeighbours(table, { dims, values }, { k }));
      for (let row = 0; row < rows; row++) {
        const inSpace = [...all.inSpace.subarray(row * all.k, (row + 1) * all.k)];
        const onMap = [...all.onMap.subarray(row * all.k, (row + 1) * all.k)];
        const own = misplaced(table, { dims, values }, row, k);
        expect(own.k).toBe(all.k);
        expect(own.kept).toHaveLength(all.kept[row]);
        expect([...own.kept, ...own.torn].sort()).toEqual(inSpace.toSorted());
        expect([...own.torn]).toEqual(inSpace.filter((other) => !onMap.includes(other)));
        expect([...own.pushed]).toEqual(onMap.filter((other) => !inSpace.includes(other)));
      }
    }),
    { numRuns: 40 },
  );
});
