/**
 * GloVe's descent in SIMD128. The meaning and every rounding are those of twin.ts, which is
 * the specification; here four dimensions are taken at once. A parameter and its squared
 * gradients lie beside each other, vector by vector, so that a word is one run of memory.
 */
let values: usize; // of word 0: 4 values, their 4 squares, the next 4 values …
let contexts: usize; // of context 0
let stride: usize; // bytes of a word or context
let vectors: usize; // of them up to the bias
let rate: f32;

export function configure(values_: usize, words: u32, strideFloats: u32, rate_: f32): void {
  values = values_;
  stride = <usize>strideFloats << 3;
  vectors = stride - 32;
  contexts = values_ + <usize>words * stride;
  rate = rate_;
}

/** Take `count` pairs: word, context, target and weight, 4 bytes each; `loss` and the loss before each step, summed in turn. */
export function train(pairs: usize, count: u32, loss: f64): f64 {
  for (const end = pairs + (<usize>count << 4); pairs < end; pairs += 16) {
    const i = values + <usize>load<u32>(pairs) * stride, j = contexts + <usize>load<u32>(pairs, 4) * stride;
    const target = load<f32>(pairs, 8), weight = load<f32>(pairs, 12);
    let sum = f32x4.splat(0);
    for (let d: usize = 0; d < vectors; d += 32) sum = f32x4.add(sum, f32x4.mul(v128.load(i + d), v128.load(j + d)));
    const dot = (f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1)) + (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3));
    const miss = dot + (load<f32>(i + vectors) + load<f32>(j + vectors)) - target;
    const weighted = weight * miss;
    loss += 0.5 * <f64>weighted * <f64>miss;
    const pull = min<f32>(100, max<f32>(-100, weighted)) * rate;
    const four = f32x4.splat(pull);
    for (let d: usize = 0; d < vectors; d += 32) {
      const word = v128.load(i + d), context = v128.load(j + d);
      move(i + d, word, f32x4.mul(four, context));
      move(j + d, context, f32x4.mul(four, word));
    }
    const bias = f32x4.replace_lane(f32x4.splat(0), 0, pull);
    move(i + vectors, v128.load(i + vectors), bias);
    move(j + vectors, v128.load(j + vectors), bias);
  }
  return loss;
}

@inline
function move(at: usize, value: v128, gradient: v128): void {
  const squares = v128.load(at, 16);
  v128.store(at, f32x4.sub(value, f32x4.div(gradient, f32x4.sqrt(squares))));
  v128.store(at, f32x4.add(squares, f32x4.mul(gradient, gradient)), 16);
}
