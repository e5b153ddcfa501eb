import { gunzip } from '../formats/gzip';
import { readCorpus } from '../formats/corpora';
import { unpack } from '../formats/pack';
import type { Corpus, EncodedCorpus } from '../text/corpus';
import { encode, type TextOptions } from '../text/encode';
import type { Progress } from '../work';
import { download } from './download';
import { run } from './run';

export type CorpusSource =
  | { kind: 'prepared'; url: string; bytes: number }
  | { kind: 'files'; files: { name: string; bytes: Uint8Array }[] }
  | { kind: 'saved'; corpus: Corpus };

export interface Opened {
  encoded: EncodedCorpus;
  title: string;
  warnings: string[];
  /** The text itself, for the caller to keep, where it cannot be fetched again. */
  corpus?: Corpus;
}

/**
 * Holds the texts of one corpus, so that the page's own thread never does: opens
 * and encodes it, and gives back the words of one document when they are asked for.
 */
export class CorpusDesk {
  private corpus: Corpus | null = null;

  async open(source: CorpusSource, options: Partial<TextOptions>, report: (p: Progress) => void): Promise<Opened> {
    const { corpus, warnings } = await read(source, report);
    const encoded = shared(await run(encode(corpus, options), { onProgress: report }));
    this.corpus = corpus;
    return { encoded, title: corpus.title, warnings, corpus: source.kind === 'files' ? corpus : undefined };
  }

  /** The open corpus read in another way. */
  async encode(options: Partial<TextOptions>, report: (p: Progress) => void): Promise<EncodedCorpus> {
    if (!this.corpus) throw new TypeError('no corpus is open');
    return shared(await run(encode(this.corpus, options), { onProgress: report }));
  }

  /** The text of one document, from its beginning, at most `length` characters. */
  text(document: number, length: number): string {
    return this.corpus?.texts[document]?.slice(0, length) ?? '';
  }
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
  if (source.kind === 'saved') return { corpus: source.corpus, warnings: [] };
  report({ stage: 'reading', done: 0, total: 1 });
  if (source.kind === 'files') return readCorpus(source.files);
  const bytes = await download(source.url, (done, total) => report({ stage: 'downloading', done, total }), source.bytes);
  return { corpus: unpack<Corpus>(gunzip(bytes, source.url)), warnings: [] };
}
