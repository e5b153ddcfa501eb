/** What both samplers of topics share: the tokens and their topics, the priors, numbers by chance. */
import { next, setState } from '../random.assembly';

export let ids: usize; // u32 a token
export let assigned: usize; // u16 a token
export let totals: usize; // i32 a topic: n_k
export let topics: u32;
export let tallies: usize; // four times i32 a topic
let tally: usize; // bytes of one

export function configure(ids_: usize, assigned_: usize, totals_: usize, tallies_: usize, topics_: u32, state_: u32): void {
  ids = ids_;
  assigned = assigned_;
  totals = totals_;
  tallies = tallies_;
  topics = topics_;
  tally = <usize>((topics_ + 3) >> 2) << 4;
  setState(state_);
}

/**
 * Tokens of each topic among [from, to), in the first of the tallies. Neighbours often have the
 * same topic: counted in four tallies in turns, none waits for the one before.
 */
export function tallyTopics(from: u32, to: u32): void {
  const a = tallies, b = a + tally, c = b + tally, d = c + tally;
  for (let at = a; at < d + tally; at += 16) v128.store(at, i32x4.splat(0));
  const end = assigned + (<usize>to << 1);
  let at = assigned + (<usize>from << 1);
  for (; at + 8 <= end; at += 8) {
    const four = load<u64>(at);
    countOne(a, <usize>(four & 0xffff));
    countOne(b, <usize>((four >> 16) & 0xffff));
    countOne(c, <usize>((four >> 32) & 0xffff));
    countOne(d, <usize>(four >> 48));
  }
  for (; at < end; at += 2) countOne(a, <usize>load<u16>(at));
  for (let k: usize = 0; k < tally; k += 16) {
    v128.store(a + k, i32x4.add(i32x4.add(v128.load(a + k), v128.load(b + k)), i32x4.add(v128.load(c + k), v128.load(d + k))));
  }
}

@inline
function countOne(tally: usize, topic: usize): void {
  const at = tally + (topic << 2);
  store<i32>(at, load<i32>(at) + 1);
}

/** A random share, of 24 bits, below 1. */
@inline
export function share(): f32 {
  return <f32>(<i32>(next() >> 8)) * 5.9604644775390625e-8;
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
