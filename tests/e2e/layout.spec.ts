import { join } from 'node:path';
import { build } from 'rolldown';
import { dense } from '../../lib/kernels/matrix';
import { Random } from '../../lib/kernels/random';
import { umap, type UmapOptions } from '../../lib/projection/umap/umap';
import { finish } from '../../lib/work';
import { expect, test } from './page';

const ROWS = 700;
const DIMS = 30;

test('a browser and Node lay out the same map, bit for bit', async ({ page }) => {
  const values = vectors();
  const { output } = await build({ input: join(import.meta.dirname, '../../lib/projection/umap/umap.ts'), output: { format: 'esm', codeSplitting: false }, write: false });
  await page.route('**/umap-under-test.mjs', (route) => route.fulfill({ contentType: 'text/javascript', body: output[0].code }));
  await page.goto('/');
  for (const options of [{ dims: 3, epochs: 60 }, { dims: 2, epochs: 30, start: 'spectral', metric: 'euclidean', minDist: 0.5 }] as UmapOptions[]) {
    const here = finish(umap(dense(ROWS, DIMS, values.slice()), options)).values;
    const there = await page.evaluate(
      async ({ values, rows, dims, options }) => {
        const { umap } = (await import(/* webpackIgnore: true */ `${location.origin}/umap-under-test.mjs`)) as typeof import('../../lib/projection/umap/umap');
        const layout = umap({ kind: 'dense', rows, dims, values: Float32Array.from(values) }, options);
        while (!layout.step());
        return [...new Uint32Array(layout.result().values.buffer)];
      },
      { values: [...values], rows: ROWS, dims: DIMS, options },
    );
    expect(there).toEqual([...new Uint32Array(here.buffer)]);
  }
});

/** Some groups of random rows. */
function vectors(): Float32Array<ArrayBuffer> {
  const random = new Random(3);
  return Float32Array.from({ length: ROWS * DIMS }, (_, at) => random.uniform() - 0.5 + Number(Math.floor(at / DIMS) % 7 === at % 7));
}
