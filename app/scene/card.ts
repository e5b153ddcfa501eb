/** Where the hover card stands: beside its anchor, never under it, always inside the map. */

/** Pixels between the anchor and the card, and between the card and the map's rim. */
const BESIDE = 14;
const MARGIN = 8;

export interface Extent {
  width: number;
  height: number;
}

/** Top left corner of a card of size `card` beside (x, y): to the right and below where there is room, else on the other side. */
export function placeCard(x: number, y: number, card: Extent, field: Extent): { left: number; top: number } {
  const left = x + BESIDE + card.width + MARGIN <= field.width ? x + BESIDE : x - BESIDE - card.width;
  const top = y + BESIDE + card.height + MARGIN <= field.height ? y + BESIDE : y - BESIDE - card.height;
  return { left: within(left, card.width, field.width), top: within(top, card.height, field.height) };
}

function within(start: number, size: number, room: number): number {
  return Math.max(MARGIN, Math.min(start, room - size - MARGIN));
}
