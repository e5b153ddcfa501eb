import type { Csr } from '../../kernels/matrix';
import type { EncodedCorpus } from '../../text/corpus';
import { GrowingUint32 } from '../../text/growing';
import type { Progress, Work } from '../../work';

/** Tokens counted in one step: about 20 ms. */
const SLICE = 1 << 20;

/** How often each word occurs in each document: CSR, documents × vocabulary, values are counts. */
export class Counting implements Work<Csr> {
  private token = 0;
  private document = 0;
  /** Counts of the document at hand, and the words that have one. */
  private readonly counts: Uint32Array;
  private readonly words = new GrowingUint32();
  private readonly indptr: Uint32Array;
  private readonly indices: GrowingUint32;
  private readonly values: GrowingUint32;

  constructor(private readonly corpus: EncodedCorpus) {
    this.counts = new Uint32Array(corpus.vocabulary.words.length);
    this.indptr = new Uint32Array(corpus.documents.length);
    this.indices = new GrowingUint32(1 << 16);
    this.values = new GrowingUint32(1 << 16);
  }

  step(): boolean {
    const { ids, documents } = this.corpus;
    const stop = Math.min(this.token + SLICE, ids.length);
    const last = documents.length - 1;
    while (this.document < last) {
      const end = documents[this.document + 1];
      const to = Math.min(end, stop);
      for (; this.token < to; this.token++) {
        const id = ids[this.token];
        if (this.counts[id]++ === 0) this.words.push(id);
      }
      if (end > stop) return false;
      this.closeDocument();
    }
    return true;
  }

  progress(): Progress {
    return { stage: 'counting words in documents', done: this.token, total: this.corpus.ids.length };
  }

  result(): Csr {
    const values = Float32Array.from(this.values.filled);
    return { kind: 'csr', rows: this.indptr.length - 1, dims: this.counts.length, indptr: this.indptr, indices: this.indices.copy(), values };
  }

  private closeDocument(): void {
    for (const id of this.words.filled.sort()) {
      this.indices.push(id);
      this.values.push(this.counts[id]);
      this.counts[id] = 0;
    }
    this.words.length = 0;
    this.indptr[++this.document] = this.indices.length;
  }
}
