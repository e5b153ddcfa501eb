/**
 * Characters → tokens and sentence bounds.
 *
 * Fast path: one scan over a table of character classes; a word is a run of letters,
 * marks and digits (\p{L} \p{M} \p{N}), joined as in Unicode's UAX #29 where the options
 * say so. Runs of scripts written without spaces (Han, Kana, Thai, Lao, Khmer, Myanmar)
 * go to `Intl.Segmenter`, whose dictionary is the engine's own: only there may two
 * engines differ.
 */
import { UsageError } from '../error';
import { abbreviations } from './abbreviations';
import {
  APOSTROPHE, characterClasses, classAt, CLOSER, COMMA, CONNECTOR, DIGIT, FULL_STOP, HYPHEN, LETTER, MARK, NEWLINE, POINT,
  SPACE, TERMINATOR, UNSPACED,
} from './characters';

export interface TokenOptions {
  /** Lower-case everything. Default true. */
  caseFold: boolean;
  /** `keep`: don't is one token (’ becomes '); `split`: don, t. Default keep. */
  apostrophes: 'keep' | 'split';
  /** `keep`: well-known is one token; `split`: well, known. Default split. */
  hyphens: 'keep' | 'split';
  /** `drop` leaves out tokens without a letter: 1984, 3.14; not 4th. Default keep. */
  numbers: 'keep' | 'drop';
  /** BCP 47 tag for lower-casing (tr, az, lt differ) and for the segmenter. Default en. */
  locale: string;
}

export const tokenDefaults: Readonly<TokenOptions> = {
  caseFold: true,
  apostrophes: 'keep',
  hyphens: 'split',
  numbers: 'keep',
  locale: 'en',
};

/** Receives what the tokenizer finds, in text order. */
export interface TokenSink {
  /** A token is text[start … end). */
  token(text: string, start: number, end: number): void;
  /** A sentence ends here; may be called with no token since the last. */
  sentenceEnd(): void;
}

/** Longer runs (base64, DNA, a line of aaaa…) are no words and are left out. In UTF-16 units. */
export const LONGEST_TOKEN = 100;

export class Tokenizer {
  private readonly options: TokenOptions;
  private readonly classes = characterClasses();
  private lazySegmenter?: Intl.Segmenter;

  /** @throws WordspaceError when the locale is not a language tag */
  constructor(options: Partial<TokenOptions> = {}) {
    this.options = { ...tokenDefaults, ...options };
    try {
      Intl.getCanonicalLocales(this.options.locale);
    } catch {
      throw new UsageError(`“${this.options.locale}” is not a language tag; use one such as en, tr or ja.`);
    }
  }

  /** Find the tokens and sentence bounds of a text, or of a slice of one that ends with white space. */
  scan(input: string, sink: TokenSink): void {
    const text = this.normalise(input);
    /** Has a terminator been seen that ends the sentence if a space follows? */
    let ending = false;
    let at = 0;
    while (at < text.length) {
      const c = classAt(this.classes, text, at);
      if (c === LETTER || c === DIGIT) {
        const end = this.wordEnd(text, at);
        this.emit(text, at, end, sink);
        const point = text[end] === '.';
        ending = point && !isAbbreviation(text.slice(at, end));
        at = point ? end + 1 : end;
      } else if (c === UNSPACED) {
        at = this.segment(text, at, sink);
        ending = false;
      } else {
        if (c === NEWLINE || c === FULL_STOP || (c === SPACE && ending)) sink.sentenceEnd();
        ending = c === TERMINATOR || c === POINT || (ending && (c === CLOSER || c === APOSTROPHE));
        at++;
      }
    }
    if (ending) sink.sentenceEnd();
  }

  /** NFC, one apostrophe, one hyphen, no soft hyphens; case-folded where asked. */
  private normalise(input: string): string {
    const { caseFold, locale } = this.options;
    let text = input.normalize('NFC');
    if (/[’ʼ＇‐‑\u00AD]/.test(text)) {
      text = text.replace(/[’ʼ＇]/g, "'").replace(/[‐‑]/g, '-').replace(/\u00AD/g, '');
    }
    return caseFold ? text.toLocaleLowerCase(locale) : text;
  }

  private wordEnd(text: string, start: number): number {
    let at = start + 1;
    let previous = this.classes[text.charCodeAt(start)];
    /** Where the run of plain word characters began: one letter long in U.S. */
    let run = start;
    while (at < text.length) {
      const c = classAt(this.classes, text, at);
      if (c === LETTER || c === DIGIT) {
        previous = c;
      } else if (c !== MARK) {
        if (!this.joins(text, at, c, previous, at - run)) break;
        run = at + 1;
      }
      at++;
    }
    return at;
  }

  /** Does the character at `at`, of class c, join the word before it to the one after it? */
  private joins(text: string, at: number, c: number, previous: number, runLength: number): boolean {
    if (c > CONNECTOR || c < APOSTROPHE || at + 1 >= text.length) return false;
    const next = classAt(this.classes, text, at + 1);
    if (next !== LETTER && next !== DIGIT) return false;
    if (c === CONNECTOR) return true;
    if (c === APOSTROPHE) return this.options.apostrophes === 'keep';
    if (c === HYPHEN) return this.options.hyphens === 'keep';
    if (previous === DIGIT && next === DIGIT) return true; // 3.14 and 1,000
    return c !== COMMA && runLength === 1 && previous === LETTER && next === LETTER && this.isLastLetter(text, at + 1);
  }

  /** Is the letter at `at` the only one of its run, as in U.S. and not in end.Next? */
  private isLastLetter(text: string, at: number): boolean {
    if (at + 1 >= text.length) return true;
    const after = classAt(this.classes, text, at + 1);
    return after !== LETTER && after !== DIGIT && after !== MARK;
  }

  private emit(text: string, start: number, end: number, sink: TokenSink): void {
    if (end - start > LONGEST_TOKEN) return;
    if (this.options.numbers === 'drop' && !/\p{L}/u.test(text.slice(start, end))) return;
    sink.token(text, start, end);
  }

  /** Emit the words of a run without spaces; returns its end. */
  private segment(text: string, start: number, sink: TokenSink): number {
    let end = start + 1;
    while (end < text.length) {
      const c = classAt(this.classes, text, end);
      if (c !== UNSPACED && c !== MARK) break;
      end++;
    }
    this.lazySegmenter ??= new Intl.Segmenter(this.options.locale, { granularity: 'word' });
    for (const part of this.lazySegmenter.segment(text.slice(start, end))) {
      if (part.isWordLike) this.emit(text, start + part.index, start + part.index + part.segment.length, sink);
    }
    return end;
  }
}

/** Does the point after this word belong to the word: Mr. J. e.g. U.S.? */
function isAbbreviation(word: string): boolean {
  return /^\p{L}(\.\p{L})*$/u.test(word) || abbreviations.has(word.toLowerCase());
}

/** The tokens of each sentence; sentences without tokens are left out. */
export function sentences(text: string, options: Partial<TokenOptions> = {}): string[][] {
  const found: string[][] = [];
  let sentence: string[] = [];
  const end = () => {
    if (sentence.length > 0) found.push(sentence);
    sentence = [];
  };
  new Tokenizer(options).scan(text, { token: (t, from, to) => void sentence.push(t.slice(from, to)), sentenceEnd: end });
  end();
  return found;
}

/** All tokens of a short text in order. */
export function tokens(text: string, options: Partial<TokenOptions> = {}): string[] {
  return sentences(text, options).flat();
}
