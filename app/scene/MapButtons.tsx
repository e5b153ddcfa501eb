'use client';

import { Lasso, Maximize, Minus, Plus } from 'lucide-react';
import { MapButton } from './MapButton';

interface Props {
  onZoom: (direction: 1 | -1) => void;
  onHome: () => void;
  lassoing: boolean;
  onLassoing: (on: boolean) => void;
}

/** The buttons in the map's corner: the tool to draw with, and the camera's. */
export function MapButtons({ onZoom, onHome, lassoing, onLassoing }: Props) {
  return (
    <div data-map-obstacle data-map-buttons className="absolute right-3 bottom-3 flex flex-col short:flex-row overflow-hidden rounded-lg border border-line bg-surface/90 text-soft">
      <MapButton label="Select words: draw a loop around them (L)" pressed={lassoing} onClick={() => onLassoing(!lassoing)}>
        <Lasso size={15} aria-hidden />
      </MapButton>
      <MapButton label="Zoom in" onClick={() => onZoom(1)}>
        <Plus size={15} aria-hidden />
      </MapButton>
      <MapButton label="Zoom out" onClick={() => onZoom(-1)}>
        <Minus size={15} aria-hidden />
      </MapButton>
      <MapButton label="Show the whole map" onClick={onHome}>
        <Maximize size={13} aria-hidden />
      </MapButton>
    </div>
  );
}
