'use client';

import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from './ui/button';
import { size } from './ui/numbers';
import { useApp } from './use-app';

/** Which of the vector files of an archive to open, where they are many or large. */
export function ArchiveDialog() {
  const choice = useApp((s) => s.choice);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, [choice]);
  if (!choice) return null;
  const { archive, members, choose } = choice;
  return (
    <dialog ref={dialog} aria-label={`Vectors in ${archive}`} onCancel={() => choose([])} className="m-auto w-110 max-w-[calc(100%-24px)] rounded-lg border border-line bg-surface p-4 text-ink shadow-float backdrop:bg-black/30">
      <div className="mb-2 flex items-center justify-between gap-2">
        <h2 className="min-w-0 truncate font-semibold">Which vectors of {archive}?</h2>
        <button type="button" aria-label="Close" onClick={() => choose([])} className="grid size-8 shrink-0 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink max-lg:size-11"><X size={14} aria-hidden /></button>
      </div>
      <ul className="max-h-80 space-y-1.5 overflow-y-auto">
        {members.map(({ name, bytes }, at) => (
          <li key={name}>
            <Button className="w-full gap-3" onClick={() => choose([at])}>
              <span className="min-w-0 grow truncate text-left">{name}</span> <span className="figures shrink-0 text-muted">{size(bytes)}</span>
            </Button>
          </li>
        ))}
      </ul>
      <p className="mt-3 text-small text-muted">One is unpacked and opened; drop the archive again for another.</p>
    </dialog>
  );
}
