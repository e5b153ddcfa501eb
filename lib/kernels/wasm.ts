/**
 * What the WASM kernels share: their binaries in their flavours, and linear memory that
 * is divided up once.
 */
import { WordspaceError } from '../error';
import { mix } from './random';

/**
 * 'simd' is SIMD128: the same bytes in every engine. 'fma' multiplies and adds in one
 * instruction (relaxed SIMD): faster, and where the machine rounds otherwise, other last bits.
 */
export type Flavour = 'simd' | 'fma';

/** What every trainer's binary exports. */
export interface TrainerExports {
  configure(...layout: number[]): void;
  train(from: number, to: number, alpha: number): void;
  /** Σ −ln σ so far is −(ln mantissa() + ln 2 · exponent()). */
  mantissa(): number;
  exponent(): number;
  trainedPairs(): number;
}

type Name = 'unshared' | 'shared' | 'unsharedFma' | 'sharedFma';

const PAGE = 65536;
const REFUSED = {
  simd: 'This engine has no WebAssembly SIMD; choose the plain kernel, on one thread.',
  fma: 'This engine has no relaxed WebAssembly SIMD; train with the simd kernel.',
};

/** The binaries of one kernel, each compiled when it is first asked for; `Exports` is what an instance offers. */
export class Binaries<Exports = TrainerExports> {
  private readonly modules = new Map<Name, WebAssembly.Module>();

  /** @param base64 as lib/kernels/build.mjs writes them; without relaxed SIMD there is only 'simd' */
  constructor(private readonly base64: Pick<Record<Name, string>, 'unshared' | 'shared'> & Partial<Record<Name, string>>) {}

  /** Whether this engine takes the flavour: asked anew each time, since Node 20 takes relaxed SIMD once its flag is set. */
  works(flavour: Flavour): boolean {
    return this.compiled(flavour, false) !== null;
  }

  /** @throws WordspaceError where the engine refuses the flavour */
  instance(flavour: Flavour, memory: WebAssembly.Memory, shared: boolean): Exports {
    const module = this.compiled(flavour, shared);
    if (!module) throw new WordspaceError(REFUSED[flavour]);
    return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
  }

  private compiled(flavour: Flavour, shared: boolean): WebAssembly.Module | null {
    const name: Name = `${shared ? 'shared' : 'unshared'}${flavour === 'fma' ? 'Fma' : ''}`;
    if (!this.modules.has(name)) {
      const bytes = Uint8Array.from(atob(this.base64[name] ?? ''), (c) => c.charCodeAt(0));
      if (!WebAssembly.validate(bytes)) return null;
      this.modules.set(name, new WebAssembly.Module(bytes));
    }
    return this.modules.get(name)!;
  }
}

/** Divides a memory into parts that begin at cache lines. */
export class Layout {
  private end = 64;

  /** Where the next `bytes` begin. */
  take(bytes: number): number {
    const at = this.end;
    this.end = Math.ceil((at + bytes) / 64) * 64;
    return at;
  }

  /**
   * @param mend what a person can do when it is too much
   * @param what needs it
   * @throws WordspaceError when all that was taken does not fit in memory
   */
  allocate(shared: boolean, mend: string, what = 'Training'): WebAssembly.Memory {
    const pages = Math.ceil(this.end / PAGE);
    try {
      return new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
    } catch {
      throw new WordspaceError(`${what} would need ${Math.ceil(this.end / 1e6)} MB of memory, more than there is; ${mend}.`);
    }
  }
}

/** The loss summed so far, in nats. */
export function summedLoss(exports: TrainerExports): number {
  return -(Math.log(exports.mantissa()) + Math.LN2 * exports.exponent());
}

/** Where the random numbers of a thread begin, as `Random` begins with seed + 1 + thread. */
export function firstState(seed: number, thread: number): number {
  return mix((seed + 1 + thread) | 0) || 0x9e3779b9;
}
