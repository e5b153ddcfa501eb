import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'rolldown';
import { dense, type Dense } from '../../lib/kernels/matrix';
import { Random } from '../../lib/kernels/random';
import type { Layout } from '../../lib/projection/projection';
import { tsne, type TsneOptions } from '../../lib/projection/tsne/tsne';
import { umap, type UmapOptions } from '../../lib/projection/umap/umap';
import { finish } from '../../lib/work';
import { expect, test } from './page';

const ROWS = 700;
const DIMS = 30;

const umaps: UmapOptions[] = [{ dims: 3, epochs: 60 }, { dims: 2, epochs: 30, start: 'spectral', metric: 'euclidean', minDist: 0.5 }];
const tsnes: TsneOptions[] = [{ dims: 3, epochs: 40 }, { dims: 2, epochs: 40, start: 'random', metric: 'euclidean', angle: 0.3 }];

test('a browser and Node lay out the same map, bit for bit', async ({ page }) => {
  await page.goto('/');
  for (const options of umaps) expect(await inBrowser(page, 'umap', options)).toEqual(bits(finish(umap(vectors(), options)).values));
  for (const options of tsnes) expect(await inBrowser(page, 'tsne', options)).toEqual(bits(finish(tsne(vectors(), options)).values));
});

async function inBrowser(page: Page, method: 'umap' | 'tsne', options: UmapOptions | TsneOptions): Promise<number[]> {
  const { output } = await build({ input: join(import.meta.dirname, `../../lib/projection/${method}/${method}.ts`), output: { format: 'esm', codeSplitting: false }, write: false });
  await page.route(`**/${method}-under-test.mjs`, (route) => route.fulfill({ contentType: 'text/javascript', body: output[0].code }));
  return page.evaluate(
    async ({ values, rows, dims, options, method }) => {
      const start = ((await import(/* webpackIgnore: true */ `${location.origin}/${method}-under-test.mjs`)) as Record<string, (matrix: Dense, options: object) => Layout>)[method];
      const layout = start({ kind: 'dense', rows, dims, values: Float32Array.from(values) }, options);
      while (!layout.step());
      return [...new Uint32Array(layout.result().values.buffer)];
    },
    { values: [...vectors().values], rows: ROWS, dims: DIMS, options, method },
  );
}

function bits(values: Float32Array): number[] {
  return [...new Uint32Array(values.buffer)];
}

/** Some groups of random rows. */
function vectors(): Dense {
  const random = new Random(3);
  return dense(ROWS, DIMS, Float32Array.from({ length: ROWS * DIMS }, (_, at) => random.uniform() - 0.5 + Number(Math.floor(at / DIMS) % 7 === at % 7)));
}
