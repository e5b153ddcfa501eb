/** Numbers by chance in the kernels: `Random` of random.ts, number for number. */

let state: u32;

export function setState(state_: u32): void {
  state = state_;
}

/** The number that follows `s`, for a loop that keeps its own state at hand. */
@inline
export function after(s: u32): u32 {
  s ^= s << 13;
  s ^= s >> 17;
  return s ^ (s << 5);
}

@inline
export function next(): u32 {
  state = after(state);
  return state;
}

@inline
export function below(n: u32): u32 {
  return <u32>((<u64>next() * <u64>n) >> 32);
}
