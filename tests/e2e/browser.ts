import { existsSync } from 'node:fs';
import type { LaunchOptions } from '@playwright/test';
import { chromium } from '@playwright/test';

/**
 * A browser for the tests, wherever they run: CHROMIUM_PATH, Playwright's own,
 * the system's, and last the one inside an npm package (Linux x64), so that
 * nothing but the npm registry is needed.
 */
export async function browserLaunch(): Promise<LaunchOptions> {
  // Without a graphics card SwiftShader draws the map. Asking ANGLE for it by name would have it put together
  // the whole page as well, at 60 to 75 ms of a core for every change of a word.
  const args = [
    '--enable-unsafe-swiftshader', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
  ];
  const options: LaunchOptions = { args, chromiumSandbox: false };
  const candidates = [process.env.CHROMIUM_PATH, chromium.executablePath(), '/usr/bin/chromium'];
  const found = candidates.find((path) => path && existsSync(path));
  if (found) return { ...options, executablePath: found };
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: packaged } = await import('@sparticuz/chromium');
    return { ...options, executablePath: await packaged.executablePath() };
  }
  return { ...options, channel: 'chrome' };
}
