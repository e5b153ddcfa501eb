import { start } from '../jobs/client';
import type { EditedTopics } from '../models/lda/browse/edits';
import { strongestTopic } from '../models/lda/browse/reading';
import { wordCategories, wordMeans } from '../space/affinity';
import type { VectorSpace } from '../space/space';
import { stopWords } from '../text/stopwords';
import type { Column } from '../text/corpus';
import { idsOf } from '../text/vocabulary';
import { judgeWords } from './maps';
import { onMap, rowsOnMap } from './on-map';
import type { AppState, OpenSpace } from './state';
import { layoutKey, type Colouring, type ColourValues } from './view';
import { measureStability } from './seeds';
import { activeSpace, get, notify, sentence, set, store } from './store';
import { shownTopics, topicOrder } from './topics';

/** What the colours of the map mean, and the values behind them. */

export interface ColouringChoice {
  id: Colouring;
  label: string;
}

/** More values than this have no colours that tell them apart. */
const MOST_VALUES = 60;

const NONE: readonly Column[] = [];

const offered = new WeakMap<readonly Column[], Column[]>();

/** The colourings that the active space and its corpus can answer. */
export function colouringChoices(state: Pick<AppState, 'spaces' | 'spaceId' | 'corpora'>): ColouringChoice[] {
  const space = activeSpace(state);
  const corpus = state.corpora.find((c) => c.id === space?.corpusId);
  const labels = new Map(columnsOffered(corpus?.encoded.columns ?? []).map((column) => [column.name, ofWords(column)]));
  for (const { name } of space ? ownColumns(space) : []) labels.set(name, name);
  return [
    { id: 'frequency', label: 'Frequency' },
    { id: 'cluster', label: 'Cluster' },
    { id: 'trust', label: 'Trust' },
    ...(topicSpaceFor(space, state) ? [{ id: 'topic' as const, label: 'Topic' }] : []),
    ...(space?.ensemble ? [{ id: 'stability' as const, label: 'Stability' }] : []),
    { id: 'similarity', label: 'Similarity to the chosen word' },
    ...[...labels].map(([name, label]) => ({ id: `column:${name}` as const, label: capital(label) })),
  ];
}

/** The colouring that is asked for; by frequency where the active space has no answer to it, as after one whose words are known more of. */
export function colouringOn(state: Pick<AppState, 'spaces' | 'spaceId' | 'corpora' | 'view' | 'jobs'>): Colouring {
  const { colouring } = state.view;
  const answered = colouringChoices(state).some(({ id }) => id === colouring);
  // A text that is being read may bring the column.
  const coming = colouring.startsWith('column:') && state.jobs.some(({ kind }) => kind === 'text');
  return answered || coming ? colouring : 'frequency';
}

/** The columns that tell rows apart by colour, counted once: a corpus may have 100,000 documents. */
function columnsOffered(columns: readonly Column[]): Column[] {
  let found = offered.get(columns);
  if (!found) {
    found = columns.filter(({ kind, values }) => {
      const different = new Set<string | number | null>(values).size;
      return kind === 'number' ? different > 1 : different <= MOST_VALUES;
    });
    offered.set(columns, found);
  }
  return found;
}

/** What is known of the words of a space itself, but for their counts and topics: what was brought later first. */
export function columnsOfWords({ words, topics, metadata = [] }: Described): Column[] {
  const brought = new Set(metadata.map(({ name }) => name));
  return [...metadata, ...words.columns.filter(({ name }) => name !== 'count' && !(topics && name === 'topic') && !brought.has(name))];
}

/** Those of them that tell words apart by colour. */
export function ownColumns(space: Described): Column[] {
  const known = columnsOfWords(space);
  if (known.length === 0) return known;
  const shown = new Set([...columnsOffered(space.metadata ?? NONE), ...columnsOffered(space.words.columns)]);
  return known.filter((column) => shown.has(column));
}

type Described = Pick<OpenSpace, 'words' | 'topics' | 'metadata'>;

/** What a column of documents says of a word: the value it leans to, or the mean over its occurrences. */
function ofWords({ kind, name }: Column): string {
  return kind === 'number' ? `mean ${name}` : name;
}

/** The latest LDA space over the same corpus: its topics colour any space of that corpus. */
export function topicSpaceFor(space: OpenSpace | undefined, { spaces }: Pick<AppState, 'spaces'> = get()): OpenSpace | undefined {
  if (space?.topics) return space;
  return spaces.findLast((s) => s.topics && s.corpusId === space?.corpusId);
}

export function colouringKey(space: OpenSpace, colouring: Colouring): string {
  let source: string | undefined = '';
  if (colouring === 'topic') {
    const { id, topicEdits } = topicSpaceFor(space) ?? {};
    source = topicEdits ? `${id} ${JSON.stringify(topicEdits)}` : id;
  }
  // Trust is of a map, as it is now, where the others are of a space.
  if (colouring === 'trust') source = mapShown(get(), space);
  return `${space.id} ${colouring} ${source}`;
}

/** Compute and remember the values of the present colouring, when they are not there yet. */
export async function prepareColouring(): Promise<void> {
  const space = activeSpace(get());
  const colouring = colouringOn(get());
  if (!space || colouring === 'similarity') return;
  // Clusters of vectors that still change would be out of date before they are found.
  if (space.training && (colouring === 'cluster' || colouring === 'trust')) return;
  const key = colouringKey(space, colouring);
  if (get().colourings[key]) return;
  const found = preparing.get(key) ?? valuesOf(space, colouring).finally(() => preparing.delete(key));
  preparing.set(key, found);
  const values = await found;
  if (values) set((s) => ({ colourings: { ...s.colourings, [key]: values } }));
}

/** Asking again, as every change of the spaces does, starts nothing. */
const preparing = new Map<string, Promise<ColourValues | null>>();

async function valuesOf(space: OpenSpace, colouring: Colouring): Promise<ColourValues | null> {
  if (colouring === 'cluster') return clusterValues(space);
  return colouring === 'trust' ? trustValues(space) : wordValues(space, colouring);
}

/** Keep the colouring ready whenever the space, the choice or the corpora change. */
export function watchColouring(): () => void {
  return store.subscribe((now, before) => {
    const changed = now.spaceId !== before.spaceId || now.view.colouring !== before.view.colouring || now.corpora !== before.corpora || now.spaces !== before.spaces;
    const moved = now.view.colouring === 'trust' && mapShown(now, activeSpace(now)) !== mapShown(before, activeSpace(before));
    // A text that could not be read brings no column any more.
    const given = now.jobs.length !== before.jobs.length && colouringOn(now) !== colouringOn(before);
    if (changed || moved || given) void prepareColouring();
  });
}

/** Which map of a space is on the screen; empty while it is not finished. */
function mapShown({ layouts, view }: AppState, space: OpenSpace | undefined): string {
  const key = space ? layoutKey(space.id, view) : '';
  return layouts[key]?.finished ? `${key} ${layouts[key].version}` : '';
}

/** Words beyond the map have no number; null when the map is not finished or the judging was cancelled. */
async function trustValues(space: OpenSpace): Promise<ColourValues | null> {
  const { view } = get();
  const shown = onMap(get());
  if (!shown) return null;
  await judgeWords(shown, view);
  const rows = rowsOnMap(shown.words);
  const kept = get().layouts[layoutKey(space.id, view)]?.kept;
  if (!kept || kept.k === 0) return null;
  const values = new Float32Array(space.words.size).fill(Number.NaN);
  kept.kept.forEach((n, row) => (values[rows?.[row] ?? row] = n / kept.k));
  return { kind: 'number', label: `Share of ${kept.k} true neighbours kept`, values, log: false, reversed: false, range: [0, 1] };
}

/** Those whose clusters could not be found. */
const unclustered = new WeakSet<VectorSpace>();

export function couldNotCluster(words: VectorSpace): boolean {
  return unclustered.has(words);
}

async function clusterValues({ words }: OpenSpace): Promise<ColourValues | null> {
  if (unclustered.has(words)) return null;
  const clusters = await start('clusters', { space: words.data, limit: 20_000 }).promise.catch((error: unknown) => {
    unclustered.add(words);
    notify('problem', sentence(error));
  });
  if (!clusters) return null;
  const empty = stopWords();
  const leaders = new Map<number, string[]>();
  clusters.forEach((cluster, row) => {
    const names = leaders.get(cluster) ?? [];
    if (names.length < 3 && words.names[row].length > 2 && !empty.has(words.names[row])) leaders.set(cluster, [...names, words.names[row]]);
  });
  const label = (cluster: number) => leaders.get(cluster)?.join(', ') ?? `cluster ${cluster + 1}`;
  return { kind: 'category', label: 'Cluster', values: Array.from(clusters, label) };
}

function wordValues(space: OpenSpace, colouring: Colouring): ColourValues | null {
  // a space without topics or seeds keeps the map of its frequencies
  if (colouring === 'topic' && topicSpaceFor(space)) return topicValues(space);
  if (colouring === 'stability' && space.ensemble) return stabilityValues(space);
  if (colouring.startsWith('column:')) return columnValues(space, colouring.slice('column:'.length));
  const { counts } = space.words;
  const values = Float32Array.from({ length: space.words.size }, (_, row) => Number(counts?.[row] ?? row + 1));
  return { kind: 'number', label: counts ? 'Occurrences' : 'Frequency rank', values, log: true, reversed: !counts };
}

/** Words that were not asked have no number; without any answer yet the asking begins. */
function stabilityValues(space: OpenSpace): ColourValues | null {
  if (!space.stability) {
    void measureStability(space.id);
    return null;
  }
  const values = new Float32Array(space.words.size).fill(Number.NaN);
  space.stability.rows.forEach((row, i) => (values[row] = space.stability?.values[i] ?? Number.NaN));
  return { kind: 'number', label: `Stability over ${space.stability.seeds} seeds`, values, log: false, reversed: false };
}

function topicValues(space: OpenSpace): ColourValues | null {
  const source = topicSpaceFor(space);
  const shown = source && shownTopics(source);
  if (!shown) return null;
  const nameOf = topicNames(source, shown);
  return { kind: 'category', label: 'Strongest topic', values: space.words.names.map(nameOf), order: topicOrder(source, shown) };
}

/** What the strongest topic of a word is called; null for words without one and for hidden topics. */
function topicNames(source: OpenSpace, { topics, names, hidden }: EditedTopics): (word: string) => string | null {
  const words = get().corpora.find((c) => c.id === source.corpusId)?.encoded.vocabulary.words;
  const column = source.words.columns.find((c) => c.name === 'topic');
  // Without the text's vocabulary the topics are known as they were trained.
  if (!words) return (word) => String(column?.values[source.words.rowOf(word)] ?? '') || null;
  const ids = idsOf(words);
  return (word) => {
    const id = ids.get(word);
    const topic = id === undefined ? -1 : strongestTopic(topics, id);
    return topic < 0 || hidden[topic] ? null : names[topic];
  };
}

function columnValues(space: OpenSpace, name: string): ColourValues | null {
  const own = ownColumns(space).find((c) => c.name === name);
  if (own) return own.kind === 'number' ? numbers(own.name, Float32Array.from(own.values, (value) => value ?? Number.NaN), own.dates) : { kind: 'category', label: capital(name), values: own.values };
  const corpus = get().corpora.find((c) => c.id === space.corpusId);
  const column = corpus?.encoded.columns.find((c) => c.name === name);
  if (!corpus || !column) return null;
  const idOf = idsOf(corpus.encoded.vocabulary.words);
  const { names } = space.words;
  if (column.kind === 'number') {
    const means = wordMeans(corpus.encoded, column.values);
    return numbers(ofWords(column), Float32Array.from(names, (word) => means[idOf.get(word) ?? -1] ?? Number.NaN), column.dates);
  }
  const byWord = wordCategories(corpus.encoded, column);
  return { kind: 'category', label: capital(name), values: names.map((w) => byWord[idOf.get(w) ?? -1] ?? null) };
}

function numbers(label: string, values: Float32Array, dates = false): ColourValues {
  return { kind: 'number', label: capital(label), values, log: false, reversed: false, dates };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
