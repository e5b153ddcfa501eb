/**
 * All that a text says of two words: the contexts they share, the sentences that hold both,
 * and sentences in which each meets the same context, as they are written. Whoever has the
 * text asks here: a worker for the page, the command line for itself.
 */
import type { EncodedCorpus } from '../../text/corpus';
import { excerpts } from '../../text/passage';
import type { TokenOptions } from '../../text/tokenizer';
import { concordance, passagesIn, sameContexts, type Passage, type Role } from './concordance';
import { Contexts, type ContextOptions } from './contexts';
import { byContexts, termIn, type Explanation } from './explain';

/** An encoded corpus with its text. */
export interface Source {
  corpus: EncodedCorpus;
  /** The text of a document, or nothing where it is not kept. */
  text: (document: number) => string | undefined;
  /** How it was read. */
  reading: Partial<TokenOptions>;
}

/** A sentence with the words of the question in it. */
export interface Quote {
  document: number;
  title: string;
  text: string;
  /** From … to (not included) in `text`, ascending. */
  marks: { from: number; to: number; role: Role }[];
}

export interface PairEvidence {
  /** The similarity by shared contexts, which only single words have; of spaces with dimensions of their own there is a better one (`byDimensions`). */
  contexts: Explanation | null;
  /** How many sentences and documents hold both words, and some of those sentences. */
  together: { sentences: number; documents: number; quotes: Quote[] };
  /** The contexts that say most, with a sentence for each word. */
  same: { context: string; a: Quote | null; b: Quote | null }[];
}

export interface PairQuestion {
  a: string;
  b: string;
  /** Their cosine in the space, as it is on the screen. */
  similarity: number;
  /** The windows of the space. */
  windows?: ContextOptions;
  /** Contexts listed, sentences quoted. Default 12 each. */
  limit?: number;
}

/** Contexts that are shown in sentences. */
const SHOWN = 4;

/**
 * @param counted the windows of this corpus, where they were counted before
 * @throws WordspaceError for a word that the corpus does not have
 */
export function pairEvidence(source: Source, { a, b, similarity, windows, limit = 12 }: PairQuestion, counted = new Contexts(source.corpus, windows)): PairEvidence {
  const { corpus } = source;
  const { words } = corpus.vocabulary;
  const [termA, termB] = [termIn(corpus, a), termIn(corpus, b)];
  const { sentences, documents, passages } = concordance(corpus, termA, termB, limit);
  const single = termA.length === 1 && termB.length === 1 ? ofWords(termA[0], termB[0]) : null;
  const quotes = quoted(source, [...passages, ...(single?.same ?? []).flatMap((s) => [s.a, s.b])]);
  const rest = quotes.slice(passages.length);
  return {
    contexts: single && byContexts(similarity, single.shared, words, limit),
    together: { sentences, documents, quotes: quotes.slice(0, passages.length).filter((q) => q !== null) },
    same: (single?.same ?? []).map(({ context }, i) => ({ context: words[context], a: rest[2 * i], b: rest[2 * i + 1] })),
  };

  function ofWords(idA: number, idB: number) {
    const shared = counted.shared(idA, idB);
    // A word beside the other is a context of it too, but no sentence of one alone shows that.
    const telling = shared.contexts.map((c) => c.word).filter((word) => word !== idA && word !== idB).slice(0, SHOWN);
    return { shared, same: sameContexts(corpus, idA, idB, telling, windows?.window ?? 5) };
  }
}

/** The sentences of a document that hold a term; none where the corpus lacks a word of it. */
export function wordInDocument(source: Source, word: string, document: number, as: { limit?: number; role?: Role } = {}): Quote[] {
  const { words } = source.corpus.vocabulary;
  if (!words.includes(word) && !word.split(' ').every((part) => words.includes(part))) return [];
  return quoted(source, passagesIn(source.corpus, document, termIn(source.corpus, word), as)).filter((q) => q !== null);
}

/** Every document is read once, however many of its sentences are quoted. */
function quoted({ corpus, text, reading }: Source, passages: (Passage | null)[]): (Quote | null)[] {
  const answers = passages.map((): Quote | null => null);
  for (const document of new Set(passages.flatMap((p) => p?.document ?? []))) {
    const mine = [...passages.keys()].filter((i) => passages[i]?.document === document);
    const questions = mine.flatMap((i) => passages[i] ?? []).map(({ sentence, marks }) => ({ sentence, tokens: marks.map((m) => m.token) }));
    excerpts(text(document) ?? '', corpus, document, questions, reading).forEach((excerpt, n) => {
      const roles = new Map(passages[mine[n]]?.marks.map((m) => [m.token, m.role]));
      const marks = excerpt.marks.map(({ token, from, to }) => ({ from, to, role: roles.get(token) ?? 'a' }));
      answers[mine[n]] = { document, title: corpus.titles[document], text: excerpt.text, marks };
    });
  }
  return answers;
}
