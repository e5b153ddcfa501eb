import { searchClient, type SearchClient } from '../jobs/search-client';
import { methods, type Method } from '../models/retrieval/methods';
import type { Company } from '../models/tfidf/company';
import type { GroupTerms, WeightedTerm, Weighting } from '../models/tfidf/groups';
import type { VectorSpace } from '../space/space';
import type { EncodedCorpus } from '../text/corpus';
import type { DocumentAnswer } from './answers';
import type { OpenCorpus, OpenSpace, AppState } from './state';
import { activeCorpus, get, notify, sentence, set, track } from './store';
import { passages } from './texts';

/** Searching the documents of the open text in every way there is, and judging the rankings. */

/** A way to find documents: a space, or counting, which needs no training of its own. */
export interface Way {
  id: string;
  method: Method;
  title: string;
  space?: OpenSpace;
  /** No space of this kind is trained on the text yet. */
  missing: boolean;
}

/** Documents told by each way. */
const TOLD = 10;

/** Evidence that is looked for in the text of a document. */
const SHOWN_EVIDENCE = 6;

/** Every way for the open text, by method; of a method that must be trained and is not, one that is missing. */
export function ways(state: Pick<AppState, 'corpora' | 'corpusId' | 'spaces'>): Way[] {
  const corpus = state.corpora.find((c) => c.id === state.corpusId);
  if (!corpus) return [];
  const mine = state.spaces.filter((s) => s.corpusId === corpus.id && !s.training);
  return methods.flatMap((method): Way[] => {
    const own = mine.filter((space) => methodOf(space) === method.id);
    if (own.length > 0) return own.map((space) => ({ id: space.id, method, title: space.title, space, missing: false }));
    const counted = method.id === 'tfidf' || method.id === 'bm25';
    return [{ id: `auto ${method.id}`, method, title: method.title, missing: !counted }];
  });
}

function methodOf({ model, words, documents }: OpenSpace): Method['id'] | null {
  const own = methods.find((m) => m.model === model && m.id !== 'vectors');
  if (own) return documents ? own.id : null;
  return words.matrix.kind === 'dense' ? 'vectors' : null;
}

/** One desk, of the text searched last: another text's is ended. */
let desk: { of: EncodedCorpus; client: SearchClient; opened: Promise<void>; added: Map<string, VectorSpace | null> } | null = null;

function deskOf(corpus: OpenCorpus) {
  if (desk?.of === corpus.encoded) return desk;
  end();
  const client = searchClient();
  const made = { of: corpus.encoded, client, opened: client.open(corpus.encoded, corpus.reading), added: new Map() };
  // One that cannot open is not asked again.
  made.opened.catch(() => desk === made && end());
  return (desk = made);
}

function end(): void {
  desk?.client.end();
  desk = null;
}

/** Ask anew; what was asked before is forgotten. */
export function searchDocuments(query: string): Promise<void> {
  set(({ search }) => ({ search: { ...search, corpusId: activeCorpus(get())?.id ?? null, query: query.trim(), answers: {}, reader: null } }));
  return answerMissing();
}

/** Answer in the ways that have not answered yet, one after the other; what has arrived stays when the rest is cancelled. */
export async function answerMissing(): Promise<void> {
  const corpus = activeCorpus(get());
  const { query } = get().search;
  if (!corpus || !query) return;
  turnTo(corpus);
  const open = (way: Way) => !way.missing && answerOf(get(), way) === undefined;
  await inDesk(corpus, `Searching ${corpus.title}`, () => ways(get()).some(open), async (report, signal) => {
    for (const way of ways(get()).filter(open)) {
      if (get().search.query !== query || signal.aborted) return;
      const client = await ready(corpus, way, report);
      const hits = await client.search(way.id, query, TOLD);
      const answer = await told(corpus, way, hits);
      set(({ search }) => (search.query === query && search.corpusId === corpus.id ? { search: { ...search, answers: { ...search.answers, [way.id]: answer } } } : {}));
    }
  });
}

/** Answers and figures are of one text: those of another go. */
function turnTo({ id }: OpenCorpus): void {
  if (get().search.corpusId !== id) set(({ search }) => ({ search: { ...search, corpusId: id, answers: {}, reports: {}, reader: null } }));
}

/** What a way found, if it has answered and is still what it was. */
export function answerOf({ search }: Pick<AppState, 'search'>, way: Way): DocumentAnswer | undefined {
  const answer = search.answers[way.id];
  return answer && answer.of === (way.space?.words ?? null) ? answer : undefined;
}

/** Judge every way that there is and that the file has not judged yet. */
export async function judgeDocuments(): Promise<void> {
  const corpus = activeCorpus(get());
  const { judged } = get().search;
  const open = (way: Way) => !way.missing && get().search.reports[way.id] === undefined;
  if (!corpus || !judged) return;
  turnTo(corpus);
  const wanted = () => get().search.judged === judged && get().search.corpusId === corpus.id;
  await inDesk(corpus, `Judging by ${judged.name}`, () => wanted() && ways(get()).some(open), async (report, signal) => {
    for (const way of ways(get()).filter(open)) {
      const client = await ready(corpus, way, report);
      const figures = await client.judge(way.id, judged.judged, report);
      if (!wanted() || signal.aborted) return;
      set(({ search }) => ({ search: { ...search, reports: { ...search.reports, [way.id]: figures } } }));
    }
  });
}

/** The words that a document stands out by; none while the text is not open. */
export function wordsOfDocument(corpusId: string, document: number, n = 8): Promise<WeightedTerm[]> {
  return asked(corpusId, (client) => client.terms(document, n), []);
}

/** The words that set the groups of a metadata column apart. */
export function wordsOfGroups(corpusId: string, column: string, weighting: Weighting, n = 8): Promise<GroupTerms[]> {
  return asked(corpusId, (client) => client.groups(column, n, weighting), []);
}

/** The company that some words keep; null while the text is not open. */
export function companyOfWords(corpusId: string, words: string[], n: number): Promise<Company | null> {
  return asked<Company | null>(corpusId, (client) => client.company(words, n), null);
}

async function asked<Answer>(corpusId: string, ask: (client: SearchClient) => Promise<Answer>, none: Answer): Promise<Answer> {
  const corpus = get().corpora.find((c) => c.id === corpusId);
  if (!corpus) return none;
  try {
    return await inTurn(async () => {
      const { client, opened } = deskOf(corpus);
      await opened;
      return ask(client);
    });
  } catch (error) {
    notify('problem', sentence(error));
    return none;
  }
}

/** Which way is shown where one is shown at a time, whether all are shown over the map, which document is read. */
export function changeSearch(change: Partial<Pick<AppState['search'], 'chosen' | 'wide' | 'reader'>>): void {
  set(({ search }) => ({ search: { ...search, ...change } }));
}

/** Open a document of a text in the Documents panel. */
export function readDocument(corpus: OpenCorpus, reader: NonNullable<AppState['search']['reader']>): void {
  turnTo(corpus);
  changeSearch({ reader });
  set((s) => ({ corpusId: corpus.id, view: { ...s.view, ask: 'documents' } }));
}

/** What is under way in the desk. */
let turn: Promise<unknown> = Promise.resolve();

/** One after the other: a desk that another text is asked of would be ended under way. */
function inTurn<Result>(body: () => Promise<Result>): Promise<Result> {
  const mine = turn.then(body);
  turn = mine.catch(() => {});
  return mine;
}

/**
 * A search or judging with its progress, in its turn and if it is still wanted then; cancelling
 * ends the desk, which is made again when it is needed.
 */
function inDesk(corpus: OpenCorpus, title: string, wanted: () => boolean, body: (report: Parameters<SearchClient['add']>[2], signal: AbortSignal) => Promise<void>): Promise<void> {
  return inTurn(async () => {
    if (!wanted()) return;
    await track('search', title, (update, signal) => {
      signal.addEventListener('abort', () => desk?.of === corpus.encoded && end());
      return body((progress) => update({ progress }), signal);
    });
  });
}

/** The desk, once it knows the way. */
async function ready(corpus: OpenCorpus, way: Way, report: Parameters<SearchClient['add']>[2]): Promise<SearchClient> {
  const { client, opened, added } = deskOf(corpus);
  await opened;
  for (const id of added.keys()) {
    if (id.startsWith('auto ') || get().spaces.some((s) => s.id === id)) continue;
    added.delete(id);
    await client.remove(id);
  }
  const { space } = way;
  if (added.get(way.id) !== (space?.words ?? null)) {
    await client.add(way.id, space ? { words: space.words.data, documents: space.documents?.data, query: space.query } : { model: way.method.model }, report);
    added.set(way.id, space?.words ?? null);
  }
  return client;
}

async function told(corpus: OpenCorpus, way: Way, hits: Awaited<ReturnType<SearchClient['search']>>): Promise<DocumentAnswer> {
  const of = way.space?.words ?? null;
  if (!hits) return { of, why: 'None of these words is known here.' };
  if (hits.length === 0) return { of, why: 'No document shares anything with this text.' };
  const asked = hits.map(({ document, evidence }) => ({ document, words: wordsToMark(evidence) }));
  const found = await passages(corpus.id, asked);
  return { of, hits: hits.map((hit, i) => Object.assign(hit, { title: corpus.encoded.titles[hit.document], passage: found[i] })) };
}

/** The words of a document that speak for it. */
export function wordsToMark(evidence: { words: string[]; part: number }[]): string[] {
  return evidence.filter(({ part }) => part > 0).slice(0, SHOWN_EVIDENCE).flatMap(({ words }) => words);
}
