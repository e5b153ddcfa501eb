'use client';

/** A card beside the hovered word, going with it as the map moves. It is measured before it is shown, so it never leaves the map. */
import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { placeCard } from './card';
import type { Stage } from './stage';

export function HoverCard({ stage, row, children }: { stage: Stage; row: number; children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const place = (): void => {
      const card = ref.current;
      const spot = stage.spot(row);
      if (!card) return;
      card.style.visibility = spot ? 'visible' : 'hidden';
      if (!spot) return;
      const { left, top } = placeCard(spot.x, spot.y, { width: card.offsetWidth, height: card.offsetHeight }, { width: stage.rig.width, height: stage.rig.height });
      card.style.transform = `translate(${left}px, ${top}px)`;
    };
    place();
    return stage.afterFrame(place);
  });

  return (
    <div ref={ref} data-hover-card className="shadow-float pointer-events-none invisible absolute top-0 left-0 w-max max-w-72 rounded-lg border border-line bg-surface px-3 py-2 text-body text-ink">
      {children}
    </div>
  );
}
