/** Kernels that import this are compiled twice (build.mjs): in SIMD128, and with relaxed SIMD. */

/** a · b + c, in relaxed SIMD one instruction, rounded once or twice as the machine likes. */
@inline
export function fma(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(c, f32x4.mul(a, b));
}

/** a₀ + a₂, b₀ + b₂, a₁ + a₃, b₁ + b₃ */
@inline
export function halfSums(a: v128, b: v128): v128 {
  return f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
}
