import { proxy, wrap } from 'comlink';
import { CorpusDesk, type CorpusSource, type Opened } from '../jobs/corpus-desk';
import { Cancelled } from '../jobs/run';
import type { Progress } from '../work';
import { saveCorpus } from './saved';
import { get, notify, set, track } from './store';

/** Opening texts: built-in ones by name, dropped files, pasted text. */

type Desk = {
  open(id: string, source: CorpusSource, options: Record<string, never>, report: (p: Progress) => void): Promise<Opened>;
  text(id: string, document: number, length: number): Promise<string> | string;
};

/** Corpora whose text a desk holds; a cancelled desk is ended and its corpora wait to be opened again. */
const desks = new Map<string, Desk>();

/** Open a built-in corpus and make it the one that training reads; at once when it is open already. */
export async function openBuiltIn(id: string): Promise<boolean> {
  if (get().corpora.some((c) => c.id === id)) {
    set({ corpusId: id });
    return true;
  }
  const entry = get().catalogue?.corpora.find((c) => c.id === id);
  if (!entry) return false;
  return open(id, entry.title, { kind: 'prepared', url: entry.url, bytes: entry.bytes });
}

/** Open what a person dropped, picked or pasted as one corpus. */
export async function openFiles(files: { name: string; bytes: Uint8Array }[]): Promise<boolean> {
  const title = files.length === 1 ? files[0].name : `${files.length} files`;
  return open(freeId(title), title, { kind: 'files', files });
}

export function pasteText(text: string): Promise<boolean> {
  return openFiles([{ name: 'pasted text.txt', bytes: new TextEncoder().encode(text) }]);
}

/** Open a corpus again that was saved in this browser. */
export function reopen(id: string, source: CorpusSource & { kind: 'saved' }): Promise<boolean> {
  return open(id, source.corpus.title, source, false);
}

/** The beginning of a document, for reading. Empty when the corpus is not open. */
export async function documentText(corpusId: string, document: number, length = 400): Promise<string> {
  return (await desks.get(corpusId)?.text(corpusId, document, length)) ?? '';
}

async function open(id: string, title: string, source: CorpusSource, choose = true): Promise<boolean> {
  const opened = await track('text', `Reading ${title}`, async (update) => {
    const { desk, end } = newDesk();
    const cancelled = new Promise<never>((_, reject) => {
      update({
        cancel() {
          end();
          reject(new Cancelled());
        },
      });
    });
    const work = desk.open(id, source, {}, report((progress) => update({ progress })));
    const result = await Promise.race([work, cancelled]).catch((error: unknown) => {
      end();
      throw error;
    });
    desks.set(id, desk);
    return result;
  });
  if (!opened) return false;
  for (const warning of opened.warnings) notify('note', warning);
  const corpus = { id, title: opened.title, encoded: opened.encoded, warnings: opened.warnings };
  set((s) => ({ corpora: [...s.corpora.filter((c) => c.id !== id), corpus], corpusId: choose || !s.corpusId ? id : s.corpusId }));
  if (opened.corpus) await saveCorpus(id, opened.corpus);
  return true;
}

/** One worker a corpus, so that a cancelled reading is ended at once and disturbs no other. */
function newDesk(): { desk: Desk; end: () => void } {
  if (typeof Worker === 'undefined') return { desk: new CorpusDesk(), end: () => {} };
  const worker = new Worker(new URL('../jobs/corpus.worker.ts', import.meta.url), { type: 'module' });
  return { desk: wrap<CorpusDesk>(worker) as unknown as Desk, end: () => worker.terminate() };
}

function report(f: (p: Progress) => void): (p: Progress) => void {
  return typeof Worker === 'undefined' ? f : proxy(f);
}

/** The title itself, or with a number when that name is taken. */
function freeId(title: string): string {
  const taken = new Set(get().corpora.map((c) => c.id));
  for (let n = 1; ; n++) {
    const id = n === 1 ? title : `${title} (${n})`;
    if (!taken.has(id)) return id;
  }
}
