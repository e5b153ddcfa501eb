import { createServer } from 'node:net';
import { defineConfig } from '@playwright/test';
import { browserLaunch } from './tests/e2e/browser';

process.env.E2E_PORT ??= String(await freePort());
const port = process.env.E2E_PORT;

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '*.spec.ts',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 1440, height: 900 },
    // Pictures on the way from one map to another cost seconds where no graphics card draws them; see MOTION.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: await browserLaunch(),
    actionTimeout: 30_000,
    trace: 'off',
  },
  webServer: {
    command: `node node_modules/next/dist/bin/next start -p ${port} -H 127.0.0.1`,
    url: `http://127.0.0.1:${port}`,
    timeout: 60_000,
  },
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 3300));
    });
  });
}
