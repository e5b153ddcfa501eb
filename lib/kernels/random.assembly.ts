/** Numbers by chance in the kernels: `Random` of random.ts, number for number. */

let state: u32;

export function setState(state_: u32): void {
  state = state_;
}

@inline
export function next(): u32 {
  let s = state;
  s ^= s << 13;
  s ^= s >> 17;
  s ^= s << 5;
  state = s;
  return s;
}

@inline
export function below(n: u32): u32 {
  return <u32>((<u64>next() * <u64>n) >> 32);
}
