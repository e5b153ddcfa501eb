'use client';

/** A card beside the hovered word. It is measured before it is shown, so it never leaves the map. */
import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { placeCard } from './card';

export interface Anchor {
  x: number;
  y: number;
}

export function HoverCard({ anchor, children }: { anchor: Anchor; children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const card = ref.current;
    const field = card?.offsetParent;
    if (!card || !field) return;
    const { left, top } = placeCard(anchor.x, anchor.y, { width: card.offsetWidth, height: card.offsetHeight }, { width: field.clientWidth, height: field.clientHeight });
    card.style.transform = `translate(${left}px, ${top}px)`;
    card.style.visibility = 'visible';
  });

  return (
    <div ref={ref} data-hover-card className="shadow-float pointer-events-none invisible absolute top-0 left-0 w-max max-w-72 rounded-lg border border-line bg-surface px-3 py-2 text-body text-ink">
      {children}
    </div>
  );
}
