'use client';

import { X } from 'lucide-react';
import { useEffect } from 'react';
import { KEYS } from './scene/keyboard';
import { isTyping } from './typing';

const ID = 'keys';

export function showKeys(): void {
  const dialog = document.getElementById(ID);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

/** What the keys do, for those who look: the question mark opens it from anywhere but fields. */
export function KeysDialog() {
  useEffect(() => {
    const open = (e: KeyboardEvent) => {
      if (e.key !== '?' || isTyping(e)) return;
      e.preventDefault();
      showKeys();
    };
    addEventListener('keydown', open);
    return () => removeEventListener('keydown', open);
  }, []);
  return (
    <dialog id={ID} aria-label="Keys" className="m-auto w-110 max-w-[calc(100%-24px)] rounded-lg border border-line bg-surface p-4 text-ink shadow-float backdrop:bg-black/30">
      <form method="dialog" className="mb-2 flex items-center justify-between">
        <h2 className="font-semibold">Keys</h2>
        <button type="submit" aria-label="Close" className="grid size-8 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink max-lg:size-11"><X size={14} aria-hidden /></button>
      </form>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        {KEYS.map(({ keys, does, map }) => (
          <div key={keys} className="contents">
            <dt className="font-medium">{keys}</dt>
            <dd className="text-soft">{does}{map && <span className="text-muted">{"\u00a0*"}</span>}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-small text-muted">* while the map has the focus: click it or press Tab until it has.</p>
    </dialog>
  );
}
