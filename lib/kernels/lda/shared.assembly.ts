/** What both samplers of topics share: the tokens and their topics, the priors, numbers by chance. */

export let ids: usize; // u32 a token
export let assigned: usize; // u16 a token
export let totals: usize; // i32 a topic: n_k
export let topics: u32;
let state: u32;

export function configure(ids_: usize, assigned_: usize, totals_: usize, topics_: u32, state_: u32): void {
  ids = ids_;
  assigned = assigned_;
  totals = totals_;
  topics = topics_;
  state = state_;
}

/** A random share, of 24 bits, below 1. */
@inline
export function share(): f32 {
  let s = state;
  s ^= s << 13;
  s ^= s >> 17;
  s ^= s << 5;
  state = s;
  return <f32>(<i32>(s >> 8)) * 5.9604644775390625e-8;
}

export let beta: f32;
export let smoothing: f32; // Vβ

export function setBeta(beta_: f32, smoothing_: f32): void {
  beta = beta_;
  smoothing = smoothing_;
}

/** Stands for a pen that rests. */
export const NOTHING: u32 = 0xffffffff;

/** What the sums of lanes come to up to and with each lane. */
@inline
export function upTo(sum: v128): v128 {
  const pairs = f32x4.add(sum, v128.shuffle<f32>(f32x4.splat(0), sum, 3, 4, 5, 6));
  return f32x4.add(pairs, v128.shuffle<f32>(f32x4.splat(0), pairs, 2, 3, 4, 5));
}
