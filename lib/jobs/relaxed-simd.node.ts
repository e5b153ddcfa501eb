/**
 * Relaxed SIMD (a multiply-add in one instruction) in Node: before Node 22 it waits
 * behind a flag of V8, set here for the whole process. To be called before a kernel is
 * placed; browsers and later Nodes need nothing.
 */
import { setFlagsFromString } from 'node:v8';
import { fastestFlavour } from '../kernels/skipgram/kernel';

export function allowRelaxedSimd(): void {
  if (fastestFlavour() === 'simd') setFlagsFromString('--experimental-wasm-relaxed-simd');
}
