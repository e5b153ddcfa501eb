/** The microscope as the page drives it: a space trained here, looked at in its own text. */
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Dense } from '../../lib/kernels/matrix';
import { adjust, lookAnywhere, lookAt, lookFor, occurrences, sight, stagesOf, type Sight } from '../../lib/store/microscope';
import { stepOnMap } from '../../lib/store/step-on-map';
import { initialState, type AppState } from '../../lib/store/state';
import { activeCorpus, get, set } from '../../lib/store/store';
import { pasteText } from '../../lib/store/texts';
import { train } from '../../lib/store/training';
import { changeView } from '../../lib/store/maps';

const WORDS = ['anchor', 'captain', 'harbour', 'mast', 'rope', 'sail', 'ship', 'wave'];
const TEXT = Array.from({ length: 200 }, (_, s) => `${Array.from({ length: 7 }, (_, i) => WORDS[(i * 5 + s * 3 + ((i * s) >> 2)) % 8]).join(' ')}.`).join(' ');

let trained: AppState;

beforeAll(async () => {
  set({ ...initialState });
  await pasteText(TEXT);
  await train('skipgram', { dims: 6, epochs: 5, sample: 0, seed: 1 });
  await train('lsa', { dims: 2 });
  const few = { dims: 6, epochs: 3, sample: 0, seed: 1 };
  await train('skipgram', { ...few, objective: 1 });
  await train('cbow', few);
  await train('subword', { ...few, buckets: 200 });
  await train('subword', { ...few, buckets: 200, architecture: 1, objective: 1 });
  await vi.waitUntil(() => get().jobs.length === 0, { timeout: 30_000 });
  trained = get();
}, 60_000);

beforeEach(() => set({ ...trained, spaceId: trained.spaces[0].id, microscope: initialState.microscope }));

function ready(): Extract<Sight, { kind: 'ready' }> {
  const seen = sight(get());
  if (seen.kind !== 'ready') throw new Error(seen.kind);
  return seen;
}

test('finds a word in the text, looks at it, and answers the same object while nothing changes', () => {
  expect(ready().place).toBeNull();
  lookFor('Ship');
  const { place, corpus } = ready();
  const { ids, vocabulary, sentences } = corpus.encoded;
  expect(vocabulary.words[ids[place!.token]]).toBe('ship');
  expect(ids.subarray(0, place!.token)).not.toContain(ids[place!.token]);
  expect(sentences).toContain(place!.from);
  expect(ready().place).toBe(place);
  adjust({ stage: 'loss' });
  expect(ready().place).toBe(place);
  adjust({ seed: 2 });
  expect(ready().place).not.toBe(place);
  expect(ready().place!.step.update).not.toEqual(place!.step.update);
});

test('lists the occurrences of a word in text order', () => {
  const { encoded } = activeCorpus(get())!;
  const found = occurrences(encoded, 'rope');
  expect([...found]).toEqual([...encoded.ids.keys()].filter((i) => encoded.vocabulary.words[encoded.ids[i]] === 'rope'));
});

test('an unknown word leaves a sentence that helps, and the place as it was', () => {
  lookFor('mast');
  const { place } = ready();
  lookFor('capptain');
  expect(get().microscope.error).toMatch(/capptain.*captain/);
  expect(ready().place).toBe(place);
  lookAnywhere(ready().corpus.encoded);
  expect(get().microscope.error).toBeNull();
});

test('takes the learning rate that is asked, or the one training began with', () => {
  lookAt(10);
  expect(ready().place!.alpha).toBe(get().spaces[0].options.alpha);
  adjust({ alpha: 0.5 });
  expect(ready().place!.alpha).toBe(0.5);
});

test('says what is missing', () => {
  const [skipgram, lsa] = get().spaces;
  const kind = (change: Partial<AppState>) => sight({ ...get(), ...change }).kind;
  expect(kind({ spaceId: null })).toBe('no space');
  expect(kind({ spaceId: lsa.id })).toBe('other model');
  expect(kind({ corpora: [] })).toBe('no text');
  expect(kind({ spaces: [{ ...skipgram, output: undefined }] })).toBe('no output');
  expect(kind({ spaces: [{ ...skipgram, training: true, output: undefined }] })).toBe('in training');
  expect(kind({ spaces: [{ ...skipgram, options: { ...skipgram.options, negative: undefined! } }] })).toBe('other model');
  const [corpus] = get().corpora;
  const { vocabulary } = corpus.encoded;
  const encoded = { ...corpus.encoded, vocabulary: { ...vocabulary, words: vocabulary.words.map((w) => `${w}s`) } };
  expect(kind({ corpora: [{ ...corpus, encoded }] })).toBe('other text');
  const tree = get().spaces.find((s) => s.title.startsWith('Skip-gram') && s.options.objective === 1)!;
  expect(kind({ spaceId: tree.id })).toBe('ready');
  expect(kind({ spaceId: tree.id, spaces: [{ ...tree, nodes: undefined }] })).toBe('no output');
  const recounted = { ...corpus.encoded, vocabulary: { ...vocabulary, counts: vocabulary.counts.map((n) => n + 1) } };
  expect(kind({ spaceId: tree.id, corpora: [{ ...corpus, encoded: recounted }] })).toBe('other tree');
});

test('looks at CBOW, subwords and hierarchical softmax: their stages, and the rows of the trained space', () => {
  const told = get().spaces.slice(2).map((space) => {
    set({ spaceId: space.id });
    lookAt(0);
    const update = ready().place!.step.update!;
    if (update.kind !== 'bag') throw new Error(update.kind);
    const rows = update.bag[0].rows.length;
    if (space.model !== 'subword') {
      const { word, before } = update.moves[0];
      const matrix = space.words.matrix as Dense;
      expect(before).toEqual(matrix.values.slice(word * matrix.dims, (word + 1) * matrix.dims));
    }
    expect(update.lossAfter).toBeLessThan(update.loss);
    return [space.model, update.predicts, update.predictions[0].path !== null, rows > 1, stagesOf(space).includes('mean')];
  });
  expect(told).toEqual([
    ['skipgram', 'contexts', true, false, false],
    ['cbow', 'center', false, false, true],
    ['subword', 'contexts', false, true, true],
    ['subword', 'center', true, true, true],
  ]);
});

test('a space whose rows stand in another order is read by name', () => {
  const { encoded, ...corpus } = get().corpora[0];
  const { words, counts } = encoded.vocabulary;
  const last = words.length - 1;
  const mirrored = { ...encoded, ids: encoded.ids.map((id) => last - id), vocabulary: { words: words.toReversed(), counts: counts.toReversed() } };
  set({ corpora: [{ ...corpus, encoded: mirrored }] });
  lookAt(0);
  const { space, place } = ready();
  const { matrix } = space.words;
  for (const { side, word, before } of place!.step.update!.moves) {
    const { values } = side === 'input' ? matrix : space.output!;
    const row = space.words.rowOf(mirrored.vocabulary.words[word]);
    expect(before).toEqual(values.slice(row * matrix.dims, (row + 1) * matrix.dims));
  }
});

test('the last stage draws the context words that are on the map, magnified to a length that can be seen', async () => {
  await changeView({ ask: 'step', method: 'pca' });
  await expect.poll(() => get().jobs.length, { timeout: 30_000 }).toBe(0);
  lookAt(3);
  expect(stepOnMap(get())).toBeNull();
  adjust({ stage: 'move' });
  const drawn = stepOnMap(get())!;
  const contexts = new Set(ready().place!.step.update!.contexts.map((c) => c.word));
  expect(drawn.arrows.map((a) => a.row).sort()).toEqual([...contexts].sort());
  expect(drawn.times).toBeGreaterThanOrEqual(1);
  expect(stepOnMap(get())).toBe(drawn);
});
