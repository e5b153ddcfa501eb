import { transfer, wrap } from 'comlink';
import { encodeAfter, type CodedRows, type Shape } from '../space/film/coded-rows';
import type { FilmDesk } from './film.worker';

/** Codes frames of a film in a worker, or on this thread where there are none. */
export interface FilmCoder {
  /** `encodeAfter`, with the vectors' buffer handed over. */
  code(chain: CodedRows[], vectors: Float32Array<ArrayBuffer>, shape: Shape): Promise<CodedRows>;
  end(): void;
}

export function filmCoder(): FilmCoder {
  if (typeof Worker === 'undefined') return { code: async (...frame) => encodeAfter(...frame), end: () => {} };
  const worker = new Worker(new URL('./film.worker.ts', import.meta.url), { type: 'module' });
  const desk = wrap<FilmDesk>(worker);
  return {
    code: (chain, vectors, shape) => desk.code(chain, transfer(vectors, [vectors.buffer]), shape),
    end: () => worker.terminate(),
  };
}
