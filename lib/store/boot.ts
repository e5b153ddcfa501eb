import type { PreparedCatalogue, PreparedSpace, ReadyLayout, ReadySpace } from '../../data/catalogue';
import { gunzip } from '../formats/gzip';
import { unpack } from '../formats/pack';
import { restore } from '../formats/quantise';
import { download } from '../jobs/download';
import { canKeep } from '../jobs/shelves';
import { colouringChoices, prepareColouring, watchColouring } from './colouring';
import { layOut, setLayout, showSpace } from './maps';
import { ask, select } from './questions';
import { savedSpaces, savedTexts, saveSpace } from './saved';
import { layoutKey } from './view';
import { activeSpace, get, notify, sentence, set, track } from './store';
import { openBuiltIn, reopen, reserveTexts } from './texts';
import { addSpace, openSpace } from './spaces';
import { isolatedIn, mirrorUrl } from './history';
import { applyQuery } from './url';
import { askWhy } from './why';

/**
 * The first seconds of the page: what the server offers, what was saved, the
 * default space with its ready map, then what the link asks for.
 * @returns how to stop listening
 */
export function boot(query: string): () => void {
  const asked = applyQuery(query);
  const { opened, stop } = mirrorUrl();
  const stops = [watchColouring(), stop];
  void open(asked, opened).catch((error: unknown) => notify('problem', sentence(error)));
  return () => stops.forEach((stop) => stop());
}

async function open(asked: ReturnType<typeof applyQuery>, opened: () => void): Promise<void> {
  if (get().catalogue) return opened();
  if (!(await canKeep())) notify('note', 'This browser lets nothing be kept: texts and spaces of your own are gone when the page is closed.');
  const texts = await savedTexts();
  reserveTexts(texts);
  const bytes = await download('/data/catalogue.json');
  set({ catalogue: JSON.parse(new TextDecoder().decode(bytes)) as PreparedCatalogue });
  await loadBuiltInSpace('default');
  for (const space of await savedSpaces()) {
    const added = addSpace(openSpace(space, space), false);
    // Saved by another tab under a title that is taken: the one it gets here stays.
    if (added.title !== space.title) void saveSpace(added);
  }
  if (asked.space === 'glove') await loadBuiltInSpace('glove');
  else if (asked.space && get().spaces.some((s) => s.id === asked.space)) set({ spaceId: asked.space });
  else if (asked.space && asked.space !== 'default') notify('note', 'This link is to a space of another browser, or to one that was removed: the space that is built in is shown.');
  const here = activeSpace(get());
  if (here) set(({ view }) => ({ selection: asked.selection.filter((word) => here.words.rowOf(word) >= 0), view: { ...view, isolated: isolatedIn(here, asked) } }));
  // A link with a camera says where to look; isolated words are seen whole.
  if (asked.word) select(asked.word, asked.camera === null && !get().view.isolated);
  if (asked.word && asked.why) askWhy(asked.word, asked.why);
  if (asked.expression) ask(asked.expression);
  opened();
  // The text of the space on the map is the one to go on with; the default waits where it is another.
  const wanted = activeSpace(get())?.corpusId;
  const mine = texts.toSorted((x, y) => Number(y === wanted) - Number(x === wanted));
  const reopenMine = async () => {
    for (const id of mine) await reopen(id);
  };
  const builtIn = get().catalogue?.corpora.some((c) => c.id === wanted);
  await Promise.all([layOut(), prepareColouring(), builtIn && wanted ? openBuiltIn(wanted, false) : reopenMine()]);
  if (builtIn) await reopenMine();
  await openBuiltIn('default', false);
  dropColouring();
}

/** Now that spaces and texts are open: a colouring that a link asks for in vain is let go. */
export function dropColouring(): void {
  const { view } = get();
  if (!colouringChoices(get()).some(({ id }) => id === view.colouring)) set({ view: { ...view, colouring: 'frequency', highlight: null } });
}

/** Download a space that the server offers, with its ready map, and show it. */
export async function loadBuiltInSpace(id: string): Promise<void> {
  if (get().spaces.some((s) => s.id === id)) return showSpace(id);
  const entry = get().catalogue?.spaces.find((s) => s.id === id);
  if (!entry) return;
  const loaded = await track('load', `Opening ${entry.title}`, async (update, signal) => {
    const report = (done: number, total: number) => update({ progress: { stage: 'downloading', done, total } });
    const ready = unpacked<ReadySpace>(await download(entry.url, report, entry.bytes, signal), entry.url);
    const layout = unpacked<ReadyLayout>(await download(entry.layout.url, undefined, entry.layout.bytes, signal), entry.layout.url);
    return { ready, layout };
  });
  if (!loaded) return;
  const { ready, layout } = loaded;
  const view = { method: layout.method, dims: layout.positions.dims, words: layout.words };
  setLayout(layoutKey(id, view), layout.positions, true);
  addSpace(openSpace({ words: restore(ready.words) }, about(entry, ready)));
}

function about(entry: PreparedSpace, ready: ReadySpace) {
  const { origin } = entry;
  const corpus = origin.kind === 'trained' ? get().catalogue?.corpora.find((c) => c.id === origin.corpus) : undefined;
  return {
    id: entry.id,
    title: origin.kind === 'trained' ? 'Skip-gram' : entry.title,
    model: origin.kind === 'trained' ? origin.model : entry.id,
    corpusId: corpus?.id ?? entry.id,
    corpusTitle: corpus?.title ?? 'Wikipedia and Gigaword',
    options: ready.options,
    figures: ready.figures,
    seconds: ready.seconds,
    threads: 1,
    curve: [],
    created: 0,
    builtIn: true,
  };
}

function unpacked<Content>(bytes: Uint8Array, url: string): Content {
  return unpack<Content>(gunzip(bytes, url), url);
}
