import type { Trained } from '../models/model';
import { VectorSpace, type SpaceData } from '../space/space';
import { showSpace } from './maps';
import { forgetSpace, saveSpace } from './saved';
import { noComparison } from './answers';
import type { AppState, OpenSpace } from './state';
import { get, notify, set } from './store';

/** The list of spaces: what is in it, under which id and title. */

/** Trained data (`siblings`: the words of other seeds) with what the list of spaces says of it. */
export function openSpace(
  trained: Pick<Trained, 'words' | 'output' | 'nodes' | 'documents' | 'query' | 'topics'> & { siblings?: SpaceData[] },
  about: Omit<OpenSpace, 'words' | 'output' | 'nodes' | 'documents' | 'query' | 'topics' | 'ensemble'>,
): OpenSpace {
  const words = new VectorSpace(trained.words);
  return {
    ...about,
    words,
    output: trained.output,
    nodes: trained.nodes,
    ensemble: trained.siblings && [words, ...trained.siblings.map((other) => new VectorSpace(other))],
    documents: trained.documents && new VectorSpace(trained.documents),
    query: trained.query,
    topics: trained.topics,
  };
}

let latest = 0;

/** An id that no other space has, had or will have, in another tab neither: what is known of a space goes by its id. */
export function newSpaceId(modelId: string): string {
  latest = Math.max(latest + 1, Date.now());
  return `${modelId}-${latest.toString(36)}`;
}

/**
 * Add a space, or put it in the place of the one with its id that was being trained.
 * @returns what stands in the list, under a title of its own: this is what to save
 */
export function addSpace(space: OpenSpace, show = true): OpenSpace {
  const others = get().spaces.filter((o) => o.id !== space.id);
  const added = { ...space, title: freeTitle(space.title, others) };
  set((s) => ({ spaces: [...others, added], colourings: ofOthers(s.colourings, space.id) }));
  if (show) void showSpace(space.id);
  return added;
}

export function removeSpace(id: string): void {
  set((s) => ({ ...without(s, id), comparison: s.comparison.a === id || s.comparison.b === id ? noComparison : s.comparison }));
  void forgetSpace(id);
  const { spaceId, spaces } = get();
  if (spaceId !== id) return;
  if (spaces.length > 0) void showSpace(spaces[0].id);
  else set({ spaceId: null });
}

/** Remove a space at a person's wish, who may think better of it. */
export function discardSpace(id: string): void {
  const { spaces, spaceId } = get();
  const at = spaces.findIndex((s) => s.id === id);
  if (at < 0) return;
  const space = spaces[at];
  removeSpace(id);
  notify('done', `Removed ${space.title}.`, { label: 'Undo', run: () => putBack(space, at, spaceId === id) });
}

function putBack(space: OpenSpace, at: number, show: boolean): void {
  const others = get().spaces;
  const back = { ...space, title: freeTitle(space.title, others) };
  set({ spaces: others.toSpliced(at, 0, back) });
  if (show) void showSpace(back.id);
  void saveSpace(back);
}

/** The list without a space, its maps, colours and scores; a film of it is closed. */
export function without({ spaces, layouts, colourings, evaluation, film }: AppState, id: string): Pick<AppState, 'spaces' | 'layouts' | 'colourings' | 'evaluation' | 'film'> {
  return {
    spaces: spaces.filter((o) => o.id !== id),
    layouts: ofOthers(layouts, id),
    colourings: ofOthers(colourings, id),
    evaluation: { ...evaluation, scores: ofOthers(evaluation.scores, id) },
    film: film?.spaceId === id ? null : film,
  };
}

/** Keys are the id of a space and more. */
function ofOthers<Value>(byKey: Record<string, Value>, id: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(byKey).filter(([key]) => key.split(/[ \n]/, 1)[0] !== id));
}

function freeTitle(title: string, spaces: OpenSpace[]): string {
  const taken = new Set(spaces.map((s) => s.title));
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? title : `${title} ${n}`;
    if (!taken.has(candidate)) return candidate;
  }
}
