import { builtInTests } from '../../data/questions';
import { overviewCsv, pairsCsv, wordsCsv } from '../formats/comparison-csv';
import { start, type Job } from '../jobs/client';
import { Cancelled } from '../jobs/run';
import { QUICK_ROWS } from '../projection/rows';
import { disagreements, listNames, sees, type DisagreedPair, type DisagreementOptions } from '../space/disagreement';
import type { OverviewRow } from '../space/overview';
import type { VectorSpace } from '../space/space';
import type { Progress } from '../work';
import { noComparison } from './answers';
import type { AppState, OpenCorpus, OpenSpace } from './state';
import { get, sentence, set, track } from './store';
import { tableOf, widestTable } from './tables';

/** Setting spaces beside each other: two in depth, or all of one text in a table. */

let comparing: Job<unknown> | null = null;

/** @param content without the stop words: the, of, and … */
export async function compareSpaces(a: string, b: string, content = true): Promise<void> {
  comparing?.cancel();
  const one = get().spaces.find((s) => s.id === a);
  const other = get().spaces.find((s) => s.id === b);
  const empty = { ...noComparison, a, b };
  set({ comparison: empty });
  if (!one || !other) return;
  const corpus = one.corpusId === other.corpusId ? get().corpora.find((c) => c.id === one.corpusId)?.encoded : undefined;
  await track('compare', `Comparing ${one.title} with ${other.title}`, async (update, signal) => {
    const watched = (job: Job<unknown>) => {
      comparing = job;
      update({ cancel: job.cancel });
    };
    const report = (progress: Progress) => update({ progress });
    const tablesOf = async (space: OpenSpace) => {
      const tables = [];
      for (const words of seedsOf(space)) {
        const { kind, rows } = words.matrix;
        tables.push(kind === 'dense' && rows <= QUICK_ROWS ? await tableOf(words, rows, { started: watched, report }).catch(orNone) : widestTable(words));
      }
      return tables;
    };
    const tables = { a: await tablesOf(one), b: await tablesOf(other) };
    // Another comparison may have been asked for meanwhile.
    if (get().comparison !== empty || signal.aborted) throw new Cancelled();
    const data = (space: OpenSpace) => seedsOf(space).map((words) => words.data);
    const job = start('compare', { a: data(one), b: data(other), k: 10, content, corpus, tables }, report);
    watched(job);
    const { comparison: result, together } = await job.promise.catch((error: unknown) => {
      // Another comparison may stand there by now.
      if (!(error instanceof Cancelled) && get().comparison === empty) set({ comparison: { ...empty, error: sentence(error) } });
      throw error;
    });
    if (get().comparison === empty) set({ comparison: { ...empty, result, together } });
  });
}

/** Pairs that are near in one of the compared spaces and far in the other, with what such pairs are called. */
export interface PairList {
  near: 'a' | 'b';
  /** The space that they are near in. */
  space: OpenSpace;
  title: string;
  /** Pairs that share a sentence were left out. */
  apart: boolean;
  pairs: DisagreedPair[];
}

/** Of which words something is shown: how often they occur, and which count. */
export type Shown = Pick<DisagreementOptions, 'from' | 'to' | 'keeps'>;

/** @param limit pairs a list */
export function pairLists({ spaces, comparison }: Pick<AppState, 'spaces' | 'comparison'>, shown: Shown, limit = 60): PairList[] {
  const { result, together } = comparison;
  const a = spaces.find((s) => s.id === comparison.a);
  const b = spaces.find((s) => s.id === comparison.b);
  if (!result || !a || !b) return [];
  const [seesA, seesB] = [sees(a.words), sees(b.words)];
  const titles = listNames(seesA, seesB);
  const list = (near: 'a' | 'b', space: OpenSpace, mine: string, other: string): PairList => {
    // Words that share a sentence are no surprise to a space that knows documents alone.
    const apart = together !== null && mine === 'contexts' && other === 'topics';
    const title = seesA === seesB ? `Near in ${space.title} only` : titles[near];
    return { near, space, title, apart, pairs: disagreements(result, near, together, { ...shown, apart, limit }) };
  };
  return [list('a', a, seesA, seesB), list('b', b, seesB, seesA)];
}

/** What the two spaces disagree about, for a spreadsheet: name and text of the file. */
export function comparisonFile(what: 'words' | 'pairs', shown: Shown): { name: string; text: string } | null {
  const { comparison, spaces } = get();
  if (!comparison.result) return null;
  const [a, b] = [comparison.a, comparison.b].map((id) => spaces.find((s) => s.id === id)?.title ?? 'space');
  const text = what === 'words' ? wordsCsv(comparison.result) : pairsCsv(pairLists(get(), shown, 10_000).map(({ space, pairs }) => ({ near: space.title, pairs })));
  return { name: `${a} and ${b}, ${what}.csv`, text };
}

/** The trained spaces of a text. */
export function spacesOf({ spaces }: Pick<AppState, 'spaces'>, corpusId: string | undefined): OpenSpace[] {
  return spaces.filter((s) => s.corpusId === corpusId && !s.training);
}

/** Columns that documents can be classified by. */
export function labelColumns(corpus: OpenCorpus | undefined): string[] {
  return corpus?.encoded.columns.filter((c) => c.kind === 'category' && new Set(c.values).size > 1).map((c) => c.name) ?? [];
}

/** Put all spaces of a text into one table. */
export async function tabulate(corpusId: string, label: string | null): Promise<void> {
  const corpus = get().corpora.find((c) => c.id === corpusId);
  const spaces = spacesOf(get(), corpusId);
  const column = corpus?.encoded.columns.find((c) => c.name === label);
  const labels = column ? column.values.map((value) => (value === null ? null : String(value))) : null;
  const tests = [...get().evaluation.files.filter((f) => f.kind === 'similarity' || f.kind === 'analogies'), ...builtInTests()];
  const inputs = spaces.map((s) => ({ words: s.words.data, documents: s.documents?.size === labels?.length ? s.documents?.data : undefined }));
  const result = await track('overview', `Comparing ${spaces.length} spaces`, async (update) => {
    const job = start('overview', { spaces: inputs, tests, labels, corpus: corpus?.encoded }, (progress) => update({ progress }));
    update({ cancel: job.cancel });
    return job.promise;
  });
  if (result) set({ overview: { corpusId, spaces: spaces.map((s) => s.id), label: column ? label : null, result, wide: false } });
}

/** Show the table over the map, or in its panel. */
export function widenTable(wide: boolean): void {
  set(({ overview }) => ({ overview: overview && { ...overview, wide } }));
}

/** The rows of the table whose spaces are still there, and where each stands in it. */
export function tableRows({ spaces, overview }: Pick<AppState, 'spaces' | 'overview'>): { space: OpenSpace; row: OverviewRow; index: number }[] {
  return (overview?.spaces ?? []).flatMap((id, index) => {
    const space = spaces.find((s) => s.id === id);
    return space && overview ? [{ space, row: overview.result.rows[index], index }] : [];
  });
}

/** The table as comma-separated values. */
export function tableFile(shown: Pick<AppState, 'spaces' | 'overview'>): string {
  const rows = tableRows(shown);
  return overviewCsv(rows.map(({ space: { title, words, seconds }, row: { overlaps, scores, classification, bytes } }) => ({
    space: title,
    items: words.size,
    dims: words.dims,
    overlaps: Object.fromEntries(rows.map((other) => [other.space.title, overlaps[other.index]])),
    scores: Object.fromEntries(scores.map((score) => [scores.filter((s) => s.kind === score.kind).length > 1 ? score.name : score.kind, score])),
    classification,
    bytes,
    seconds,
  })));
}

/** What keeps neighbours from being found is said by the comparison, should it mind too. */
function orNone(error: unknown): undefined {
  if (error instanceof Cancelled) throw error;
}

function seedsOf(space: OpenSpace): readonly VectorSpace[] {
  return space.ensemble ?? [space.words];
}
