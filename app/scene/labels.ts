/**
 * Which words may be written, and on which side of their points: greedy, the
 * most deserving first, each where it touches nothing placed before. A label
 * on show is favoured and keeps its side, so words don't flicker while the
 * map turns.
 */
export type Side = 'right' | 'left' | 'above' | 'below';

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface LabelCandidate {
  row: number;
  /** The point, in CSS pixels. */
  x: number;
  y: number;
  radius: number;
  /** Of the text. */
  width: number;
  height: number;
  /** Lower comes first. */
  rank: number;
  /** Written before all others and not counted in the limit: hovered, chosen, its neighbours. */
  forced: boolean;
}

export interface PlacedLabel extends Box {
  row: number;
  side: Side;
}

export interface LabelField {
  width: number;
  height: number;
  /** Most labels besides the forced ones. */
  limit: number;
  /** Places where buttons and legends stand. */
  obstacles: readonly Box[];
  /** The side of each label that was on show a moment ago. */
  shown: ReadonlyMap<number, Side>;
}

const SIDES: readonly Side[] = ['right', 'left', 'above', 'below'];
/** Space between a disc and its word. */
const OFFSET = 4;
/** A newcomer needs more room than one on show, in pixels; it also spreads the words over the map. */
const ROOM_TO_ENTER = 14;
const ROOM_TO_STAY = 1;
/** A label on show counts as this much more deserving. */
const LOYALTY = 0.4;

export function placeLabels(candidates: readonly LabelCandidate[], field: LabelField): PlacedLabel[] {
  const merit = (c: LabelCandidate): number => (c.forced ? -1e9 + c.rank : c.rank * (field.shown.has(c.row) ? LOYALTY : 1));
  const placed: PlacedLabel[] = [];
  let left = field.limit;
  for (const candidate of candidates.toSorted((a, b) => merit(a) - merit(b))) {
    if (!candidate.forced && left === 0) break;
    const label = firstFree(candidate, placed, field);
    if (!label) continue;
    placed.push(label);
    if (!candidate.forced) left--;
  }
  return placed;
}

function firstFree(candidate: LabelCandidate, placed: readonly PlacedLabel[], field: LabelField): PlacedLabel | null {
  const kept = field.shown.get(candidate.row);
  const sides = kept ? [kept, ...SIDES.filter((side) => side !== kept)] : SIDES;
  for (const side of sides) {
    const room = side === kept || candidate.forced ? ROOM_TO_STAY : ROOM_TO_ENTER;
    const box = candidate.forced ? inside(boxAt(candidate, side), field) : boxAt(candidate, side);
    const fits = isInside(box, field) && !placed.some((other) => touches(box, other, room)) && !field.obstacles.some((other) => touches(box, other, room));
    if (fits) return { row: candidate.row, side, ...box };
  }
  return null;
}

function boxAt({ x, y, radius, width, height }: LabelCandidate, side: Side): Box {
  const away = radius + OFFSET;
  switch (side) {
    case 'right':
      return { left: x + away, top: y - height / 2, width, height };
    case 'left':
      return { left: x - away - width, top: y - height / 2, width, height };
    case 'above':
      return { left: x - width / 2, top: y - away - height, width, height };
    case 'below':
      return { left: x - width / 2, top: y + away, width, height };
  }
}

/** Whether two boxes come nearer than `room` pixels (half of it up and down: lines of text are already spaced). */
export function touches(a: Box, b: Box, room: number): boolean {
  return (
    a.left < b.left + b.width + room &&
    b.left < a.left + a.width + room &&
    a.top < b.top + b.height + room / 2 &&
    b.top < a.top + a.height + room / 2
  );
}

function isInside(box: Box, field: LabelField): boolean {
  return box.left >= 0 && box.top >= 0 && box.left + box.width <= field.width && box.top + box.height <= field.height;
}

/** Pushed back into the field. */
function inside(box: Box, field: LabelField): Box {
  return {
    ...box,
    left: Math.max(0, Math.min(box.left, field.width - box.width)),
    top: Math.max(0, Math.min(box.top, field.height - box.height)),
  };
}
