'use client';

import dynamic from 'next/dynamic';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { misplaced, type Misplaced } from '../lib/projection/misplaced';
import { sceneCoordinates } from '../lib/projection/normalise';
import { seedNeighbours } from '../lib/space/ensemble/neighbours';
import { neighbours as neighboursOf, similarity } from '../lib/space/neighbours';
import type { VectorSpace } from '../lib/space/space';
import { stopWords } from '../lib/text/stopwords';
import { roundedCamera, type Camera } from '../lib/store/camera';
import { colouringKey, colouringOn, topicSpaceFor } from '../lib/store/colouring';
import { scenePositions, shownMoment } from '../lib/store/film-moment';
import { changeView } from '../lib/store/maps';
import { onMap, rowsOnMap, wholeOf } from '../lib/store/on-map';
import { select } from '../lib/store/questions';
import { topicRegions } from '../lib/store/regions';
import { lasso, letGo, selectWords } from '../lib/store/selection';
import { SEED_NEIGHBOURS } from '../lib/store/seeds';
import { askWhy } from '../lib/store/why';
import { stepOnMap } from '../lib/store/step-on-map';
import type { OpenSpace } from '../lib/store/state';
import { layoutKey, type ColourValues, type MapLayout } from '../lib/store/view';
import { activeSpace, get, set } from '../lib/store/store';
import { knownTable, widestTable } from '../lib/store/tables';
import { shownTopics } from '../lib/store/topics';
import { analogyArrows } from './analogy-arrows';
import { awaited } from './colours-awaited';
import { Isolated } from './isolated';
import { isolateWords } from './isolating';
import { axesOn } from './map-axes';
import { KnownOf } from './known-of';
import { linesOnMap, namesOf, similaritiesOnMap, valuesOnMap } from './of-whole';
import { AstrayKey } from './scene/AstrayKey';
import { colourByCategory, colourByNumber, emphasise } from './scene/colour';
import { FoldedLegend, Legend } from './scene/Legend';
import { BeyondMap } from './beyond-map';
import { setKey, setScreen } from './scene/screen';
import { sizesByCount } from './scene/sizes';
import type { MapRegion, Neighbour } from './scene/marks';
import type { MapArrow } from './scene/stage';
import { CRAMPED, useMedia, useTheme, type Theme } from './theme';
import { partDone, share, wholePercent } from './ui/numbers';
import { useApp } from './use-app';

const WordMap = dynamic(() => import('./scene/WordMap').then((m) => m.WordMap), { ssr: false, loading: () => <p className="grid h-full place-items-center text-soft">Drawing the map …</p> });

/** Emphasis of what is not looked at: out of the pointer's reach. */
const FADED = 0.25;

/** The active space's layout with colours, lines and arrows that follow from the store. */
export function MapView({ children }: { children?: ReactNode }) {
  const { space, moment, layout, view, selected, selection, lassoing, flight, look, corpora, values: asked, result, moves, awaits } = useApp((s) => {
    const active = onMap(s);
    return {
      space: active,
      moment: shownMoment(s, active),
      layout: active && s.layouts[layoutKey(active.id, s.view)],
      view: s.view,
      selected: s.selected,
      selection: s.selection,
      lassoing: s.lassoing,
      flight: s.flight,
      look: s.look,
      corpora: s.corpora,
      values: active && s.colourings[colouringKey(active, colouringOn(s))],
      result: s.analogy.result,
      moves: stepOnMap(s),
      awaits: awaited(s),
    };
  });
  const theme = useTheme();
  const narrow = useMedia('(max-width: 640px)');
  const cramped = useMedia(CRAMPED);
  const reducedMotion = useMedia('(prefers-reduced-motion: reduce)');
  const last = useLast(space, layout);
  const { shown } = last;
  const finished = useMemo(() => (last.layout ? sceneCoordinates(last.layout.positions) : null), [last.layout]);
  // While a film is open, the map, its lines and its cards are those of the moment it shows.
  const then = shown === space ? moment : null;
  const filmed = useMemo(() => (then && shown && last.layout ? scenePositions(then, shown, last.layout, view.method) : null), [then, shown, last.layout, view.method]);
  const positions = filmed ?? finished;
  // What the finished map keeps says nothing of an earlier moment's.
  const judged = then || shown !== space || !last.layout?.finished ? undefined : last.layout;
  const astrayOf = useMemo(() => astrayOn(judged), [judged]);
  const whole = shown && wholeOf(shown);
  const rows = shown && rowsOnMap(shown.words);
  const told = then && view.colouring === 'trust' ? undefined : asked;
  const values = useMemo(() => told && valuesOnMap(told, rows), [told, rows]);
  /** What is asked about words: those of the whole space, of which the map may show some alone. */
  const words = then?.words ?? whole?.words;
  const count = positions ? positions.length / 3 : 0;
  // Arrows stand alone: the chosen word's marks come back after them.
  const looked = shown && selected && !result && !moves ? selected : null;
  const row = looked === null ? -1 : shown!.words.rowOf(looked);
  const chosen = looked === null ? -1 : whole!.words.rowOf(looked);
  const painted = useMemo(() => words && paint(words, count, values, view.colouring === 'similarity' ? chosen : -1, theme, rows), [words, count, values, view.colouring, chosen, theme, rows]);
  const sizes = useMemo(() => shown && pointSizes(shown, count, narrow), [shown, count, narrow]);
  const priority = useMemo(() => shown && labelPriority(shown, count), [shown, count]);
  const lines = useMemo(() => {
    if (!shown || !whole || row < 0 || row >= count) return [];
    return rows ? linesOnMap(linesFrom(whole, chosen, whole.words.size), whole.words, shown.words) : linesFrom(then ?? shown, row, count);
  }, [shown, whole, then, row, chosen, rows, count]);
  const arrows = useMemo((): MapArrow[] => {
    if (!positions || shown !== space) return [];
    if (moves) return moves.arrows.map(({ row: from, to }) => ({ from, to, kind: 'move' }));
    return result ? analogyArrows(result, positions, (of) => (rows ? rows.indexOf(of) : of)) : [];
  }, [result, moves, positions, shown, space, rows]);
  // While a loop is drawn all words are within its reach.
  const held = useMemo(() => (shown && !lassoing ? selection.map((word) => shown.words.rowOf(word)).filter((r) => r >= 0 && r < count) : []), [shown, selection, lassoing, count]);
  const emphasis = useMemo(() => {
    if (held.length > 0) return emphasise(count, held, FADED);
    return emphasised(values, view.highlight, count, moves ? moves.arrows.map((a) => a.row) : lines.length > 0 ? [row, ...lines.map((n) => n.row)] : []);
  }, [held, values, view.highlight, count, row, lines, moves]);
  const regions = useMemo((): MapRegion[] => {
    const source = view.regions && view.colouring === 'topic' && !then ? topicSpaceFor(shown) : undefined;
    const corpus = corpora.find((c) => c.id === source?.corpusId);
    if (!shown || !source || !corpus || !positions || painted?.legend.kind !== 'category' || last.layout?.finished === false) return [];
    const { entries } = painted.legend;
    // A topic that no word on the map has first is in no entry.
    const colourOf = (topic: string) => (entries.find(({ category }) => category === topic) ?? entries.find(({ category }) => category === null))?.colour ?? '#888';
    const all = topicRegions(source, corpus, shown.words, positions);
    return all.filter(({ topic }) => view.highlight === null || topic === view.highlight).map(({ id, name, rows, topic }) => ({ id, name, rows, colour: colourOf(topic) }));
    // oxlint-disable-next-line react/exhaustive-deps -- `values` is made anew whenever topics are arranged otherwise
  }, [view.regions, view.colouring, view.highlight, then, shown, corpora, positions, painted, values, last.layout]);
  const axes = useMemo(() => (filmed ? [] : axesOn(last.layout)), [filmed, last.layout]);
  const chosenAstray = row >= 0 && row < count ? astrayOf?.(row) : null;
  const flyTo = useMemo(() => (row >= 0 && row < count && flight > 0 ? { row, nonce: flight } : null), [row, count, flight]);

  const coloured = values !== undefined || (view.colouring === 'similarity' && chosen >= 0);
  useEffect(() => setKey(coloured && painted ? painted : null), [coloured, painted]);
  const Colours = cramped ? FoldedLegend : Legend;

  if (!shown || !whole || !words || !positions || !painted || !sizes || !priority) return <>{children}<Waiting /></>;
  return (
    <WordMap
      names={shown.words.names}
      positions={positions}
      version={last.layout?.version ?? 0}
      underWay={last.layout?.finished === false && !then}
      flat={last.layout?.positions.dims === 2}
      colours={painted.colours}
      sizes={sizes}
      emphasis={emphasis}
      priority={priority}
      selected={row >= 0 && row < count ? row : null}
      neighbours={lines}
      arrows={arrows}
      axes={axes}
      regions={regions}
      onRegion={openTopic}
      theme={theme}
      reducedMotion={reducedMotion}
      astrayOf={astrayOf}
      hoverCard={(r) => <Card words={words} row={rows?.[r] ?? r} chosen={chosen} astray={astrayOf?.(r)} known={<KnownOf space={whole} row={rows?.[r] ?? r} />} />}
      onSelect={(r) => select(r === null ? null : shown.words.names[r], false)}
      lassoing={lassoing}
      onLassoing={lasso}
      onLasso={(rows) => selectWords(rows.map((r) => shown.words.names[r]))}
      onLeave={letGo}
      flyTo={flyTo}
      lookFrom={look}
      onRest={rest}
      onStage={setScreen}
      label={`Map of ${count.toLocaleString('en')} words of ${shown.title}`}
    >
      {(coloured || awaits || chosenAstray) && (
        <Colours title={coloured ? painted.title : awaits} legend={coloured ? painted.legend : null} highlighted={view.highlight} onHighlight={(highlight) => void changeView({ highlight })} onIsolate={() => void isolateWords(namesOf(values, view.highlight, shown.words.names.slice(0, count)))}>
          {chosenAstray && <AstrayKey astray={chosenAstray} />}
        </Colours>
      )}
      {view.isolated && <Isolated chosen={chosen >= 0 && row < 0 ? looked : null} />}
      {row >= count && selected && shown === space && <BeyondMap key={`${shown.id} ${count} ${selected}`} word={selected} words={count} />}
      {children}
    </WordMap>
  );
}

/** The last space that had a layout: the map stays until the next one is there, so it never blinks. */
function useLast(space: OpenSpace | undefined, layout: MapLayout | undefined) {
  const [last, setLast] = useState({ shown: space, layout });
  const next = space && layout ? { shown: space, layout } : space ? last : { shown: undefined, layout: undefined };
  if (next.shown !== last.shown || next.layout !== last.layout) setLast(next);
  return next;
}

/** What a link carries of the camera. */
function rest(pose: Camera | null): void {
  set({ camera: pose && roundedCamera(pose), look: null });
}

/** The topic browser at a topic, which stays alone in the light. */
function openTopic(id: number): void {
  const source = topicSpaceFor(activeSpace(get()));
  const shown = source && shownTopics(source);
  if (shown) void changeView({ ask: 'topics', highlight: shown.names[shown.ids.indexOf(id)] });
}

function Waiting() {
  const { job, empty, catalogue } = useApp((s) => ({ job: s.jobs.find((j) => j.kind === 'load' || j.kind === 'map'), empty: s.spaces.length === 0, catalogue: s.catalogue }));
  return (
    <div className="grid h-full place-items-center p-6 text-center text-soft">
      {job || !catalogue ? <p className="figures">{job ? `${job.title}: ${job.progress.stage}, ${wholePercent(partDone(job.progress))}` : 'Opening Wordspace …'}</p> : empty && <p className="max-w-90">No map yet. Open a text and train a model on it: its words will find their places here.</p>}
    </div>
  );
}

function paint(words: VectorSpace, count: number, values: ColourValues | undefined, chosen: number, theme: Theme, rows: readonly number[] | undefined) {
  if (chosen >= 0) {
    const near = similaritiesOnMap(words, chosen, count, rows);
    return { title: `Similarity to ${words.names[chosen]}`, ...colourByNumber(near, { scale: 'viridis', theme }) };
  }
  if (values?.kind === 'category') return { title: values.label, ...colourByCategory(values.values.slice(0, count), { theme, order: values.order }) };
  if (values) return { title: values.label, ...colourByNumber(values.values.subarray(0, count), { scale: 'blues', log: values.log, reversed: values.reversed, range: values.range, dates: values.dates, theme }) };
  return { title: '', ...colourByNumber(new Float32Array(count), { scale: 'blues', theme }) };
}

/** Over several seeds those that some of them lack are faint. */
function linesFrom({ words, ensemble }: Pick<OpenSpace, 'words' | 'ensemble'>, row: number, count: number): Neighbour[] {
  if (!ensemble) return neighboursOf(words, row, { k: 12, limit: count, table: knownTable(words, count) });
  const { neighbours } = seedNeighbours(ensemble, row, { k: SEED_NEIGHBOURS, limit: count });
  return neighbours.map((n) => ({ row: n.row, similarity: n.similarity, faint: n.seeds < ensemble.length }));
}

/** By occurrences, or by rank where they are not known (Zipf: count falls as 1 / rank). */
function pointSizes(space: OpenSpace, count: number, narrow: boolean): Float32Array {
  const { counts } = space.words;
  const sizes = sizesByCount(Float32Array.from({ length: count }, (_, row) => Number(counts?.[row] ?? 1e6 / (row + 1))));
  return narrow ? sizes.map((s) => s * 0.65) : sizes;
}

/** Labels go to frequent words first, but to the, of and and last: they say nothing about the place. */
function labelPriority(space: OpenSpace, count: number): Float32Array {
  const empty = stopWords();
  return Float32Array.from({ length: count }, (_, row) => (empty.has(space.words.names[row]) || space.words.names[row].length < 3 ? -row : count - row));
}

/** Words outside the highlighted topic, or far from the chosen word, fade instead of going. */
function emphasised(values: ColourValues | undefined, highlight: string | null, count: number, near: number[]): Float32Array | undefined {
  if (highlight && values?.kind === 'category') {
    const lit = values.values.flatMap((value, row) => (value === highlight ? [row] : []));
    // What is called otherwise here leaves nothing in the dark.
    if (lit.length > 0) return emphasise(count, lit, FADED);
  }
  return near.length > 0 ? emphasise(count, near) : undefined;
}

/** Which neighbours of a word the map tore away or pushed near; remembers the last answer, which several ask for. */
function astrayOn(layout: MapLayout | undefined): ((row: number) => Misplaced | null) | undefined {
  if (!layout?.neighbours) return undefined;
  const { neighbours, positions } = layout;
  const rows = positions.values.length / positions.dims;
  let last: { row: number; answer: Misplaced } | null = null;
  return (row) => {
    if (row >= rows) return null;
    if (last?.row !== row) last = { row, answer: misplaced(neighbours, positions, row) };
    return last.answer;
  };
}

function Card({ words, row, chosen, astray, known }: { words: VectorSpace; row: number; chosen: number; astray?: Misplaced | null; known: ReactNode }) {
  const near = useMemo(() => neighboursOf(words, row, { k: 5, table: widestTable(words) }), [words, row]);
  const occurrences = words.counts?.[row];
  const toChosen = useMemo(() => (chosen >= 0 && chosen !== row ? similarity(words, chosen, row) : null), [words, row, chosen]);
  return (
    <div className="figures max-w-60 text-small">
      <p className="text-body font-medium">{words.names[row]}</p>
      <p className="text-soft">{typeof occurrences === 'number' ? `${occurrences.toLocaleString('en')} occurrences` : `rank ${(row + 1).toLocaleString('en')}`}{toChosen !== null && ` · ${share(toChosen)} to ${words.names[chosen]}`}</p>
      {known}
      {astray && <AstrayKey astray={astray} />}
      <p className="mt-0.5 text-muted">near {near.map((n) => n.name).join(', ')}</p>
      {toChosen !== null && <WhyKey word={words.names[chosen]} other={words.names[row]} />}
    </div>
  );
}

/** While a word is pointed at (or stepped to by keyboard), W asks why it is close to the chosen one. */
function WhyKey({ word, other }: { word: string; other: string }) {
  useEffect(() => {
    const ask = (e: KeyboardEvent): void => {
      const typing = e.target instanceof HTMLElement && e.target.closest('input, textarea, select, [contenteditable]');
      if (e.key.toLowerCase() === 'w' && !typing && !e.ctrlKey && !e.metaKey && !e.altKey) askWhy(word, other);
    };
    addEventListener('keydown', ask);
    return () => removeEventListener('keydown', ask);
  }, [word, other]);
  return <p className="mt-1 text-muted"><kbd className="rounded border border-line px-1 text-soft">W</kbd> why are they close?</p>;
}
