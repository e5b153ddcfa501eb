import { get, set as put } from 'idb-keyval';
import { WordspaceError } from '../error';
import { gunzip } from '../formats/gzip';
import { readCorpus } from '../formats/corpora';
import { unpack } from '../formats/pack';
import type { Role } from '../space/evidence/concordance';
import { Contexts, type ContextOptions } from '../space/evidence/contexts';
import { pairEvidence, wordInDocument, type PairEvidence, type PairQuestion, type Quote, type Source } from '../space/evidence/quotes';
import type { Corpus, EncodedCorpus } from '../text/corpus';
import { encode, type TextOptions } from '../text/encode';
import { bestPassage, type Passage } from '../text/stretch';
import type { Progress } from '../work';
import { download } from './download';
import { run } from './run';
import { shelf } from './shelves';

export type CorpusSource =
  | { kind: 'prepared'; url: string; bytes: number }
  | { kind: 'files'; files: { name: string; bytes: Uint8Array }[] }
  | { kind: 'saved'; id: string };

export interface Opened {
  encoded: EncodedCorpus;
  title: string;
  warnings: string[];
}

/**
 * Holds the texts of one corpus, so that the page's own thread never does: opens
 * and encodes it, and gives back the words of one document when they are asked for.
 */
export class CorpusDesk {
  private corpus: Corpus | null = null;
  /** The corpus as it was read, by how it was (`readingKey`). */
  private readonly readings = new Map<string, EncodedCorpus>();
  /** Contexts that were counted last, and of what. */
  private counted?: { of: string; contexts: Contexts };

  async open(source: CorpusSource, options: Partial<TextOptions>, report: (p: Progress) => void): Promise<Opened> {
    const { corpus, warnings } = await read(source, report);
    const encoded = shared(await run(encode(corpus, options), { onProgress: report }));
    this.corpus = corpus;
    this.readings.set(readingKey(options), encoded);
    return { encoded, title: corpus.title, warnings };
  }

  /** Keep the open text in this browser; false where it does not let it be kept. */
  async keep(id: string): Promise<boolean> {
    const corpora = shelf('corpora');
    return !corpora || put(id, this.corpus, corpora).then(() => true, () => false);
  }

  /** The open corpus read in another way. */
  async encode(options: Partial<TextOptions>, report: (p: Progress) => void): Promise<EncodedCorpus> {
    if (!this.corpus) throw new TypeError('no corpus is open');
    const encoded = shared(await run(encode(this.corpus, options), { onProgress: report }));
    this.readings.set(readingKey(options), encoded);
    return encoded;
  }

  /** The text of one document, from its beginning, at most `length` characters. */
  text(document: number, length: number): string {
    return this.corpus?.texts[document]?.slice(0, length) ?? '';
  }

  /** Of each of some documents the stretch where its words stand. */
  passages(asked: { document: number; words: string[] }[], length: number): Passage[] {
    return asked.map(({ document, words }) => bestPassage(this.corpus?.texts[document] ?? '', words, length));
  }

  /**
   * What the text says of two words of one reading of it.
   * @throws WordspaceError for a word that this reading does not have
   */
  pair(options: Partial<TextOptions>, question: PairQuestion): PairEvidence {
    return pairEvidence(this.source(options), question, this.contexts(options, question.windows));
  }

  /** Sentences of a document that hold a word; none where this reading does not have it. */
  quotes(options: Partial<TextOptions>, word: string, document: number, as: { role: Role; limit: number }): Quote[] {
    const source = this.source(options);
    return wordInDocument(source, word, document, as);
  }

  private source(reading: Partial<TextOptions>): Source {
    const corpus = this.readings.get(readingKey(reading));
    if (!corpus) throw new TypeError('the corpus was not read in this way');
    return { corpus, reading, text: (document) => this.corpus?.texts[document] };
  }

  private contexts(options: Partial<TextOptions>, windows?: ContextOptions): Contexts {
    const of = readingKey({ ...options, ...windows });
    if (this.counted?.of !== of) this.counted = { of, contexts: new Contexts(this.source(options).corpus, windows) };
    return this.counted.contexts;
  }
}

function readingKey(options: object): string {
  return JSON.stringify(Object.entries(options).filter(([, value]) => value !== undefined).toSorted());
}

/**
 * The tokens in shared memory where there is such: one copy then serves the page and every
 * worker that trains or counts. Nobody writes into them.
 */
function shared(encoded: EncodedCorpus): EncodedCorpus {
  if (!globalThis.crossOriginIsolated) return encoded;
  const ids = new Uint32Array(new SharedArrayBuffer(encoded.ids.byteLength));
  ids.set(encoded.ids);
  return { ...encoded, ids };
}

async function read(source: CorpusSource, report: (p: Progress) => void): Promise<{ corpus: Corpus; warnings: string[] }> {
  report({ stage: 'reading', done: 0, total: 1 });
  if (source.kind === 'saved') return { corpus: await saved(source.id), warnings: [] };
  if (source.kind === 'files') return readCorpus(source.files);
  const bytes = await download(source.url, (done, total) => report({ stage: 'downloading', done, total }), source.bytes);
  return { corpus: unpack<Corpus>(gunzip(bytes, source.url)), warnings: [] };
}

async function saved(id: string): Promise<Corpus> {
  const corpora = shelf('corpora');
  const corpus = corpora && (await get<Corpus>(id, corpora));
  if (!corpus) throw new WordspaceError(`${id} is no longer kept in this browser; open its file again.`);
  return corpus;
}
