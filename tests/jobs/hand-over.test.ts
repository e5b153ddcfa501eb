import { describe, expect, it } from 'vitest';
import { buffersOf, handOver } from '../../lib/jobs/hand-over';

describe('what a job hands over', () => {
  it('is every whole buffer once, however deep', () => {
    const values = Float32Array.of(1, 2);
    const counts = Uint32Array.of(3);
    const result = { words: { matrix: { values }, names: ['a', 'b'], columns: [{ name: 'count', values: counts }] }, again: values, seeds: [null, 1], figures: { loss: 2 }, text: 'so' };
    expect(buffersOf(result)).toEqual([values.buffer, counts.buffer]);
    const moved = structuredClone(result, { transfer: buffersOf(result) });
    expect([...moved.words.matrix.values, ...moved.words.columns[0].values]).toEqual([1, 2, 3]);
    expect(moved.again).toBe(moved.words.matrix.values);
    expect(values).toHaveLength(0);
  });

  it('is neither the memory of a kernel nor what is shared', () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const shared = new Uint8Array(new SharedArrayBuffer(8));
    expect(buffersOf([new Float32Array(memory.buffer, 64, 4), shared, null])).toEqual([]);
    expect(buffersOf(7)).toEqual([]);
  });

  it('may be a mere number, or nothing', () => {
    expect(handOver(7)).toBe(7);
    expect(handOver(null)).toBeNull();
    expect(handOver({ values: Float32Array.of(1) })).toEqual({ values: Float32Array.of(1) });
  });
});
