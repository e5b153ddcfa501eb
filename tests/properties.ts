/**
 * Properties are tried on the same cases every time, so that a change is what makes a test
 * fail; `CASES=7 npx vitest` tries others, which now and then is worth doing.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.CASES ?? 1) });
