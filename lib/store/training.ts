import { WordspaceError } from '../error';
import { start } from '../jobs/client';
import type { Trained } from '../models/model';
import type { OptionValues } from '../options';
import { checkOptions, checkThreads } from '../options';
import { modelById } from '../models/registry';
import { VectorSpace, type SpaceData } from '../space/space';
import { showSpace } from './maps';
import { forgetSpace, saveSpace } from './saved';
import type { CurvePoint, OpenSpace } from './state';
import { activeCorpus, get, longer, notify, sentence, set, track } from './store';

/**
 * Train a model on the open corpus; the map shows it when it is done.
 * @param threads for skip-gram; with more than one, runs differ a little
 */
export async function train(modelId: string, given: OptionValues, threads = 1): Promise<void> {
  const model = modelById(modelId);
  const corpus = activeCorpus(get());
  let options: OptionValues;
  try {
    if (!corpus) throw new WordspaceError('Open a text first: pick a built-in corpus or drop a file.');
    options = checkOptions(model, given);
    checkThreads(threads);
  } catch (error) {
    notify('problem', sentence(error));
    return;
  }
  const began = performance.now();
  let curve: CurvePoint[] = [];
  const trained = await track('train', `${model.title} on ${corpus.title}`, async (update) => {
    const job = start('train', { corpus: corpus.encoded, model: modelId, options, threads }, (progress) => {
      curve = longer(curve, progress);
      update({ progress });
    });
    update({ cancel: job.cancel });
    return job.promise;
  });
  if (!trained) return;
  const space = openSpace(trained, {
    id: freeSpaceId(modelId), title: model.title, model: modelId, options, corpusId: corpus.id, corpusTitle: corpus.title,
    figures: trained.figures, seconds: (performance.now() - began) / 1000, threads, curve, created: Date.now(), builtIn: false,
  });
  addSpace(space);
  await saveSpace(space);
}

/** Trained data (`siblings`: the words of other seeds) with what the list of spaces says of it. */
export function openSpace(
  trained: Pick<Trained, 'words' | 'documents' | 'query' | 'topics'> & { siblings?: SpaceData[] },
  about: Omit<OpenSpace, 'words' | 'documents' | 'query' | 'topics' | 'ensemble'>,
): OpenSpace {
  const words = new VectorSpace(trained.words);
  return {
    ...about,
    words,
    ensemble: trained.siblings && [words, ...trained.siblings.map((other) => new VectorSpace(other))],
    documents: trained.documents && new VectorSpace(trained.documents),
    query: trained.query,
    topics: trained.topics,
  };
}

export function addSpace(space: OpenSpace, show = true): void {
  set((s) => ({ spaces: [...s.spaces.filter((o) => o.id !== space.id), { ...space, title: freeTitle(space.title, s.spaces) }] }));
  if (show) void showSpace(space.id);
}

export function removeSpace(id: string): void {
  const { spaces, spaceId, comparison } = get();
  const left = spaces.filter((s) => s.id !== id);
  set({ spaces: left, comparison: comparison.a === id || comparison.b === id ? { a: null, b: null, result: null, error: null } : comparison });
  void forgetSpace(id);
  if (spaceId === id && left.length > 0) void showSpace(left[0].id);
  else if (spaceId === id) set({ spaceId: null });
}

/** The vectors as a file: its name and its bytes, for gensim, the Embedding Projector or SciPy. */
export async function vectorFile(id: string): Promise<{ name: string; bytes: Uint8Array } | undefined> {
  const space = get().spaces.find((s) => s.id === id);
  if (!space) return undefined;
  const bytes = await track('load', `Writing ${space.title}`, (update) => {
    const job = start('write', { space: space.words.data });
    update({ cancel: job.cancel });
    return job.promise;
  });
  const sparse = space.words.matrix.kind === 'csr';
  return bytes && { name: `${space.title}, ${space.corpusTitle}.${sparse ? 'npz' : 'vec'}`, bytes };
}

export function renameSpace(id: string, title: string): void {
  set((s) => ({ spaces: s.spaces.map((o) => (o.id === id ? { ...o, title } : o)) }));
}

/** An id no open space has. */
export function freeSpaceId(modelId: string): string {
  const taken = new Set(get().spaces.map((s) => s.id));
  for (let n = 1; ; n++) if (!taken.has(`${modelId}-${n}`)) return `${modelId}-${n}`;
}

function freeTitle(title: string, spaces: OpenSpace[]): string {
  const taken = new Set(spaces.map((s) => s.title));
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? title : `${title} ${n}`;
    if (!taken.has(candidate)) return candidate;
  }
}
