/** Films as the page drives them: recorded with a training, opened, moved in, closed. */
import { beforeEach, expect, test } from 'vitest';
import { closeFilm, followRank, openFilm, pause, play, seek, setSpeed } from '../../lib/store/film';
import { filmOf, scenePositions, shownMoment } from '../../lib/store/film-moment';
import { changeView } from '../../lib/store/maps';
import { ask } from '../../lib/store/questions';
import { initialState } from '../../lib/store/state';
import { layoutKey } from '../../lib/store/view';
import { activeSpace, get, set } from '../../lib/store/store';
import { pasteText } from '../../lib/store/texts';
import { train } from '../../lib/store/training';

const WORLDS = [
  ['bread', 'butter', 'cheese', 'knife', 'plate', 'soup', 'spoon', 'table'],
  ['anchor', 'captain', 'harbour', 'mast', 'rope', 'sail', 'ship', 'wave'],
];

function text(sentences: number): string {
  const sentence = (s: number) => Array.from({ length: 10 }, (_, i) => WORLDS[Math.floor(s / 20) % 2][(i * 5 + s * 3 + ((i * i) >> 2)) % 8]).join(' ');
  return Array.from({ length: sentences }, (_, s) => `${sentence(s)}.`).join('\n\n');
}

const settled = () => expect.poll(() => get().jobs.length, { timeout: 60_000 }).toBe(0);
const space = () => activeSpace(get())!;
const shown = () => shownMoment(get(), activeSpace(get()));

beforeEach(() => set({ ...initialState }));

test('a training leaves a film behind; its moments stand for the space while it is open', async () => {
  await pasteText(text(2000));
  const training = train('skipgram', { dims: 24, epochs: 150, sample: 0, window: 3, seed: 1 });
  await expect.poll(() => get().recording?.film.frames.length ?? 0, { timeout: 60_000 }).toBeGreaterThan(1);
  await training;
  await settled();
  expect(get().notices).toEqual([]);
  expect(get().recording).toBeNull();
  const film = filmOf(get(), space())!;
  expect(film.length).toBeGreaterThan(2);
  expect(film.moment(film.length - 1)).toMatchObject({ done: 1, epoch: 150 });
  expect(film.moment(0).done).toBeLessThan(0.5);

  expect(shown()).toBeNull();
  openFilm();
  expect(get().film).toMatchObject({ spaceId: space().id, frame: film.length - 1, playing: false });
  const end = shown()!;
  const row = space().words.rowOf('ship');
  const nearest = film.neighbours(row, film.length - 1, 7).map((n) => n.name);
  expect(nearest.toSorted()).toEqual(WORLDS[1].filter((w) => w !== 'ship'));
  seek(0);
  expect(shown()!.words).not.toBe(end.words);
  expect(shown()!.words.names).toEqual(space().words.names);

  ask('ship - anchor + bread');
  const tab = get().view.ask;
  expect(tab).toBe('analogy');
  await changeView({ ask: 'word' });
  const early = get().analogy.result!.answers.map((a) => 'score' in a ? a.score : null);
  seek(1e9);
  expect(get().film!.frame).toBe(film.length - 1);
  expect(get().view.ask).toBe('word');
  expect(get().analogy.result!.answers.map((a) => 'score' in a ? a.score : null)).not.toEqual(early);

  await followRank();
  const { rank } = get().film!;
  expect(rank!.points.map((p) => p.done)).toEqual(Array.from({ length: film.length }, (_, i) => film.moment(i).done));
  expect(rank!.points.at(-1)!.rank).toBe(1);
  await followRank('captain');
  expect(get().film!.rank).toMatchObject({ answer: 'captain' });
  expect(get().film!.rank!.points).toHaveLength(film.length);

  closeFilm();
  expect(get().film).toBeNull();
  expect(shown()).toBeNull();
});

test('the map of a moment is as it was recorded, or the finished map carried back', async () => {
  await pasteText(text(2000));
  await train('skipgram', { dims: 24, epochs: 100, sample: 0, window: 3, seed: 1 });
  await settled();
  openFilm();
  const layout = () => get().layouts[layoutKey(space().id, get().view)];
  seek(0);
  const recorded = scenePositions(shown()!, space(), layout(), get().view.method);
  expect(recorded).toHaveLength(3 * space().words.size);
  await changeView({ dims: 2, method: 'pca' });
  await settled();
  const flat = scenePositions(shown()!, space(), layout(), get().view.method);
  expect(flat).toHaveLength(3 * space().words.size);
  expect(flat.every((v, i) => i % 3 < 2 || v === 0)).toBe(true);
  seek(1e9);
  expect(scenePositions(shown()!, space(), layout(), get().view.method)).not.toEqual(flat);
});

test('a film plays to its end at the speed that is set, and from the beginning when it is there', async () => {
  await pasteText(text(1000));
  await train('skipgram', { dims: 16, epochs: 100, sample: 0, window: 3, seed: 1 });
  await settled();
  openFilm();
  setSpeed(4);
  play();
  expect(get().film).toMatchObject({ frame: 0, playing: true });
  await expect.poll(() => get().film?.playing, { timeout: 20_000 }).toBe(false);
  expect(get().film!.frame).toBe(filmOf(get(), space())!.length - 1);
  play();
  pause();
  expect(get().film).toMatchObject({ playing: false });
});

test('a cancelled training leaves no film', async () => {
  await pasteText(text(2000));
  const training = train('skipgram', { dims: 24, epochs: 1000, sample: 0, window: 3, seed: 1 });
  await expect.poll(() => get().recording?.film.frames.length ?? 0, { timeout: 60_000 }).toBeGreaterThan(1);
  get().jobs.find((j) => j.kind === 'train')!.cancel();
  await training;
  expect(get()).toMatchObject({ recording: null, spaces: [] });
  openFilm();
  expect(get().film).toBeNull();
  play();
  await followRank();
  expect(get().film).toBeNull();
});
