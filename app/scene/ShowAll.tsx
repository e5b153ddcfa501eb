'use client';

import { X } from 'lucide-react';

/** The way back from one category alone in the light. */
export function ShowAll({ onShow }: { onShow: () => void }) {
  return (
    <button type="button" onClick={onShow} className="-my-1 flex min-h-[24px] shrink-0 items-center gap-1 rounded px-1 text-accent hover:bg-sunken pointer-coarse:min-h-[44px]">
      <X size={12} aria-hidden /> Show all
    </button>
  );
}
