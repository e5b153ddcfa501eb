'use client';

import { X } from 'lucide-react';
import { useState } from 'react';

/** The chosen word is not on the map: said until it is put away. Its key says of which word and map. */
export function BeyondMap({ word, words }: { word: string; words: number }) {
  const [seen, setSeen] = useState(false);
  if (seen) return null;
  return (
    <div data-map-obstacle className="absolute top-3 left-1/2 flex w-max max-w-[80%] -translate-x-1/2 items-center gap-1 rounded-lg border border-line bg-surface pr-1 pl-3 text-small text-soft shadow-float">
      <p className="py-1.5">“{word}” is beyond the {words.toLocaleString('en')} most frequent words on this map.</p>
      <button type="button" aria-label="Dismiss" onClick={() => setSeen(true)} className="grid size-[30px] shrink-0 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink pointer-coarse:size-[44px]">
        <X size={14} aria-hidden />
      </button>
    </div>
  );
}
