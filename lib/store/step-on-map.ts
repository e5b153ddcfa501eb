/**
 * The moves of one step as arrows on the map. The map shows word vectors, so the rows of
 * the context words can be drawn and the output vectors cannot; each move is taken to the
 * map by the linear map of its neighbourhood (lib/projection/shift.ts) and, being far too
 * small to see, magnified by one round number for all.
 */
import type { Move } from '../models/skipgram/microscope/step';
import { sceneCoordinates } from '../projection/normalise';
import { shiftOnMap } from '../projection/shift';
import { neighbours } from '../space/neighbours';
import type { VectorSpace } from '../space/space';
import { sight, type Update } from './microscope';
import { onMap } from './on-map';
import { remembered } from './remembered';
import type { AppState, OpenCorpus, OpenSpace } from './state';
import { layoutKey, type MapLayout } from './view';

/** Neighbours that make a local map. */
const NEAR = 24;
/** Length of the longest arrow, at most, in the scene's units (nearly all words lie within 1). */
const LONGEST = 0.3;

export interface MovesOnMap {
  /** How many times longer than the moves the arrows are. */
  times: number;
  arrows: { row: number; to: [number, number, number] }[];
}

/** The moves of the step that is looked at, while its last stage is open and the map stands still. */
export function stepOnMap(state: AppState): MovesOnMap | null {
  if (state.view.ask !== 'step' || state.microscope.stage !== 'move') return null;
  const seen = sight(state);
  if (seen.kind !== 'ready' || !seen.place) return null;
  const layout = state.layouts[layoutKey(seen.space.id, state.view)];
  const shown = onMap(state);
  return layout?.finished && shown?.id === seen.space.id ? drawn(shown, layout, seen.corpus, seen.place.step.update) : null;
}

const drawn = remembered((space: OpenSpace, layout: MapLayout, corpus: OpenCorpus, update: Update | null): MovesOnMap | null =>
  update && movesOnMap(space.words, sceneCoordinates(layout.positions), corpus.encoded.vocabulary.words, update.moves),
);

/**
 * @param words the space on the map
 * @param places scene coordinates of its first rows, n × 3
 * @param names of the text's words, which `Move.word` counts
 */
function movesOnMap(words: VectorSpace, places: Float32Array, names: readonly string[], moves: readonly Move[]): MovesOnMap {
  const { matrix } = words;
  const limit = places.length / 3;
  const drawn = moves.flatMap(({ side, word, after }) => {
    const row = words.rowOf(names[word]);
    if (matrix.kind !== 'dense' || side !== 'input' || row < 0 || row >= limit) return [];
    const near = neighbours(words, row, { k: NEAR, limit }).map((n) => n.row);
    return [{ row, shift: shiftOnMap(matrix, { dims: 3, values: places }, row, after, near) }];
  });
  const longest = Math.max(0, ...drawn.map(({ shift }) => Math.hypot(...shift)));
  const times = longest > 0 ? roundBelow(LONGEST / longest) : 1;
  const to = (row: number, shift: Float32Array) => [0, 1, 2].map((axis) => places[3 * row + axis] + times * shift[axis]) as [number, number, number];
  return { times, arrows: drawn.map(({ row, shift }) => ({ row, to: to(row, shift) })) };
}

/** The greatest of 1, 2, 5, 10, 20 … that is not above x; at least 1. */
function roundBelow(x: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, x)));
  return power * (x >= 5 * power ? 5 : x >= 2 * power ? 2 : 1);
}
