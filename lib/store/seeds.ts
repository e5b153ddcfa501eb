import { WordspaceError } from '../error';
import { start } from '../jobs/client';
import { SideBySide } from '../jobs/side-by-side';
import type { Trained } from '../models/model';
import { modelById } from '../models/registry';
import type { OptionValues } from '../options';
import { sameNames } from '../space/ensemble/aligned';
import { sampleRows } from '../space/ensemble/stability';
import { VectorSpace, type SpaceData } from '../space/space';
import type { Progress } from '../work';
import { showSpace } from './maps';
import { saveSpace } from './saved';
import { addSpace, newSpaceId, openSpace, removeSpace } from './spaces';
import type { CurvePoint, OpenSpace } from './state';
import { Stopwatch } from './stopwatch';
import { get, longer, notify, set, track } from './store';
import { cores } from './threads';
import { checked, startTraining } from './training';

/** Training one text with several seeds side by side, and how stable its words are over them. */

export const MOST_SEEDS = 8;
/** Neighbours a word whose persistence is told, as in Wendlandt et al. 2018. */
export const SEED_NEIGHBOURS = 10;
/** Bytes that the vectors of all seeds may hold together. */
const MOST_BYTES = 1e9;
/** Words asked for their stability: all on the usual map, and some of the rare ones. */
const ASKED = { head: 5000, tail: 1000 };

/** What the vectors of all seeds hold, with the unit rows that questions need. */
export function seedBytes(words: number, dims: number, seeds: number): number {
  return 2 * 4 * words * dims * seeds;
}

/**
 * Train the model on the open corpus with `seeds` seeds from the given one on: a worker and
 * a thread each, as many at a time as there are processors, paused and kept together. Every seed gives
 * what a training of its own would. One space comes of it: the first seed's vectors, and the others beside them.
 */
export async function trainSeeds(modelId: string, given: OptionValues, seeds: number): Promise<void> {
  const model = modelById(modelId);
  const startable = checked(model, given, (options, { encoded }) => checkSeeds(model.title, options, encoded.vocabulary.words.length, seeds));
  if (!startable) return;
  const { corpus, text, options } = startable;
  const watch = new Stopwatch();
  const board = new Board(seeds);
  const trained = await track('train', `${model.title} on ${corpus.title}, ${seeds} seeds`, (update) => {
    const trainings = new SideBySide((n) => startTraining({ corpus: text, model: modelId, options: { ...options, seed: options.seed + n } }, (progress) => {
      board.post(n, progress);
      watch.hear(board.progress());
      update({ progress: board.progress(), seeds: board.shares() });
    }));
    update({ model: modelId, cancel: () => trainings.cancel(), steer: (command) => trainings.steer(command) });
    return trainings.run(seeds, cores());
  });
  if (!trained) return;
  const kept = trained.flatMap((result, n) => (result ? [{ result, n }] : []));
  const [{ result: first, n: ahead }, ...others] = kept;
  if (kept.length < seeds) notify('note', `Of ${seeds} seeds ${kept.length === 1 ? 'one is' : `${kept.length} are`} kept: the others had not come as far.`);
  const id = newSpaceId(modelId);
  const siblings = others.length > 0 ? others.map((o) => sibling(o.result, first)) : undefined;
  const space = openSpace({ ...first, siblings }, {
    id, title: model.title, model: modelId, options: { ...options, seed: options.seed + ahead }, corpusId: corpus.id, corpusTitle: corpus.title,
    figures: first.figures, seconds: watch.seconds, threads: 1, curve: ahead === 0 ? board.curve : [], created: Date.now(), builtIn: false,
  });
  await saveSpace(addSpace(space));
  await measureStability(id);
}

/**
 * Open spaces that differ in nothing but their seed: each group can become one space.
 * Prepared spaces are not among them: their vectors are rounded.
 */
export function joinable(spaces: OpenSpace[]): OpenSpace[][] {
  const groups = new Map<string, OpenSpace[]>();
  for (const space of spaces) {
    const { seed, ...settings } = space.options;
    if (seed === undefined || space.ensemble || space.builtIn || space.training) continue;
    const key = JSON.stringify([space.model, space.corpusId, space.earlierTexts, Object.entries(settings).toSorted(), course(space)]);
    const group = groups.get(key) ?? [];
    if (group.every((s) => s.options.seed !== seed && sameNames(s.words.names, space.words.names))) groups.set(key, [...group, space]);
  }
  return [...groups.values()].filter((g) => g.length > 1).map((g) => g.slice(0, MOST_SEEDS));
}

/** How a training went otherwise than its settings say: passes it was kept before the end of, and a learning rate changed under way. */
function course({ options, figures }: OpenSpace): (string | number | undefined)[] {
  const passes = ['epochs', 'iterations'].map((name) => (figures[name] ?? options[name])?.toFixed(1));
  return [...passes, figures.laterAlpha, figures.laterAlphaFrom];
}

/** Make one space of several that differ in their seed: the first, with the others beside it. */
export async function joinSeeds(group: OpenSpace[]): Promise<void> {
  const [first, ...others] = group;
  const { names, columns } = first.words;
  const ensemble = [first.words, ...others.map((o) => new VectorSpace({ ...o.words.data, names, columns }))];
  for (const other of others) removeSpace(other.id);
  const space = { ...first, ensemble };
  set((s) => ({ spaces: s.spaces.map((o) => (o.id === first.id ? space : o)) }));
  await showSpace(first.id);
  await saveSpace(space);
  await measureStability(first.id);
}

/** Ids of spaces being measured: asking again starts nothing. */
const measuring = new Set<string>();

/** Find out how stable the words of a space with several seeds are, and keep it with the space. */
export async function measureStability(id: string): Promise<void> {
  const space = get().spaces.find((s) => s.id === id);
  if (!space?.ensemble || space.stability || measuring.has(id)) return;
  const spaces = space.ensemble.map((s) => s.data);
  const rows = sampleRows(space.words.size, ASKED.head, ASKED.tail);
  measuring.add(id);
  const stability = await track('stability', `Stability of ${space.title}`, (update) => {
    const job = start('stability', { spaces, rows, k: SEED_NEIGHBOURS }, (progress) => update({ progress }));
    update({ cancel: job.cancel });
    return job.promise;
  });
  measuring.delete(id);
  if (!stability) return;
  set((s) => ({ spaces: s.spaces.map((o) => (o.id === id ? { ...o, stability } : o)) }));
  const kept = get().spaces.find((s) => s.id === id);
  if (kept) await saveSpace(kept);
}

function checkSeeds(title: string, options: OptionValues, words: number, seeds: number): void {
  if (!Number.isInteger(seeds) || seeds < 1 || seeds > MOST_SEEDS) throw new WordspaceError(`Seeds must be a whole number from 1 to ${MOST_SEEDS}, not ${seeds}.`);
  if (options.seed === undefined) throw new WordspaceError(`${title} draws nothing at random: every seed would give the same vectors.`);
  const bytes = seedBytes(words, options.dims ?? options.topics, seeds);
  if (bytes > MOST_BYTES) {
    throw new WordspaceError(`${seeds} seeds of ${words.toLocaleString('en')} words would hold ${(bytes / 1e9).toFixed(1)} GB; train fewer seeds, or lower the dimensions.`);
  }
}

/** Only the words of another seed, sharing the first's names and columns, which are the same. */
function sibling({ words }: Trained, first: Trained): SpaceData {
  return { ...words, names: first.words.names, columns: first.words.columns };
}

/** What the seeds have told of their progress, and the first one's curve. */
class Board {
  curve: CurvePoint[] = [];
  private readonly told: (Progress | undefined)[];

  constructor(seeds: number) {
    this.told = Array.from({ length: seeds });
  }

  post(seed: number, progress: Progress): void {
    this.told[seed] = progress;
    if (seed === 0) this.curve = longer(this.curve, progress);
  }

  /** How far each seed is, 0 … 1. */
  shares(): number[] {
    return this.told.map((p) => (p ? p.done / Math.max(1, p.total) : 0));
  }

  /** All seeds as one piece of work; speeds add up, other figures are those of the first under way. */
  progress(): Progress {
    const known = this.told.filter((p) => p !== undefined);
    const { stage, total, figures } = known.find((p) => p.done < p.total) ?? known[0];
    const speed = (name: string) => known.reduce((sum, p) => sum + (p.done < p.total ? (p.figures?.[name] ?? 0) : 0), 0);
    const speeds = Object.keys(figures ?? {}).filter((name) => name.endsWith('PerSecond'));
    return {
      stage,
      done: known.reduce((sum, p) => sum + p.done, 0),
      total: total * this.told.length,
      figures: figures && { ...figures, ...Object.fromEntries(speeds.map((name) => [name, speed(name)])) },
    };
  }
}
