import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logGamma, logRising } from '../../../lib/models/lda/loggamma';

describe('logGamma', () => {
  it('is the factorial on whole numbers', () => {
    let factorial = 1;
    for (let n = 1; n < 120; n++) {
      expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 9);
      factorial *= n;
    }
  });

  it('has the closed forms at half numbers: Γ(1/2) = √π, Γ(n + 1/2) = (2n)! √π / 4ⁿ n!', () => {
    let value = Math.sqrt(Math.PI);
    for (let n = 0; n < 60; n++) {
      expect(logGamma(n + 0.5)).toBeCloseTo(Math.log(value), 9);
      value *= n + 0.5;
    }
  });

  it('obeys the reflection formula Γ(x) Γ(1 − x) = π / sin πx', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (x) => {
        expect(logGamma(x) + logGamma(1 - x)).toBeCloseTo(Math.log(Math.PI / Math.sin(Math.PI * x)), 9);
      }),
    );
  });
});

describe('logRising', () => {
  it('is log Γ(a + n) − log Γ(a) within and beyond its table', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.0001, max: 300, noNaN: true }), fc.nat(200), (a, n) => {
        let product = 0;
        for (let i = 0; i < n; i++) product += Math.log(a + i);
        expect(logRising(a, 50)(n)).toBeCloseTo(product, 8);
      }),
    );
  });
});
