/** The store end to end, as the page drives it, with the jobs run on this thread. */
import { beforeEach, expect, test, vi } from 'vitest';
import { jobs } from '../../lib/jobs/table';
import { prepareColouring, colouringChoices, colouringKey, watchColouring } from '../../lib/store/colouring';
import { openJudged } from '../../lib/store/judged';
import { answerOf, judgeDocuments, searchDocuments, ways, wordsOfDocument } from '../../lib/store/search';
import { changeAxes, changeSettings, changeView, layOut, showSpace } from '../../lib/store/maps';
import { compareSpaces } from '../../lib/store/comparing';
import { ask, select } from '../../lib/store/questions';
import { initialState, type RunningJob } from '../../lib/store/state';
import { layoutKey } from '../../lib/store/view';
import { activeCorpus, activeSpace, dismiss, get, notify, secondsLeft, sentence, set, store } from '../../lib/store/store';
import { documentText, openFiles, pasteText } from '../../lib/store/texts';
import { removeSpace } from '../../lib/store/spaces';
import { train } from '../../lib/store/training';
import { vectorFiles } from '../../lib/store/vectors';

const WORLDS = [
  ['bread', 'butter', 'cheese', 'knife', 'plate', 'soup', 'spoon', 'table'],
  ['anchor', 'captain', 'harbour', 'mast', 'rope', 'sail', 'ship', 'wave'],
];

/** Documents about one of two worlds, as a table with the world as metadata. */
function table(documents: number): Uint8Array {
  const rows = Array.from({ length: documents }, (_, d) => {
    const world = WORLDS[d % 2];
    const words = Array.from({ length: 40 }, (_, i) => world[(i * 5 + d * 3 + ((i * i) >> 2)) % 8]);
    return `${d % 2 ? 'sea' : 'land'},${words.join(' ')}`;
  });
  return new TextEncoder().encode(`place,text\n${rows.join('\n')}\n`);
}

/** The id of the nth space of a model. */
const id = (model: string, nth = 0) => get().spaces.filter((s) => s.model === model)[nth].id;
const settled = () => expect.poll(() => get().jobs.length, { timeout: 20_000 }).toBe(0);

beforeEach(() => set({ ...initialState }));

test('a text becomes spaces that answer side by side', async () => {
  expect(await openFiles([{ name: 'worlds.csv', bytes: table(120) }])).toBe(true);
  const corpus = activeCorpus(get());
  expect(corpus?.encoded.vocabulary.words).toHaveLength(16);
  expect(corpus?.encoded.columns.map((c) => c.name)).toContain('place');

  await train('skipgram', { dims: 12, epochs: 30, sample: 0, seed: 1 });
  await train('tfidf', {});
  await train('lsa', { dims: 2 });
  await train('lda', { topics: 2, iterations: 60, minDocumentFrequency: 1, maxDocumentShare: 1 });
  await settled();
  expect(get().notices).toEqual([]);
  expect(get().spaces.map((s) => s.model)).toEqual(['skipgram', 'tfidf', 'lsa', 'lda']);

  await searchDocuments('the captain of a ship');
  const all = ways(get());
  expect(all.map((way) => [way.id, way.missing])).toEqual([[id('tfidf'), false], ['auto bm25', false], [id('lsa'), false], [id('lda'), false], [id('skipgram'), false]]);
  for (const way of all) {
    const answer = answerOf(get(), way);
    expect(answer, way.title).toHaveProperty('hits');
    const [first] = answer && 'hits' in answer ? answer.hits : [];
    expect(first.document % 2, way.title).toBe(1);
    expect(first.passage?.marks.length, way.title).toBeGreaterThan(0);
  }
  await searchDocuments('zebra');
  for (const way of all) expect(answerOf(get(), way), way.title).toHaveProperty('why');
  openJudged({ name: 'judged.tsv', bytes: new TextEncoder().encode('the captain\t2\t1\n') });
  await judgeDocuments();
  expect(Object.keys(get().search.reports)).toEqual(all.map((way) => way.id));
  expect(get().search.reports['auto bm25']).toMatchObject({ queries: 1, unknown: [] });
  expect(await documentText(corpus?.id ?? '', 1, 12)).toHaveLength(12);

  await compareSpaces(id('skipgram'), id('tfidf'));
  expect(get().comparison.result).toMatchObject({ shared: 16 });
  expect(get().comparison.result?.overlap).toBeGreaterThan(0.5);

  await showSpace(id('skipgram'));
  await settled();
  expect(colouringChoices(get()).map((c) => c.id)).toEqual(['frequency', 'cluster', 'trust', 'topic', 'similarity', 'column:place']);
  for (const { id: colouring } of colouringChoices(get())) {
    await changeView({ colouring });
    await prepareColouring();
  }
  const space = activeSpace(get());
  const place = space && get().colourings[colouringKey(space, 'column:place')];
  expect(place?.values[space?.words.rowOf('anchor') ?? -1]).toBe('sea');
  expect(place?.values[space?.words.rowOf('butter') ?? -1]).toBe('land');
  const topic = space && get().colourings[colouringKey(space, 'topic')];
  expect(topic?.values[space?.words.rowOf('anchor') ?? -1]).toBe(topic?.values[space?.words.rowOf('sail') ?? -1]);

  const [written] = await vectorFiles(id('skipgram'));
  expect(written.name).toBe('Skip-gram, worlds.vec');
  expect(new TextDecoder().decode(written.bytes)).toMatch(/^16 12\n/);
  expect((await vectorFiles(id('tfidf'))).map((f) => f.name)).toEqual([expect.stringMatching(/npz$/)]);
  const forProjector = await vectorFiles(id('skipgram'), true);
  expect(forProjector.map((f) => f.name)).toEqual(['Skip-gram, worlds.vectors.tsv', 'Skip-gram, worlds.metadata.tsv']);
  const [rows, names] = forProjector.map((f) => new TextDecoder().decode(f.bytes).trimEnd().split('\n'));
  expect(rows.map((row) => row.split('\t').length)).toEqual(Array(16).fill(12));
  expect(names).toHaveLength(17);
  expect(names[0]).toBe('word\tcount');

  removeSpace(id('skipgram'));
  expect(get().spaces).toHaveLength(3);
  expect(get().comparison.result).toBeNull();
  await settled();
});

test('the map follows the view, and its trust is measured', async () => {
  await openFiles([{ name: 'worlds.csv', bytes: table(60) }]);
  await train('lsa', { dims: 4 });
  await changeView({ method: 'pca', dims: 2 });
  await settled();
  const layout = get().layouts[layoutKey(id('lsa'), get().view)];
  expect(layout).toMatchObject({ finished: true });
  expect(layout.positions.values).toHaveLength(32);
  await expect.poll(() => get().layouts[layoutKey(id('lsa'), get().view)].trust?.trustworthiness ?? 0).toBeGreaterThan(0);
  const before = layout.version;
  await layOut();
  expect(get().layouts[layoutKey(id('lsa'), get().view)].version).toBe(before);
});

test('words are placed on axes whose ends may lie beyond the map, once they are named', async () => {
  await openFiles([{ name: 'worlds.csv', bytes: table(60) }]);
  await train('lsa', { dims: 4 });
  await settled();
  const shown = () => get().layouts[layoutKey(id('lsa'), get().view)];
  await changeView({ method: 'axes', words: 8 });
  expect(get().view.ask).toBe('axes');
  expect(shown()).toBeUndefined();
  await changeAxes([{ from: ['bread'], to: ['ship'] }, { from: [], to: ['sail'] }]);
  await settled();
  expect(get().view.axes).toHaveLength(1);
  const { positions, facts, axes } = shown();
  expect(positions.values).toHaveLength(24);
  expect(axes).toEqual([{ from: ['bread'], to: ['ship'] }]);
  expect(facts?.axes?.[0]).toMatchObject({ words: 8, trials: 999 });
  const names = activeSpace(get())!.words.names.slice(0, 8);
  for (const [row, name] of names.entries()) expect(positions.values[3 * row] > 0).toBe(positions.values[3 * names.indexOf(WORLDS[1].find((w) => names.includes(w))!)] > 0 === WORLDS[1].includes(name));
  await changeAxes([{ from: ['bred'], to: ['ship'] }]);
  await settled();
  expect(get().notices.at(-1)?.text).toMatch(/“bred” is not among the 16 words of this space; did you mean bread/);
});

test('other options of a map make another map, and the defaults bring the first one back', async () => {
  await openFiles([{ name: 'worlds.csv', bytes: table(60) }]);
  await train('lsa', { dims: 4 });
  await settled();
  const shown = () => get().layouts[layoutKey(id('lsa'), get().view)];
  const first = shown();
  await changeSettings({ neighbours: 3, seed: 1 });
  await settled();
  expect(get().view.settings).toEqual({ umap: { neighbours: 3 } });
  expect(shown()).toMatchObject({ finished: true });
  expect(shown().positions.values).not.toEqual(first.positions.values);
  await changeSettings({ neighbours: 15 });
  expect(get().view.settings).toEqual({ umap: {} });
  expect(shown().positions).toBe(first.positions);
});

test('words are coloured by the neighbours they keep on the map on the screen, judged only when that is asked for', async () => {
  await openFiles([{ name: 'worlds.csv', bytes: table(60) }]);
  await train('lsa', { dims: 4 });
  await changeView({ method: 'pca', dims: 2 });
  await settled();
  const stop = watchColouring();
  const space = activeSpace(get())!;
  const layout = () => get().layouts[layoutKey(id('lsa'), get().view)];
  const colours = () => get().colourings[colouringKey(space, 'trust')];
  expect(layout().kept).toBeUndefined();

  const seen: RunningJob[] = [];
  const unsee = store.subscribe((s) => seen.push(...s.jobs.filter((j) => j.kind === 'trust')));
  await changeView({ colouring: 'trust' });
  await expect.poll(colours).toBeDefined();
  expect(seen.at(-1)?.progress).toMatchObject({ done: 16, total: 16 });
  const flat = colours();
  expect(flat).toMatchObject({ kind: 'number', label: 'Share of 15 true neighbours kept', reversed: false });
  // Of sixteen words each has all others for its neighbours.
  expect([...flat.values]).toEqual(Array(16).fill(1));
  expect(layout().kept?.kept).toEqual(new Uint16Array(16).fill(15));

  await changeView({ dims: 3 });
  await expect.poll(colours).toBeDefined();
  expect(colours()).not.toBe(flat);

  // A map of fewer words says nothing of the others.
  await changeView({ words: 8 });
  await expect.poll(colours).toBeDefined();
  expect(colours().values.slice(8)).toEqual(new Float32Array(8).fill(Number.NaN));
  expect(get().notices).toEqual([]);
  stop();
  unsee();
});

test('an analogy is asked again of the next space, and errors are sentences', async () => {
  await openFiles([{ name: 'worlds.csv', bytes: table(60) }]);
  await train('lsa', { dims: 4 });
  ask('bread + butter');
  expect(get().analogy.result?.answers[0].name).toMatch(/cheese|knife|plate|soup|spoon|table/);
  const asked = activeSpace(get())!;
  expect(get().analogy.of).toEqual({ title: asked.title, words: asked.words.size });
  await changeView({ ask: 'word' });
  ask('bred + butter');
  expect(get()).toMatchObject({ analogy: { error: expect.stringContaining('bread') }, view: { ask: 'analogy' } });
  ask('bread - cheese');
  await train('tfidf', {});
  await settled();
  expect(get().spaceId).toBe(id('tfidf'));
  expect(get().analogy.result?.expression).toBe('bread - cheese');
  select('ship');
  expect(get()).toMatchObject({ selected: 'ship', flight: 1 });
  expect(get().analogy.result).toBeNull();
  ask('  ');
  expect(get().analogy).toMatchObject({ result: null, error: null });
});

test('bad input is told and nothing is lost', async () => {
  await openFiles([{ name: 'worlds.csv', bytes: table(60) }]);
  const before = get().corpora;
  expect(await pasteText('')).toBe(false);
  expect(await openFiles([{ name: 'x.zip', bytes: Uint8Array.of(80, 75, 3, 4, 0) }])).toBe(false);
  await train('skipgram', { dims: 0 });
  await train('skipgram', { dims: Number.NaN });
  expect(get().notices.length).toBeGreaterThan(2);
  for (const notice of get().notices) expect(notice.text).not.toContain('went wrong inside');
  expect(get().corpora).toBe(before);
  dismiss(get().notices[0].id);
  notify('note', 'twice');
  notify('note', 'twice');
  expect(get().notices.filter((n) => n.text === 'twice')).toHaveLength(1);
});

test('a faulty file of judgements is told its line while documents are looked at, and is a text else', async () => {
  await openFiles([{ name: 'worlds.csv', bytes: table(60) }]);
  const judged = { name: 'judged.tsv', bytes: new TextEncoder().encode('query\tdocument\tgrade\nthe captain\t2\t1\nthe captain\t4\tgood\n') };
  await changeView({ ask: 'documents' });
  expect(await openFiles([judged])).toBe(false);
  expect(get().notices.map((n) => [n.text, n.action?.label])).toEqual([[expect.stringContaining('judged.tsv, line 3: expected a query'), 'Open it as a text']]);
  expect(get().corpora).toHaveLength(1);
  await changeView({ ask: 'word' });
  expect(await openFiles([judged])).toBe(false);
  expect(get().notices.at(-1)?.text).not.toContain('line 3');
});

test('a training can be cancelled and leaves nothing', async () => {
  await openFiles([{ name: 'worlds.csv', bytes: table(60) }]);
  const training = train('lda', { iterations: 10_000, minDocumentFrequency: 1, maxDocumentShare: 1 });
  await expect.poll(() => get().jobs.some((j) => j.kind === 'train' && j.progress.done > 0)).toBe(true);
  expect(get().jobs[0].model).toBe('lda');
  get().jobs[0].cancel();
  await training;
  expect(get()).toMatchObject({ jobs: [], spaces: [], notices: [] });
});

test('two texts of one name stay apart', async () => {
  await openFiles([{ name: 'worlds.csv', bytes: table(60) }]);
  await openFiles([{ name: 'worlds.csv', bytes: table(80) }]);
  expect(get().corpora.map((c) => c.id)).toEqual(['worlds.csv', 'worlds.csv (2)']);
});

test('the text asked for last is the one that is trained on, whichever is read first', async () => {
  const slow = openFiles([{ name: 'large.csv', bytes: table(4000) }]);
  const quick = openFiles([{ name: 'small.csv', bytes: table(20) }]);
  await Promise.all([slow, quick]);
  expect(get().corpora).toHaveLength(2);
  expect(get().corpusId).toBe('small.csv');
});

test('a vector file becomes a space, and a broken one a sentence', async () => {
  const text = '3 2\nking 1 0\nqueen 0.9 0.1\nbread 0 1\n';
  expect(await openFiles([{ name: 'mine.txt', bytes: new TextEncoder().encode(text) }])).toBe(true);
  await settled();
  expect(get().spaces[0]).toMatchObject({ title: 'mine.txt', builtIn: false });
  expect(get().spaces[0].words.names).toEqual(['king', 'queen', 'bread']);
  expect(get().corpora).toEqual([]);
  expect(await openFiles([{ name: 'cut.bin', bytes: new TextEncoder().encode('3 2\nking ') }])).toBe(false);
  expect(get().spaces).toHaveLength(1);
  expect(get().notices.at(-1)?.text).toContain('cut.bin');
});

test('training without a text says what to do', async () => {
  await train('tfidf', {});
  expect(get().notices[0].text).toContain('Open a text first');
});

test('the time left follows from the present stage', () => {
  const job = { id: 'j', kind: 'train' as const, title: '', curve: [], cancel() {}, stageStarted: 0, stageDone: 0, progress: { stage: 's', done: 1, total: 4 } };
  expect(secondsLeft(job, 1000)).toBeCloseTo(3);
  expect(secondsLeft({ ...job, progress: { stage: 's', done: 0, total: 4 } }, 1000)).toBeNull();
  // While it is paused the speed so far tells it, where there is one.
  const paused = { stage: 'paused', done: 1, total: 4 };
  expect(secondsLeft({ ...job, progress: paused }, 1000)).toBeNull();
  expect(secondsLeft({ ...job, stageStarted: 1000, progress: { ...paused, figures: { tokensPerSecond: 0.5 } } }, 1000)).toBeCloseTo(6);
  // No time is left at 100 %, and less than that is unknown.
  expect(secondsLeft({ ...job, progress: { stage: 's', done: 996, total: 1000 } }, 1000)).toBeNull();
  expect(secondsLeft({ ...job, progress: { stage: 's', done: 97, total: 100 } }, 1000)).toBeNull();
  expect(sentence(new Error('boom'))).toContain('inside Wordspace');
  expect(sentence('text')).toContain('text');
});

test('files of one name that are dropped at once become two texts; each keeps its own answers and figures', async () => {
  const opened = await Promise.all([openFiles([{ name: 'worlds.csv', bytes: table(40) }]), openFiles([{ name: 'worlds.csv', bytes: table(60) }])]);
  expect(opened).toEqual([true, true]);
  const [one, other] = get().corpora;
  expect([one.encoded.titles.length, other.encoded.titles.length].toSorted()).toEqual([40, 60]);
  expect(one.id).not.toBe(other.id);

  // What a panel asks of another text meanwhile waits for its turn, and takes no search along.
  set({ corpusId: one.id });
  const searching = searchDocuments('ship');
  const words = wordsOfDocument(other.id, 1, 3);
  await searching;
  expect(await words).toHaveLength(3);
  expect(answerOf(get(), ways(get())[0])).toHaveProperty('hits');

  set({ search: { ...initialState.search } });
  openJudged({ name: 'judged.tsv', bytes: new TextEncoder().encode('the captain\t2\t1\n') });
  await judgeDocuments();
  const first = get().search.reports['auto bm25'];
  expect(first).toMatchObject({ queries: 1 });
  set({ corpusId: other.id });
  const judging = judgeDocuments();
  expect(get().search.reports).toEqual({});
  await judging;
  expect(get().search.reports['auto bm25']).not.toBe(first);
  expect(get().notices.filter((n) => n.kind === 'problem')).toEqual([]);
});

test('a reading that is cancelled leaves no text, and its file can be opened again', async () => {
  const reading = openFiles([{ name: 'worlds.csv', bytes: table(400) }]);
  get().jobs[0].cancel();
  expect(await reading).toBe(false);
  expect(get()).toMatchObject({ corpora: [], jobs: [], notices: [] });
  expect(await openFiles([{ name: 'worlds.csv', bytes: table(40) }])).toBe(true);
  expect(get().corpora[0].id).toBe('worlds.csv');
});

test('clusters are looked for once, however often the spaces change meanwhile', async () => {
  await openFiles([{ name: 'worlds.csv', bytes: table(60) }]);
  await train('lsa', { dims: 4 });
  await settled();
  const clusters = vi.spyOn(jobs, 'clusters');
  const stop = watchColouring();
  set((s) => ({ view: { ...s.view, colouring: 'cluster' } }));
  for (let i = 0; i < 3; i++) set((s) => ({ spaces: [...s.spaces] }));
  await expect.poll(() => get().colourings[colouringKey(activeSpace(get())!, 'cluster')]).toBeDefined();
  stop();
  expect(clusters).toHaveBeenCalledTimes(1);
  clusters.mockRestore();
});
