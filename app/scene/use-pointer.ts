import { useEffect, type RefObject } from 'react';
import type { Stage } from './stage';

/** How far off a disc a pointer may be and still mean it, in CSS pixels. */
const TOLERANCE = { mouse: 4, touch: 18 };
/** A press that moves less than this is a click, not a drag. */
const CLICK = { mouse: 4, touch: 10 };

interface Handlers {
  /** The mouse is over a word, or over none. */
  onHover: (row: number | null, x: number, y: number) => void;
  /** A click or tap on a word, or beside all. */
  onClick: (row: number | null) => void;
}

/**
 * Hovering and clicking on the map. Turning it belongs to OrbitControls on the
 * same element; here a press counts only where it did not become a drag.
 */
export function usePointer(surface: RefObject<HTMLElement | null>, stage: Stage, { onHover, onClick }: Handlers): void {
  useEffect(() => {
    const element = surface.current;
    if (!element) return;
    let press: { id: number; x: number; y: number; moved: boolean } | null = null;
    let request = 0;
    let fingers = 0;

    const local = (event: PointerEvent): { x: number; y: number; kind: 'mouse' | 'touch' } => {
      const box = element.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top, kind: event.pointerType === 'touch' ? 'touch' : 'mouse' };
    };
    const hover = (row: number | null, x: number, y: number): void => {
      element.style.cursor = row === null ? 'grab' : 'pointer';
      onHover(row, x, y);
    };
    const down = (event: PointerEvent): void => {
      const { x, y } = local(event);
      fingers++;
      press = fingers === 1 && event.button === 0 ? { id: event.pointerId, x, y, moved: false } : null;
    };
    const move = (event: PointerEvent): void => {
      const { x, y, kind } = local(event);
      if (press && Math.hypot(x - press.x, y - press.y) > CLICK[kind]) press.moved = true;
      if (event.buttons > 0) {
        if (!press || press.moved) {
          element.style.cursor = 'grabbing';
          onHover(null, x, y);
        }
        return;
      }
      if (kind === 'touch') return;
      cancelAnimationFrame(request);
      request = requestAnimationFrame(() => hover(stage.wordAt(x, y, TOLERANCE.mouse), x, y));
    };
    const up = (event: PointerEvent): void => {
      const { x, y, kind } = local(event);
      fingers = Math.max(0, fingers - 1);
      if (press?.id === event.pointerId && !press.moved) onClick(stage.wordAt(x, y, TOLERANCE[kind]));
      element.style.cursor = 'grab';
      press = null;
    };
    const cancel = (): void => {
      fingers = Math.max(0, fingers - 1);
      press = null;
    };
    const leave = (): void => {
      cancelAnimationFrame(request);
      onHover(null, 0, 0);
    };

    element.style.cursor = 'grab';
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', cancel);
    element.addEventListener('pointerleave', leave);
    return () => {
      cancelAnimationFrame(request);
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', cancel);
      element.removeEventListener('pointerleave', leave);
    };
  }, [surface, stage, onHover, onClick]);
}
