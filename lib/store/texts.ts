import { proxy, wrap } from 'comlink';
import type { NamedBytes } from '../formats/corpora';
import { namedMetadata } from '../formats/metadata-rows';
import { CorpusDesk, type CorpusSource, type Opened } from '../jobs/corpus-desk';
import type { Role } from '../space/evidence/concordance';
import type { PairEvidence, PairQuestion, Quote } from '../space/evidence/quotes';
import type { EncodedCorpus } from '../text/corpus';
import { textDefaults, type TextOptions } from '../text/encode';
import type { Passage } from '../text/stretch';
import type { Progress } from '../work';
import { openTest, sniffTest, TEST_KINDS } from './evaluation';
import { holdsJudgements, openJudged } from './judged';
import { describedBy, joinMetadata } from './metadata';
import { forgetText, notSaved } from './saved';
import type { OpenCorpus } from './state';
import { activeCorpus, get, notify, set, track } from './store';
import { openVectors, vectorsAmong } from './vectors';

/** Opening texts: built-in ones by name, dropped files, pasted text. */

/** A desk here or in a worker. */
interface Desk {
  open(source: CorpusSource, options: Partial<TextOptions>, report: Report): Promise<Opened>;
  encode(options: Partial<TextOptions>, report: Report): Promise<EncodedCorpus>;
  keep(id: string): Promise<boolean>;
  text(document: number, length: number): Promise<string> | string;
  pair(options: Partial<TextOptions>, question: PairQuestion): Promise<PairEvidence> | PairEvidence;
  quotes(options: Partial<TextOptions>, word: string, document: number, as: { role: Role; limit: number }): Promise<Quote[]> | Quote[];
  passages(asked: { document: number; words: string[] }[], length: number): Promise<Passage[]> | Passage[];
}

interface OpenDesk {
  desk: Desk;
  end: () => void;
}

type Report = (progress: Progress) => void;

/** One desk a text, also where it is read in several ways. */
const desks = new Map<string, OpenDesk>();

/** The text a person asked for last: one that opens later does not take its place. */
let wanted: string | null = null;

/** Texts being read, by their ids: asking again starts nothing. */
const opening = new Map<string, Promise<boolean>>();

/** Ids of texts that this browser kept from earlier visits, open or not: a new text must not take the place of one. */
const reserved = new Set<string>();

export function reserveTexts(ids: string[]): void {
  for (const id of ids) reserved.add(id);
}

/**
 * Open a built-in corpus and make it the one that training reads; at once when it is open already.
 * @param choose false: only where nothing else is chosen
 */
export async function openBuiltIn(id: string, choose = true): Promise<boolean> {
  if (choose) wanted = id;
  if (get().corpora.some((c) => c.id === id)) {
    if (choose) set({ corpusId: id });
    return true;
  }
  const entry = get().catalogue?.corpora.find((c) => c.id === id);
  if (!entry) return false;
  return open(id, entry.title, { kind: 'prepared', url: entry.url, bytes: entry.bytes }, choose);
}

/** Open what a person dropped, picked or pasted: vector files as spaces, tables of their words, questions to evaluate with, the rest as one corpus. */
export async function openFiles(all: NamedBytes[]): Promise<boolean> {
  const vectors = vectorsAmong(all);
  const taken = new Set(vectors.flatMap(({ file, metadata }) => [file, metadata]));
  const asText = (file: NamedBytes) => ({ label: 'Open it as a text', run: () => void openAsText([file]) });
  let opened = false;
  for (const found of vectors) opened = (await openVectors(found, found.file.packed ? undefined : asText(found.file))) || opened;
  const texts: NamedBytes[] = [];
  for (const file of all.filter((f) => !taken.has(f))) {
    const otherwise = asText(file);
    const described = namedMetadata(file.name) ? describedBy(file.name) : undefined;
    if (described) {
      opened = (await joinMetadata(file, described, otherwise)) || opened;
      continue;
    }
    if (holdsJudgements(file)) {
      const judges = openJudged(file, otherwise);
      if (judges) notify('note', `${file.name} holds judged documents: the ways to find them are judged by it.`, otherwise);
      opened = judges || opened;
      continue;
    }
    const sniffed = sniffTest(file);
    if (sniffed?.sure) {
      const tests = await openTest(file, sniffed.kind, otherwise);
      if (tests) notify('note', `${file.name} holds ${TEST_KINDS[sniffed.kind]}: it is evaluated, not opened as a text.`, otherwise);
      opened = tests || opened;
    } else {
      texts.push(file);
      if (sniffed) {
        notify('note', `${file.name} is opened as a text; it could also hold ${TEST_KINDS[sniffed.kind]}.`, { label: 'Evaluate it', run: () => void openTest(file, sniffed.kind) });
      }
    }
  }
  return texts.length === 0 ? opened : openAsText(texts);
}

function openAsText(files: NamedBytes[]): Promise<boolean> {
  const title = files.length === 1 ? files[0].name : `${files.length} files`;
  return open(freeId(title), title, { kind: 'files', files });
}

export function pasteText(text: string): Promise<boolean> {
  return openFiles([{ name: 'pasted text.txt', bytes: new TextEncoder().encode(text) }]);
}

/** Open a corpus again that was saved in this browser. */
export function reopen(id: string): Promise<boolean> {
  return open(id, id, { kind: 'saved', id }, false);
}

/**
 * Read the open corpus in another way: it stands beside the first one under a
 * name of its own, so that spaces trained before keep the words they know.
 */
export async function readAgain(options: Partial<TextOptions>): Promise<boolean> {
  const corpus = activeCorpus(get());
  const held = corpus && desks.get(corpus.id);
  const said = told(options);
  if (!corpus || !held) return false;
  const title = [corpus.plainTitle, ...said].join(', ');
  const id = [corpus.plainId, ...said].join(', ');
  if (get().corpora.some((c) => c.id === id)) {
    set({ corpusId: id });
    return true;
  }
  const encoded = await track('text', `Reading ${title}`, (update) => held.desk.encode(options, report((progress) => update({ progress }))));
  if (!encoded) return false;
  desks.set(id, held);
  add({ ...corpus, id, title, encoded, reading: options }, true);
  return true;
}

/** The beginning of a document, for reading. Empty when the corpus is not open. */
export async function documentText(corpusId: string, document: number, length = 400): Promise<string> {
  return (await desks.get(corpusId)?.desk.text(document, length)) ?? '';
}

/**
 * What an open text says of two words; null when it is not open.
 * @throws WordspaceError for a word that the text does not have
 */
export async function textOfPair(corpusId: string, question: PairQuestion): Promise<PairEvidence | null> {
  const reading = get().corpora.find((c) => c.id === corpusId)?.reading ?? {};
  return (await desks.get(corpusId)?.desk.pair(reading, question)) ?? null;
}

/** The first two sentences of a document of an open text that hold a word; none where the text does not have it. */
export async function sentencesWith(corpusId: string, word: string, document: number, role: Role): Promise<Quote[]> {
  const reading = get().corpora.find((c) => c.id === corpusId)?.reading ?? {};
  return (await desks.get(corpusId)?.desk.quotes(reading, word, document, { role, limit: 2 })) ?? [];
}

/** Of documents the stretches where some words stand. None when the corpus is not open. */
export async function passages(corpusId: string, asked: { document: number; words: string[] }[], length = 220): Promise<Passage[]> {
  return (await desks.get(corpusId)?.desk.passages(asked, length)) ?? [];
}

function open(id: string, title: string, source: CorpusSource, choose = true): Promise<boolean> {
  if (choose) wanted = id;
  const reading = opening.get(id) ?? read(id, title, source).finally(() => opening.delete(id));
  opening.set(id, reading);
  return reading;
}

async function read(id: string, title: string, source: CorpusSource): Promise<boolean> {
  const opened = await track('text', `Reading ${title}`, async (update, signal) => {
    const held = newDesk();
    signal.addEventListener('abort', held.end);
    const result = await held.desk.open(source, {}, report((progress) => update({ progress }))).catch((error: unknown) => {
      held.end();
      throw error;
    });
    if (!signal.aborted) desks.set(id, held);
    return result;
  });
  if (!opened) return false;
  for (const warning of opened.warnings) notify('note', warning);
  add({ id, title: opened.title, plainId: id, plainTitle: opened.title, reading: {}, encoded: opened.encoded }, wanted === id);
  if (source.kind === 'files') await keep(id, opened.title);
  return true;
}

async function keep(id: string, title: string): Promise<void> {
  if (!(await desks.get(id)?.desk.keep(id))) notify('note', notSaved(title));
}

/**
 * Let go of a text that is not built in, or of another way of reading one: nothing of it is asked or kept any more.
 * Its name stays taken until `end`.
 * @returns how to take it up again, and how to end what holds it, where no other reading does
 */
export function letGoOf({ id, plainId, title }: OpenCorpus): { takeUp: () => void; end: () => void } {
  const held = desks.get(id);
  desks.delete(id);
  const saved = id === plainId;
  reserved.add(id);
  if (saved) void forgetText(id);
  return {
    takeUp() {
      if (held) desks.set(id, held);
      if (saved) void keep(id, title);
    },
    end() {
      reserved.delete(id);
      if (held && ![...desks.values()].includes(held)) held.end();
    },
  };
}

function add(corpus: OpenCorpus, choose: boolean): void {
  set((s) => ({ corpora: [...s.corpora.filter((c) => c.id !== corpus.id), corpus], corpusId: choose || !s.corpusId ? corpus.id : s.corpusId }));
}

/** The options that differ from how texts are read by default, in words. */
function told({ minCount, caseFold, hyphens, numbers, phrases }: Partial<TextOptions>): string[] {
  return [
    minCount !== undefined && minCount !== textDefaults.minCount ? `words from ${minCount} times` : '',
    caseFold === false ? 'capitals kept' : '',
    hyphens === 'keep' ? 'hyphens kept' : '',
    numbers === 'drop' ? 'no numbers' : '',
    phrases ? `phrases${phrases > 1 ? ` ${phrases} times` : ''}` : '',
  ].filter(Boolean);
}

/** One worker a corpus, so that a cancelled reading is ended at once and disturbs no other. */
function newDesk(): OpenDesk {
  if (typeof Worker === 'undefined') return { desk: new CorpusDesk(), end: () => {} };
  const worker = new Worker(new URL('../jobs/corpus.worker.ts', import.meta.url), { type: 'module' });
  return { desk: wrap<CorpusDesk>(worker) as unknown as Desk, end: () => worker.terminate() };
}

function report(f: Report): Report {
  return typeof Worker === 'undefined' ? f : proxy(f);
}

/** The title itself, or with a number when that name is taken. */
function freeId(title: string): string {
  const taken = new Set([...get().corpora.map((c) => c.id), ...opening.keys(), ...reserved]);
  for (let n = 1; ; n++) {
    const id = n === 1 ? title : `${title} (${n})`;
    if (!taken.has(id)) return id;
  }
}
