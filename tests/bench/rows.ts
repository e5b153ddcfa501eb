/**
 * A table of many documents on the page: npm run bench -- rows TEXT FILE [ROWS 100000].
 *
 * Makes a CSV of so many rows from the text, opens it, trains tf-idf and LDA on it and searches it; prints the
 * seconds of each, the page's memory after it, the longest task of the page's own thread meanwhile, and which
 * stages were shown. Needs what `npm start -- --prepare` makes.
 */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { launchBrowser, openWorkbench, serve } from './browser/workbench';

const PORT = 3400 + (process.pid % 500);
const KINDS = ['a', 'b', 'c', 'd'];

export async function bench(file: string, rows = '100000'): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rows-'));
  const table = join(folder, 'rows.csv');
  writeFileSync(table, rowsOf(readFileSync(file, 'utf8'), Number(rows)));
  console.log(`${cpus()[0].model}, ${cpus().length} cores; ${rows} rows, ${(statSync(table).size / 1e6).toFixed(0)} MB`);
  const server = serve(PORT);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await openWorkbench(page, PORT);
    await page.waitForTimeout(3000);
    await page.evaluate(() => {
      const tasks = { longest: 0 };
      Object.assign(globalThis, { tasks });
      new PerformanceObserver((list) => list.getEntries().forEach((e) => (tasks.longest = Math.max(tasks.longest, e.duration)))).observe({ type: 'longtask' });
    });
    await step(page, 'open', async () => {
      await page.locator('input[aria-label="Open text files"]').setInputFiles(table);
      await page.getByRole('combobox', { name: 'Corpus' }).filter({ hasText: 'rows' }).waitFor();
    });
    for (const model of ['tf-idf', 'LDA']) {
      await page.getByRole('combobox', { name: 'Model' }).click();
      await page.getByRole('option', { name: model }).first().click();
      await step(page, model, async () => {
        await page.getByRole('button', { name: /^Train on/ }).click();
        await page.getByTestId('trained').filter({ hasText: model }).or(page.getByRole('region', { name: 'Spaces' }).getByText(model, { exact: true })).first().waitFor({ timeout: 600_000 });
      });
    }
    await page.getByRole('tab', { name: 'Documents' }).click();
    await step(page, 'search', async () => {
      await page.getByRole('searchbox').or(page.getByRole('tabpanel').getByRole('textbox')).first().fill('war and peace');
      await page.keyboard.press('Enter');
      await page.locator('mark').first().waitFor();
    });
  } finally {
    await browser.close();
    server.kill();
    rmSync(folder, { recursive: true });
  }
}

/** Rows of 40 to 99 words of the text, which begins again where it is too short. */
function rowsOf(text: string, rows: number): string {
  const words = text.replaceAll('"', '').split(/\s+/);
  const lines = ['title,kind,text'];
  for (let row = 0, at = 0; row < rows; row++) {
    const length = 40 + ((row * 7919) % 60);
    if (at + length > words.length) at = 0;
    lines.push(`document ${row},${KINDS[row % KINDS.length]},"${words.slice(at, at + length).join(' ')}"`);
    at += length;
  }
  return lines.join('\n');
}

async function step(page: Page, name: string, body: () => Promise<void>): Promise<void> {
  const stages = new Set<string>();
  const began = performance.now();
  const watch = { over: false };
  const watching = (async () => {
    while (!watch.over) {
      for (const text of await page.locator('[data-job]').allTextContents()) stages.add(text.split(' · ')[1]);
      await page.waitForTimeout(100);
    }
  })();
  await body();
  const seconds = (performance.now() - began) / 1000;
  watch.over = true;
  await watching;
  await page.waitForTimeout(4000);
  const { longest, bytes } = await page.evaluate(async () => {
    const { tasks } = globalThis as unknown as { tasks: { longest: number } };
    const { longest } = tasks;
    tasks.longest = 0;
    const measured = await (performance as unknown as { measureUserAgentSpecificMemory(): Promise<{ bytes: number }> }).measureUserAgentSpecificMemory();
    return { longest, bytes: measured.bytes };
  });
  console.log(`${name}: ${seconds.toFixed(1)} s, then ${(bytes / 1e6).toFixed(0)} MB, longest task ${longest.toFixed(0)} ms, stages shown: ${[...stages].join(', ')}`);
}
