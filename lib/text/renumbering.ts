import type { Progress, Work } from '../work';
import type { EncodedCorpus } from './corpus';
import { GrowingUint32 } from './growing';

/** In `newIds`: the type is not in the vocabulary. */
export const LEFT_OUT = 0xffff_ffff;

/** Tokens renumbered in one step: about 10 ms. */
const SLICE = 1 << 21;

/**
 * From provisional to vocabulary ids. Overwrites `ids` and `documents` in place and
 * leaves out the words outside the vocabulary and the sentences that become empty.
 */
export class Renumbering implements Work<Pick<EncodedCorpus, 'ids' | 'sentences' | 'documents'>> {
  private read = 0;
  private written = 0;
  private sentence = 1;
  private document = 0;
  private readonly keptSentences = new GrowingUint32();

  /** @param sentences without empty ones; bounds as in EncodedCorpus, in provisional tokens like `documents` */
  constructor(
    private readonly ids: Uint32Array,
    private readonly sentences: Uint32Array,
    private readonly documents: Uint32Array,
    private readonly newIds: Uint32Array,
  ) {
    this.keptSentences.push(0);
    this.closeDocuments();
  }

  step(): boolean {
    const { ids, newIds } = this;
    const stop = Math.min(this.read + SLICE, ids.length);
    while (this.read < stop) {
      const end = this.sentences[this.sentence];
      const to = Math.min(end, stop);
      let written = this.written;
      for (let i = this.read; i < to; i++) {
        const id = newIds[ids[i]];
        if (id !== LEFT_OUT) ids[written++] = id;
      }
      this.read = to;
      this.written = written;
      if (to === end) this.closeSentence();
    }
    return this.read === ids.length;
  }

  progress(): Progress {
    return { stage: 'numbering words', done: this.read, total: this.ids.length };
  }

  result(): Pick<EncodedCorpus, 'ids' | 'sentences' | 'documents'> {
    return { ids: this.ids.slice(0, this.written), sentences: this.keptSentences.copy(), documents: this.documents };
  }

  private closeSentence(): void {
    this.sentence++;
    if (this.written > this.keptSentences.at(this.keptSentences.length - 1)) this.keptSentences.push(this.written);
    this.closeDocuments();
  }

  /** Move the bounds of all documents that end here. */
  private closeDocuments(): void {
    while (this.documents[this.document] === this.read) this.documents[this.document++] = this.written;
  }
}
