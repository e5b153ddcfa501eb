/** The page for benches that drive it: served as `npm start` serves it, in Chromium without a graphics card. */
import { spawn } from 'node:child_process';
import { chromium, type Browser, type Page } from '@playwright/test';
import { browserLaunch } from '../../e2e/browser';

/** Its memory can be asked for at any moment. */
export async function launchBrowser(): Promise<Browser> {
  const options = await browserLaunch();
  return chromium.launch({ ...options, args: [...(options.args ?? []), '--enable-blink-features=ForceEagerMeasureMemory'] });
}

export function serve(port: number) {
  return spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start', '-p', `${port}`], { stdio: 'ignore' });
}

/** The workbench with its map drawn and its text open; the server may still be starting. */
export async function openWorkbench(page: Page, port: number): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await page.goto(`http://127.0.0.1:${port}/`);
      break;
    } catch (error) {
      if (tries > 50) throw error;
      await page.waitForTimeout(200);
    }
  }
  await page.locator('[data-points]:not([data-points="0"])').waitFor();
  await page.getByRole('button', { name: /^Train on/ }).waitFor();
}
