/**
 * Maps on the page, in Chromium without a graphics card: from the choice of how many words
 * of the pretrained GloVe space to a map that stands still.
 *
 *   npm run bench -- map-page [ROUNDS 3] [WORDS …, default 10000 50000]
 *
 * Milliseconds to the first places on the screen and to the settled map, the longest task of
 * the page's own thread in between, and how long a cancel takes. Then 200,000 points by
 * principal components: draw calls and points of a frame as the renderer counts them,
 * whether a word is picked where it stands, and the memory of the page. Needs what
 * `npm start -- --prepare` makes.
 */
import { cpus } from 'node:os';
import type { Page } from '@playwright/test';
import { Random } from '../../lib/kernels/random';
import { launchBrowser, openWorkbench, serve } from './browser/workbench';

const PORT = 3900 + (process.pid % 500);
const MANY = 200_000;

interface Seen {
  first: number;
  settled: number;
  longestTask: number;
}

export async function bench(rounds = '3', ...words: string[]): Promise<void> {
  const sizes = words.length > 0 ? words.map(Number) : [10_000, 50_000];
  const server = serve(PORT);
  const browser = await launchBrowser();
  console.log(`${cpus()[0].model}, ${cpus().length} cores, Chromium ${browser.version()}, software GL, 1440 × 900`);
  const open = async () => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await openWorkbench(page, PORT);
    return page;
  };
  try {
    for (const size of sizes) {
      const seen: Seen[] = [];
      const cancelled: number[] = [];
      for (let round = 0; round < Number(rounds); round++) {
        const page = await open();
        await loadGlove(page);
        cancelled.push(await cancel(page, size));
        seen.push(await layOut(page, size));
        await page.close();
      }
      const each = (what: keyof Seen) => seen.map((s) => Math.round(s[what])).join(' ');
      console.log(`${size.toLocaleString('en')} words × 100, UMAP in 3D: first places after ${each('first')} ms, settled after ${each('settled')} ms, longest task ${each('longestTask')} ms; cancelled after ${cancelled.map(Math.round).join(' ')} ms`);
    }
    await many(await open());
  } finally {
    await browser.close();
    server.kill();
  }
}

async function loadGlove(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Load GloVe/ }).click();
  await page.getByRole('region', { name: 'Spaces' }).getByText('50 k words').first().waitFor();
  await still(page);
}

async function still(page: Page): Promise<void> {
  await page.locator('[data-moving="false"]').waitFor();
  await page.waitForTimeout(2500);
}

/** Opens the list first: what is timed begins with the choice. */
async function offer(page: Page, size: number) {
  await page.getByRole('combobox', { name: 'Words on the map' }).click();
  return page.getByRole('option', { name: `${size.toLocaleString('en')} words`, exact: true });
}

async function layOut(page: Page, size: number): Promise<Seen> {
  const option = await offer(page, size);
  const watched = page.evaluate(async (points) => {
    let longestTask = 0;
    const tasks = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
    });
    const began = await new Promise<number>((resolve) => addEventListener('pointerup', (event) => resolve(event.timeStamp), { once: true, capture: true }));
    tasks.observe({ type: 'longtask' });
    const until = (is: () => boolean) =>
      new Promise<number>((resolve) => {
        const look = () => (is() ? resolve(performance.now() - began) : requestAnimationFrame(look));
        look();
      });
    const map = document.querySelector<HTMLElement>('[data-map]')!;
    const first = await until(() => map.dataset.points === String(points));
    const settled = await until(() => !document.querySelector('[data-job=map]') && map.dataset.moving === 'false');
    tasks.disconnect();
    return { first, settled, longestTask };
  }, size);
  await option.click();
  const seen = await watched;
  await still(page);
  return seen;
}

async function cancel(page: Page, size: number): Promise<number> {
  await (await offer(page, size)).click();
  await page.locator('[data-job=map]').getByText('arranging').waitFor();
  const took = await page.evaluate(() => {
    const button = [...document.querySelectorAll<HTMLButtonElement>('[data-job=map] button')].find((b) => b.textContent === 'cancel')!;
    const began = performance.now();
    button.click();
    return new Promise<number>((resolve) => {
      const look = () => (document.querySelector('[data-job=map]') ? setTimeout(look, 1) : resolve(performance.now() - began));
      look();
    });
  });
  await (await offer(page, 5000)).click();
  await page.locator('[data-points="5000"]').waitFor();
  await still(page);
  return took;
}

async function many(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Layout' }).click();
  await page.getByRole('option', { name: /PCA/ }).click();
  await page.locator('input[aria-label="Open text files"]').setInputFiles({ name: 'many.bin', mimeType: 'application/octet-stream', buffer: vectors() });
  await page.getByRole('button', { name: /many.bin/ }).first().waitFor();
  await still(page);
  const { first, settled, longestTask } = await layOut(page, MANY);
  const map = page.locator('[data-map]');
  await page.keyboard.press('/');
  await page.keyboard.type('w77777');
  await page.keyboard.press('Enter');
  await still(page);
  const box = (await map.boundingBox())!;
  await page.keyboard.press('Escape');
  // The camera has flown to the word: it stands in the middle of the map.
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const picked = await page.locator('[data-hover-card] p').first().textContent();
  const { calls, drawn } = await map.evaluate((e: HTMLElement) => e.dataset);
  await map.focus();
  const began = Date.now();
  for (let turn = 0; turn < 5; turn++) {
    const before = await map.getAttribute('data-frames');
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction((frames) => document.querySelector<HTMLElement>('[data-map]')!.dataset.frames !== frames, before);
  }
  const bytes = await page.evaluate(async () => (await (performance as unknown as { measureUserAgentSpecificMemory(): Promise<{ bytes: number }> }).measureUserAgentSpecificMemory()).bytes);
  console.log(`${MANY.toLocaleString('en')} points by PCA: first places after ${Math.round(first)} ms, settled after ${Math.round(settled)} ms, longest task ${Math.round(longestTask)} ms`);
  console.log(`  a frame: ${calls} draw call, ${drawn} points; the word flown to is picked as “${picked}”; five turns drawn in ${((Date.now() - began) / 1000).toFixed(1)} s; page ${(bytes / 1e6).toFixed(0)} MB`);
}

/** Random rows of 8 in word2vec's binary format. */
function vectors(): Buffer {
  const random = new Random(5);
  const dims = 8;
  const parts: Buffer[] = [Buffer.from(`${MANY} ${dims}\n`)];
  for (let row = 0; row < MANY; row++) {
    parts.push(Buffer.from(`w${row} `), Buffer.from(Float32Array.from({ length: dims }, () => random.uniform() - 0.5).buffer));
  }
  return Buffer.concat(parts);
}
