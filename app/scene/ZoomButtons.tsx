'use client';

import { Maximize, Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';

interface Props {
  onZoom: (direction: 1 | -1) => void;
  onHome: () => void;
}

export function ZoomButtons({ onZoom, onHome }: Props) {
  return (
    <div data-map-obstacle className="absolute right-3 bottom-3 flex flex-col overflow-hidden rounded-lg border border-line bg-surface/90 text-soft">
      <Button label="Zoom in" onClick={() => onZoom(1)}>
        <Plus size={15} aria-hidden />
      </Button>
      <Button label="Zoom out" onClick={() => onZoom(-1)}>
        <Minus size={15} aria-hidden />
      </Button>
      <Button label="Show the whole map" onClick={onHome}>
        <Maximize size={13} aria-hidden />
      </Button>
    </div>
  );
}

function Button({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid size-[30px] place-items-center border-line not-first:border-t hover:bg-sunken hover:text-ink focus-visible:-outline-offset-2 pointer-coarse:size-[44px]"
    >
      {children}
    </button>
  );
}
