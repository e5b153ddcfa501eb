/**
 * Hovering and clicking on the map. Turning it belongs to OrbitControls on the
 * same element; here a press counts only where it did not become a drag.
 */
import type { Stage } from './stage';

/** How far off a disc a pointer may be and still mean it, in CSS pixels. */
const TOLERANCE = { mouse: 4, touch: 18 };
/** A press that moves less than this is a click, not a drag. */
const CLICK = { mouse: 4, touch: 10 };

export interface PointerHandlers {
  /** The mouse is over a word, or over none. */
  onHover: (row: number | null) => void;
  /** A click or tap on a word, or beside all. */
  onClick: (row: number | null) => void;
  /** A click or tap on the name of a region. */
  onRegion: (id: number) => void;
}

/** Returns how to stop. */
export function listenToPointer(element: HTMLElement, stage: Stage, { onHover, onClick, onRegion }: PointerHandlers): () => void {
  const listening = new AbortController();
  const on = (type: string, listener: (event: PointerEvent) => void): void => element.addEventListener(type, listener as EventListener, { signal: listening.signal });
  const fingers = new Set<number>();
  let press: { id: number; x: number; y: number; moved: boolean } | null = null;
  let request = 0;

  const local = (event: PointerEvent): { x: number; y: number; kind: 'mouse' | 'touch' } => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top, kind: event.pointerType === 'touch' ? 'touch' : 'mouse' };
  };
  const unhover = (): void => {
    cancelAnimationFrame(request);
    onHover(null);
  };

  on('pointerdown', (event) => {
    fingers.add(event.pointerId);
    press = fingers.size === 1 && event.button === 0 ? { id: event.pointerId, ...local(event), moved: false } : null;
  });
  on('pointermove', (event) => {
    const { x, y, kind } = local(event);
    if (press && Math.hypot(x - press.x, y - press.y) > CLICK[kind]) press.moved = true;
    if (event.buttons > 0) {
      if (press && !press.moved) return;
      element.style.cursor = 'grabbing';
      unhover();
    } else if (kind === 'mouse') {
      cancelAnimationFrame(request);
      request = requestAnimationFrame(() => {
        const region = stage.regionAt(x, y);
        const row = region ? null : stage.wordAt(x, y, TOLERANCE.mouse);
        element.style.cursor = row === null && !region ? 'grab' : 'pointer';
        onHover(row);
      });
    }
  });
  on('pointerup', (event) => {
    const { x, y, kind } = local(event);
    fingers.delete(event.pointerId);
    element.style.cursor = 'grab';
    const clicked = press?.id === event.pointerId && !press.moved;
    press = null;
    if (!clicked) return;
    const region = stage.regionAt(x, y);
    if (region) onRegion(region.id);
    else onClick(stage.wordAt(x, y, TOLERANCE[kind]));
  });
  on('pointercancel', (event) => {
    fingers.delete(event.pointerId);
    press = null;
  });
  on('pointerleave', unhover);
  element.style.cursor = 'grab';

  return () => {
    cancelAnimationFrame(request);
    listening.abort();
  };
}
