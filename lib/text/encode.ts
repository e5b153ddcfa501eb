/**
 * Corpus → EncodedCorpus in one reading of the text: tokens get provisional ids in
 * order of first appearance; then the vocabulary is chosen and the ids renumbered in
 * place. Everything that grows with the text is a typed array.
 */
import { UsageError } from '../error';
import { Sliced, type Progress, type Work } from '../work';
import type { Corpus, EncodedCorpus, Vocabulary } from './corpus';
import { GrowingUint32 } from './growing';
import { Interner } from './interner';
import { LEFT_OUT, Renumbering } from './renumbering';
import { joinPhrases } from './phrases';
import { pieceEnd } from './pieces';
import { sentences, Tokenizer, tokenDefaults, type TokenOptions, type TokenSink } from './tokenizer';
import { checkVocabulary, chosenTypes, type VocabularyOptions } from './vocabulary';

export interface TextOptions extends TokenOptions, VocabularyOptions {
  /** How often neighbouring words are joined into phrases (new_york); each pass can double their length. Whole, 0–4. Default 0. */
  phrases: number;
  /** Least score of a phrase: how many times as often as by chance its words stand together. Default 100, word2phrase's. */
  phraseThreshold: number;
}

export const textDefaults: Readonly<TextOptions> = { ...tokenDefaults, minCount: 5, maxSize: 200_000, phrases: 0, phraseThreshold: 100 };

/** Text read in one step, in UTF-16 units: about 10 ms. Longer documents are read in pieces. */
const SLICE = 1 << 17;

/**
 * Tokenize, count, choose the vocabulary and encode.
 * @throws WordspaceError here for options out of range; from `step` for a text without
 * words and for a min count that leaves nothing
 */
export function encode(corpus: Corpus, options: Partial<TextOptions> = {}): Work<EncodedCorpus> {
  return new Encoding(corpus, { ...textDefaults, ...options });
}

/**
 * The vocabulary ids of a text, in text order: words that `lookup` does not know are
 * left out, and where it knows a phrase (new_york) the longest one wins.
 */
export function queryIds(text: string, lookup: ReadonlyMap<string, number>, options: Partial<TextOptions> = {}): Uint32Array {
  const ids = new GrowingUint32(16);
  for (const sentence of sentences(text, options)) {
    for (let at = 0; at < sentence.length; ) {
      let length = Math.min(2 ** (options.phrases ?? 0), sentence.length - at);
      const id = () => lookup.get(sentence.slice(at, at + length).join('_'));
      while (length > 1 && id() === undefined) length--;
      const found = id();
      if (found !== undefined) ids.push(found);
      at += length;
    }
  }
  return ids.copy();
}

class Encoding implements Work<EncodedCorpus>, TokenSink {
  private readonly tokenizer: Tokenizer;
  private readonly interner = new Interner();
  private readonly counts = new GrowingUint32();
  /** Provisional ids in text order; renumbered in place. */
  private readonly provisional = new GrowingUint32(1 << 16);
  /** Bounds of the sentences that have tokens, and of all documents, as in EncodedCorpus. */
  private readonly sentences = new GrowingUint32();
  private readonly documents: Uint32Array;
  private readonly units: number;
  private unitsRead = 0;
  private document = 0;
  private position = 0;
  private vocabulary: Vocabulary = { words: [], counts: new Uint32Array(0) };
  /** Tokens as they were read, before phrases. */
  private tokens = 0;
  private phrasing?: Work<void>;
  private renumbering?: Renumbering;
  private encoded?: EncodedCorpus;

  constructor(private readonly corpus: Corpus, private readonly options: TextOptions) {
    checkVocabulary(options);
    if (!Number.isInteger(options.phrases) || options.phrases < 0 || options.phrases > 4) {
      throw new UsageError(`The passes that join phrases must be a whole number from 0 to 4, not ${options.phrases}.`);
    }
    if (!(options.phraseThreshold > 0)) {
      throw new UsageError(`The threshold of phrases must be a number above 0, not ${options.phraseThreshold}.`);
    }
    this.tokenizer = new Tokenizer(options);
    this.sentences.push(0);
    this.documents = new Uint32Array(corpus.texts.length + 1);
    this.units = corpus.texts.reduce((sum, text) => sum + text.length, 0);
  }

  step(): boolean {
    if (this.encoded) return true;
    if (this.document < this.corpus.texts.length) {
      this.read();
    } else if (!this.phrasing) {
      this.phrasing = this.joining();
    } else if (!this.phrasing.step()) {
      return false;
    } else if (!this.renumbering) {
      const kept = chosenTypes(this.counts.filled, (type) => this.interner.word(type), this.corpus.name, this.options);
      this.renumbering = new Renumbering(this.provisional.filled, this.sentences.filled, this.documents, this.newIds(kept));
      this.vocabulary = this.vocabularyOf(kept);
    } else if (this.renumbering.step()) {
      const { name, titles, columns } = this.corpus;
      const totals = { tokens: this.tokens, types: this.interner.size };
      this.encoded = { name, titles, columns, vocabulary: this.vocabulary, ...this.renumbering.result(), ...totals };
    }
    return this.encoded !== undefined;
  }

  progress(): Progress {
    const figures = { tokens: this.tokens || this.provisional.length, types: this.interner.size };
    const now = this.renumbering?.progress() ?? this.phrasing?.progress() ?? { stage: 'reading words', done: this.unitsRead, total: this.units };
    return { ...now, figures };
  }

  result(): EncodedCorpus {
    if (!this.encoded) throw new TypeError('the corpus is not encoded yet');
    return this.encoded;
  }

  token(text: string, start: number, end: number): void {
    const id = this.interner.id(text, start, end);
    if (id === this.counts.length) this.counts.push(1);
    else this.counts.increment(id);
    this.provisional.push(id);
  }

  sentenceEnd(): void {
    const start = this.sentences.at(this.sentences.length - 1);
    if (this.provisional.length > start) this.sentences.push(this.provisional.length);
  }

  /** About one slice of text: a part of a long document, or many short ones. */
  private read(): void {
    const { texts } = this.corpus;
    for (let room = SLICE; room > 0 && this.document < texts.length; ) {
      const text = texts[this.document];
      const end = pieceEnd(text, this.position);
      this.tokenizer.scan(text.slice(this.position, end), this);
      // An empty document is work too.
      room -= end - this.position + 1;
      this.unitsRead += end - this.position;
      this.position = end;
      if (end === text.length) {
        this.sentenceEnd();
        this.documents[++this.document] = this.provisional.length;
        this.position = 0;
      }
    }
  }

  private joining(): Work<void> {
    const { provisional: ids, documents, counts, interner, options } = this;
    this.tokens = ids.length;
    const text = { ids, sentences: this.sentences.filled, documents, counts, interner };
    const phrases = { passes: options.phrases, threshold: options.phraseThreshold, discount: options.minCount };
    return new Sliced(joinPhrases(text, phrases), { stage: 'joining phrases', done: 0, total: Math.max(1, ids.length) });
  }

  private newIds(kept: number[]): Uint32Array {
    const newIds = new Uint32Array(this.counts.length).fill(LEFT_OUT);
    kept.forEach((provisional, id) => (newIds[provisional] = id));
    return newIds;
  }

  private vocabularyOf(kept: number[]): Vocabulary {
    return { words: kept.map((id) => this.interner.word(id)), counts: Uint32Array.from(kept, (id) => this.counts.at(id)) };
  }
}
