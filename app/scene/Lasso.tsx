'use client';

/** While this lies over the map, a drag draws a loop around words instead of turning the map. */
import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { doubleArea } from './polygon';

/** Pixels from corner to corner. */
const STEP = 3;
/** A loop around less, in square pixels, was a slip of the hand. */
const LEAST_AREA = 60;

interface Props {
  /** The loop is closed: x, y, x, y … in CSS pixels of the map. */
  onLoop: (loop: number[]) => void;
  /** Escape was pressed, wherever the focus is. */
  onCancel: () => void;
}

export function Lasso({ onLoop, onCancel }: Props) {
  useEffect(() => {
    const cancel = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onCancel();
    };
    addEventListener('keydown', cancel);
    return () => removeEventListener('keydown', cancel);
  }, [onCancel]);
  const [loop, setLoop] = useState<number[]>([]);
  const pointer = useRef<number | null>(null);

  const place = (event: PointerEvent): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const begin = (event: PointerEvent): void => {
    if (pointer.current !== null || event.button !== 0) return;
    pointer.current = event.pointerId;
    event.currentTarget.setPointerCapture(event.pointerId);
    setLoop(place(event));
  };
  const draw = (event: PointerEvent): void => {
    if (event.pointerId !== pointer.current) return;
    const [x, y] = place(event);
    setLoop((now) => (Math.hypot(x - now[now.length - 2], y - now[now.length - 1]) < STEP ? now : [...now, x, y]));
  };
  const close = (event: PointerEvent): void => {
    if (event.pointerId !== pointer.current) return;
    pointer.current = null;
    setLoop([]);
    if (event.type === 'pointerup' && doubleArea(loop) > 2 * LEAST_AREA) onLoop(loop);
  };
  return (
    <svg data-lasso aria-hidden className="absolute inset-0 size-full cursor-crosshair touch-none" onPointerDown={begin} onPointerMove={draw} onPointerUp={close} onPointerCancel={close}>
      <polygon points={loop.join(' ')} fill="var(--accent)" fillOpacity={0.12} stroke="var(--accent)" strokeWidth={1.5} strokeDasharray="5 4" strokeLinejoin="round" />
    </svg>
  );
}
