/**
 * Counts the types of a text that is never held, in bounded memory: when the table is
 * full the rarest types are forgotten, as word2vec.c's ReduceVocab does (Mikolov 2013;
 * the bound on the error is that of Manku & Motwani 2002, "Approximate Frequency Counts
 * over Data Streams"). A text whose types all fit is counted exactly.
 */
import type { Vocabulary } from './corpus';
import { GrowingUint32 } from './growing';
import { Interner } from './interner';
import type { TokenSink } from './tokenizer';
import { checkVocabulary, chosenTypes, type VocabularyOptions } from './vocabulary';

/** Types a table holds: some 150 MB, and those of about a gigabyte of English. */
const MOST_TYPES = 2 ** 21;

export class Tally implements TokenSink {
  /** All tokens so far. */
  tokens = 0;
  /** How often the rarest types were forgotten. */
  forgotten = 0;
  /** A count may be too low by so much at most, and a type that is not there occurred at most so often; 0 when none was forgotten. */
  missed = 0;
  private interner = new Interner();
  private counts = new GrowingUint32();

  /** @param most types before the rarest are forgotten; ≥ 2 */
  constructor(private readonly most = MOST_TYPES) {}

  /** Types in the table now. */
  get types(): number {
    return this.interner.size;
  }

  token(text: string, start: number, end: number): void {
    this.tokens++;
    const id = this.interner.id(text, start, end);
    if (id < this.counts.length) this.counts.increment(id);
    else {
      this.counts.push(1);
      if (this.types > this.most) this.forget();
    }
  }

  sentenceEnd(): void {}

  /**
   * The vocabulary, chosen as `encode` does.
   * @throws WordspaceError for options out of range, a text without words, and a min count that leaves nothing
   */
  vocabulary(name: string, options: VocabularyOptions): Vocabulary {
    checkVocabulary(options);
    const kept = chosenTypes(this.counts.filled, (type) => this.interner.word(type), name, options);
    return { words: kept.map((type) => this.interner.word(type)), counts: Uint32Array.from(kept, (type) => this.counts.at(type)) };
  }

  /** Forget the types of the lowest counts until at most half of the table is left. */
  private forget(): void {
    const limit = this.limit();
    const interner = new Interner();
    const counts = new GrowingUint32();
    this.counts.filled.forEach((count, type) => {
      if (count <= limit) return;
      const word = this.interner.word(type);
      interner.id(word, 0, word.length);
      counts.push(count);
    });
    this.interner = interner;
    this.counts = counts;
    this.forgotten++;
    this.missed += limit;
  }

  /** The lowest count that at most half of the table exceeds. */
  private limit(): number {
    const sorted = this.counts.filled.slice().sort();
    return sorted[sorted.length - 1 - (this.most >> 1)];
  }
}
