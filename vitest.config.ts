import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'tests/bench/**'],
    setupFiles: ['tests/properties.ts'],
    testTimeout: 60_000,
    pool: 'threads',
    coverage: {
      provider: 'v8',
      include: ['lib/**/*.ts'],
      exclude: ['lib/**/*.worker.ts', 'lib/kernels/*/*.wasm.ts', 'lib/kernels/**/*assembly.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { statements: 90 },
    },
  },
});
