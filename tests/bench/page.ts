/**
 * The page beside Node on the same machine, the default text with the same settings in turns:
 *
 *   npm run bench -- page [ROUNDS 3] [EPOCHS 3]
 *
 * Tokens a second of training with one thread and with all, the live map and the film on;
 * when the first point of the loss is on the screen; the longest task of the page's own
 * thread; how long a cancel takes; the memory of the page. Needs what `npm start -- --prepare` makes.
 */
import { cpus } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Page } from '@playwright/test';
import { defaultCorpus } from '../../data/readers/default';
import { allowRelaxedSimd } from '../../lib/jobs/relaxed-simd.node';
import { openSession } from '../../lib/jobs/session';
import { nodeThread } from '../../lib/jobs/threads';
import { skipgram } from '../../lib/models/skipgram';
import { checkOptions } from '../../lib/options';
import type { EncodedCorpus } from '../../lib/text/corpus';
import { encode } from '../../lib/text/encode';
import { finish } from '../../lib/work';
import { launchBrowser, openWorkbench, serve } from './browser/workbench';

const PORT = 3400 + (process.pid % 500);
const SETTINGS = { dims: 100, window: 5, negative: 5, sample: 1e-3, alpha: 0.025, seed: 1 };
/** The page's labels of those that differ from what it begins with. */
const FIELDS = { dims: 'Dimensions', window: 'Window', negative: 'Negative samples', alpha: 'Learning rate', sample: 'Subsampling', epochs: 'Epochs' };

interface Seen {
  /** Tokens a second. */
  speed: number;
  /** Milliseconds after the click. */
  firstLoss: number;
  end: number;
  longestTask: number;
}

export async function bench(rounds = '3', epochs = '3'): Promise<void> {
  allowRelaxedSimd();
  const corpus = finish(encode(defaultCorpus()));
  const threads = [...new Set([1, cpus().length])];
  console.log(`${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}`);
  console.log(`default text, ${corpus.ids.length} tokens, ${corpus.vocabulary.words.length} words, ${epochs} epochs`);
  const server = serve(PORT);
  const browser = await launchBrowser();
  try {
    console.log(`Chromium ${browser.version()}`);
    for (const count of threads) {
      const [inNode, onPage]: [number[], Seen[]] = [[], []];
      for (let round = 0; round < Number(rounds); round++) {
        inNode.push(await node(corpus, count, Number(epochs)));
        const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
        await open(page);
        onPage.push(await train(page, count, Number(epochs)));
        await page.close();
      }
      report(count, inNode, onPage);
    }
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await open(page);
    await memory(page, corpus);
    await cancels(page, threads.at(-1)!);
  } finally {
    await browser.close();
    server.kill();
  }
}

async function node(corpus: EncodedCorpus, threads: number, epochs: number): Promise<number> {
  const spawn = () => nodeThread(new Worker(new URL('../skipgram-thread.mjs', import.meta.url)));
  const options = checkOptions(skipgram, { ...SETTINGS, epochs });
  const { figures } = await openSession({ corpus, model: 'skipgram', options, threads }, { spawn }).trained;
  return figures.tokensPerSecond;
}

/** The workbench with its map drawn and nothing under way. */
async function open(page: Page): Promise<void> {
  await openWorkbench(page, PORT);
  await page.waitForTimeout(3000);
}

async function choose(page: Page, threads: number, epochs: number): Promise<void> {
  const more = page.getByText('More settings and the method');
  if (!(await page.getByRole('textbox', { name: 'Subsampling' }).isVisible())) await more.click();
  for (const [name, label] of Object.entries(FIELDS)) {
    await page.getByRole('textbox', { name: label, exact: true }).fill(`${{ ...SETTINGS, epochs }[name as keyof typeof FIELDS]}`);
  }
  await page.getByRole('textbox', { name: 'Threads' }).fill(`${threads}`);
  await page.waitForTimeout(1500);
}

async function train(page: Page, threads: number, epochs: number): Promise<Seen> {
  await choose(page, threads, epochs);
  const watched = page.evaluate(async () => {
    let longestTask = 0;
    const tasks = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
    });
    const began = await new Promise<number>((resolve) => addEventListener('click', (event) => resolve(event.timeStamp), { once: true, capture: true }));
    tasks.observe({ type: 'longtask' });
    const until = (selector: string) =>
      new Promise<number>((resolve) => {
        // Asking in every frame would have the page draw sixty a second.
        const changes = new MutationObserver(() => {
          if (!document.querySelector(selector)) return;
          changes.disconnect();
          resolve(performance.now() - began);
        });
        changes.observe(document.body, { subtree: true, childList: true, attributes: true });
      });
    const firstLoss = await until('[data-testid=training] [data-curve]');
    const end = await until('[data-testid=trained]');
    tasks.disconnect();
    return { firstLoss, end, longestTask, speed: Number(document.querySelector<HTMLElement>('[data-testid=trained]')!.dataset.speed) };
  });
  await page.getByRole('button', { name: /^Train on/ }).click();
  return watched;
}

function report(threads: number, inNode: number[], onPage: Seen[]): void {
  const million = (speeds: number[]) => speeds.map((speed) => (speed / 1e6).toFixed(2)).join(' ');
  const speeds = onPage.map((seen) => seen.speed);
  const ratios = speeds.map((speed, i) => speed / inNode[i]);
  console.log(`${threads} ${threads > 1 ? 'threads' : 'thread'}: Node ${million(inNode)}, page ${million(speeds)} M tokens/s: page ÷ Node, median ${median(ratios).toFixed(3)}`);
  const each = (what: keyof Seen) => onPage.map((seen) => Math.round(seen[what])).join(' ');
  console.log(`  first loss after ${each('firstLoss')} ms, the end after ${each('end')} ms, longest task ${each('longestTask')} ms`);
}

/** What the page holds before a training and in the middle of one, beside what the corpus and the vectors take. */
async function memory(page: Page, corpus: EncodedCorpus): Promise<void> {
  const measured = () => page.evaluate(async () => (await (performance as unknown as { measureUserAgentSpecificMemory(): Promise<{ bytes: number }> }).measureUserAgentSpecificMemory()).bytes / 1e6);
  const before = await measured();
  await choose(page, cpus().length, 100);
  await page.getByRole('button', { name: /^Train on/ }).click();
  await page.waitForTimeout(4000);
  const training = await measured();
  const vectors = (2 * 4 * corpus.vocabulary.words.length * SETTINGS.dims) / 1e6;
  const tokens = (corpus.ids.byteLength + corpus.sentences.byteLength) / 1e6;
  // Chromium counts memory that is shared in each of the page, the worker of the text and the worker of the training.
  const twice = corpus.ids.byteLength / 1e6;
  console.log(
    `memory: ${(before - twice).toFixed(0)} MB before, ${(training - 2 * twice).toFixed(0)} MB while training, the tokens counted once; ` +
      `input and output vectors ${vectors.toFixed(0)} MB, tokens ${tokens.toFixed(0)} MB: 4 × vectors + tokens + 50 MB = ${(4 * vectors + tokens + 50).toFixed(0)} MB`,
  );
  await page.getByTestId('training').getByRole('button', { name: 'Cancel' }).click();
  await page.getByTestId('training').waitFor({ state: 'detached' });
}

async function cancels(page: Page, threads: number): Promise<void> {
  const took: number[] = [];
  for (let time = 0; time < 5; time++) {
    await choose(page, threads, 100);
    await page.getByRole('button', { name: /^Train on/ }).click();
    await page.locator('[data-testid=training] [data-curve]').waitFor();
    await page.waitForTimeout(1000);
    took.push(
      await page.evaluate(() => {
        const began = performance.now();
        const button = [...document.querySelectorAll<HTMLButtonElement>('[data-testid=training] button')].find((b) => b.textContent === 'Cancel')!;
        button.click();
        return new Promise<number>((resolve) => {
          const look = () => (document.querySelector('[data-testid=training]') ? setTimeout(look, 1) : resolve(performance.now() - began));
          look();
        });
      }),
    );
  }
  console.log(`cancelled after ${took.map(Math.round).join(' ')} ms`);
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
