import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Their modules hold nothing that a test could leave behind for the next, so files may share them, which saves loading them anew. */
const pure = 'tests/{data,formats,kernels,models,projection,space,text}/**/*.test.ts';

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'pure', include: [pure], isolate: false } },
      { extends: true, test: { name: 'alone', include: ['tests/**/*.test.ts'], exclude: [pure, 'tests/e2e/**', 'tests/bench/**'] } },
    ],
    setupFiles: ['tests/properties.ts', 'tests/equality.ts'],
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    pool: 'threads',
    maxWorkers: availableParallelism(),
    coverage: {
      provider: 'v8',
      include: ['lib/**/*.ts'],
      exclude: ['lib/**/*.worker.ts', 'lib/kernels/*/*.wasm.ts', 'lib/kernels/**/*assembly.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { statements: 90 },
    },
  },
});
