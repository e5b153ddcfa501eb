/**
 * From tokens back to the text they were read from: the sentence as it is written, with its
 * capitals and points, and where in it some tokens stand. The document is tokenized again
 * and its words are met with the encoded ones one by one; words outside the vocabulary are
 * passed over, a phrase (new_york) is met by its words.
 */
import type { EncodedCorpus } from './corpus';
import { GrowingUint32 } from './growing';
import { Tokenizer, tokenDefaults, type TokenOptions } from './tokenizer';

/** A stretch of a text, and stretches of it to mark. */
export interface Excerpt {
  text: string;
  /** The tokens asked for that are shown, ascending. */
  marks: ExcerptMark[];
}

export interface ExcerptMark {
  /** Index into the corpus's ids. */
  token: number;
  /** From … to (not included) in the excerpt's text. */
  from: number;
  to: number;
}

export interface ExcerptQuestion {
  /** Index into the corpus's sentences. */
  sentence: number;
  /** Indices into the corpus's ids, ascending, of tokens in the sentence. */
  tokens: number[];
}

/** Longer sentences are cut around the marks, in UTF-16 units. */
const LONGEST = 320;

/**
 * Sentences of one document as they are written.
 * @param text the document's
 * @param options as the corpus was read
 */
export function excerpts(text: string, corpus: EncodedCorpus, document: number, questions: ExcerptQuestion[], options: Partial<TokenOptions> = {}): Excerpt[] {
  const reading = new Reading({ ...tokenDefaults, ...options });
  reading.read(text);
  const { documents, sentences } = corpus;
  const from = documents[document];
  const raw = reading.meet(corpus.ids.subarray(from, documents[document + 1]), corpus.vocabulary.words);
  return questions.map(({ sentence, tokens }) => {
    const [first, last] = [raw[sentences[sentence] - from], raw[sentences[sentence + 1] - 1 - from]];
    if (!first || !last) return { text: wordsOf(corpus, sentence), marks: [] };
    const [start, end] = reading.bounds(first[0], last[1]);
    const marks = tokens.flatMap((token): ExcerptMark[] => {
      const met = raw[token - from];
      return met ? [{ token, from: reading.starts.at(met[0]) - start, to: reading.ends.at(met[1]) - start }] : [];
    });
    return cut({ text: reading.text.slice(start, end).replace(/\s/g, ' '), marks }, (token) => corpus.ids[token]);
  });
}

/** Where the text is not known: the sentence's words as they were counted. */
export function wordsOf({ ids, sentences, vocabulary }: EncodedCorpus, sentence: number): string {
  return Array.from(ids.subarray(sentences[sentence], sentences[sentence + 1]), (id) => vocabulary.words[id]).join(' ');
}

/** The tokens of one text with their places and sentences. */
class Reading {
  /** As the tokenizer sees it, but for its case. */
  text = '';
  readonly starts = new GrowingUint32();
  readonly ends = new GrowingUint32();
  /** First token of every sentence. */
  private readonly sentences = new GrowingUint32();

  constructor(private readonly options: TokenOptions) {}

  read(text: string): void {
    this.sentences.push(0);
    new Tokenizer({ ...this.options, caseFold: false }).scan(text, {
      token: (normal, start, end) => {
        this.text = normal;
        this.starts.push(start);
        this.ends.push(end);
      },
      sentenceEnd: () => {
        if (this.starts.length > this.sentences.at(this.sentences.length - 1)) this.sentences.push(this.starts.length);
      },
    });
  }

  /** For every id the first and last token that it was read from. */
  meet(ids: Uint32Array, words: string[]): ([first: number, last: number] | undefined)[] {
    const met: [number, number][] = [];
    for (let at = 0; at < this.starts.length && met.length < ids.length; ) {
      const length = this.tokensOf(words[ids[met.length]], at);
      if (length > 0) met.push([at, at + length - 1]);
      at += Math.max(1, length);
    }
    return met;
  }

  /** Characters from the first token of the sentence to the first of the next one. */
  bounds(first: number, last: number): [from: number, to: number] {
    let sentence = 0;
    while (sentence + 1 < this.sentences.length && this.sentences.at(sentence + 1) <= first) sentence++;
    let next = sentence + 1;
    while (next < this.sentences.length && this.sentences.at(next) <= last) next++;
    const end = next < this.sentences.length && this.sentences.at(next) < this.starts.length ? this.starts.at(this.sentences.at(next)) : this.text.length;
    const start = this.starts.at(this.sentences.at(sentence));
    return [start, start + this.text.slice(start, end).replace(/[\s"“‘([{]+$/u, '').length];
  }

  /** How many tokens from `at` on make the word: 0 where they do not. */
  private tokensOf(word: string, at: number): number {
    let joined = this.token(at);
    for (let length = 1; ; length++) {
      if (joined === word) return length;
      if (!word.startsWith(`${joined}_`) || at + length >= this.starts.length) return 0;
      joined += `_${this.token(at + length)}`;
    }
  }

  private token(at: number): string {
    const token = this.text.slice(this.starts.at(at), this.ends.at(at));
    return this.options.caseFold ? token.toLocaleLowerCase(this.options.locale) : token;
  }
}

/** The part of a long sentence around the two nearest marks of different words, cut between words. */
function cut({ text, marks }: Excerpt, wordOf: (token: number) => number): Excerpt {
  if (text.length <= LONGEST) return { text, marks };
  let [first, last] = [marks[0]?.from ?? 0, marks[0]?.to ?? 0];
  let nearest = Infinity;
  for (let m = 1; m < marks.length; m++) {
    const [one, next] = [marks[m - 1], marks[m]];
    if (wordOf(one.token) === wordOf(next.token) || next.from - one.to >= nearest) continue;
    nearest = next.from - one.to;
    [first, last] = [one.from, next.to];
  }
  const room = Math.max(40, (LONGEST - (last - first)) / 2);
  const before = text.indexOf(' ', first - room) + 1;
  const after = text.lastIndexOf(' ', last + room);
  const from = first <= room ? 0 : before > first ? first : before;
  const to = last + room >= text.length ? text.length : Math.max(last, after);
  const lead = from > 0 ? '… ' : '';
  return {
    text: `${lead}${text.slice(from, to)}${to < text.length ? ' …' : ''}`,
    marks: marks.filter((m) => m.from >= from && m.to <= to).map(({ token, ...m }) => ({ token, from: m.from - from + lead.length, to: m.to - from + lead.length })),
  };
}
