/** Removing a text at a person's wish, who may think better of it. */
import type { AppState, OpenCorpus } from './state';
import { activeSpace, get, notify, set, store } from './store';
import { letGoOf } from './texts';

/** Remove a text that is not built in; spaces that were trained on it stay. */
export function discardText(id: string): void {
  const { corpora, corpusId, spaces } = get();
  const at = corpora.findIndex((c) => c.id === id);
  if (at < 0) return;
  const corpus = corpora[at];
  const text = letGoOf(corpus);
  set((s) => without(s, id));
  const trained = spaces.some((s) => s.corpusId === id) ? ' The spaces trained on it stay.' : '';
  const said = `Removed ${corpus.title}.${trained}`;
  notify('done', said, { label: 'Undo', run: () => putBack(corpus, at, corpusId === id, text.takeUp) });
  const stop = store.subscribe(({ notices }) => {
    if (notices.some((n) => n.text === said)) return;
    stop();
    // What its action does comes right after the notice has gone.
    setTimeout(text.end);
  });
}

function putBack(corpus: OpenCorpus, at: number, choose: boolean, takeUp: () => void): void {
  takeUp();
  set(({ corpora, corpusId }) => ({ corpora: corpora.toSpliced(at, 0, corpus), corpusId: choose ? corpus.id : corpusId }));
}

/** The texts without one, what was found in it, and the place looked at in it; training turns to the text of the space on the map, or to the last one opened. */
function without(state: AppState, id: string): Pick<AppState, 'corpora' | 'corpusId' | 'search' | 'microscope'> {
  const { search, microscope, corpusId } = state;
  const corpora = state.corpora.filter((c) => c.id !== id);
  const next = corpora.find((c) => c.id === activeSpace(state)?.corpusId) ?? corpora.at(-1);
  return {
    corpora,
    corpusId: corpusId === id ? (next?.id ?? null) : corpusId,
    search: search.corpusId === id ? { ...search, corpusId: null, answers: {}, reports: {}, reader: null } : search,
    microscope: microscope.corpusId === id ? { ...microscope, corpusId: null, token: null } : microscope,
  };
}
