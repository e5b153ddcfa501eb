'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import { activeSpace, get, notify, sentence } from '../../lib/store/store';
import { keyShown, screen } from '../scene/screen';
import { Button } from '../ui/button';
import { saveFile } from '../ui/save';
import { pngOf, svgOf } from './picture';

const ID = 'picture';
const SIZES = [
  { scale: 1, label: '1×, as on the screen' },
  { scale: 2, label: '2×, for slides' },
  { scale: 4, label: '4×, for print' },
];

export function showPicture(): void {
  const dialog = document.getElementById(ID);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

/** What is seen of the map as a file. */
export function PictureDialog() {
  const [scale, setScale] = useState(2);
  const [legend, setLegend] = useState(true);
  return (
    <dialog id={ID} aria-label="Picture of the map" className="m-auto w-90 max-w-[calc(100%-24px)] rounded-lg border border-line bg-surface p-4 text-ink shadow-float backdrop:bg-black/30">
      <form method="dialog" className="space-y-3">
        <div className="flex items-center justify-between">
          <h2 className="font-semibold">Picture of the map</h2>
          <button type="submit" aria-label="Close" className="grid size-8 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink max-lg:size-11"><X size={14} aria-hidden /></button>
        </div>
        <p className="text-small text-muted">The map as it is seen now, with its labels, on the paper of the theme.</p>
        <fieldset>
          <legend className="mb-1 text-small text-muted">Size of a PNG</legend>
          {SIZES.map((size) => (
            <label key={size.scale} className="flex min-h-7 items-center gap-2 max-lg:min-h-11">
              <input type="radio" name="scale" className="accent-accent" checked={scale === size.scale} onChange={() => setScale(size.scale)} /> {size.label}
            </label>
          ))}
        </fieldset>
        <label className="flex min-h-7 items-center gap-2 max-lg:min-h-11">
          <input type="checkbox" className="accent-accent" checked={legend} onChange={(e) => setLegend(e.target.checked)} /> With the legend of the colours
        </label>
        <div className="flex gap-2">
          <Button type="submit" kind="primary" onClick={() => void save('png', scale, legend)}>Save PNG</Button>
          <Button type="submit" onClick={() => void save('svg', scale, legend)}>Save SVG</Button>
        </div>
      </form>
    </dialog>
  );
}

async function save(kind: 'png' | 'svg', scale: number, legend: boolean): Promise<void> {
  const [stage, space] = [screen(), activeSpace(get())];
  if (!stage || !space) return notify('note', 'The map is not on the screen yet; try again in a moment.');
  const title = `${space.title}, ${space.corpusTitle}, map`;
  const key = legend ? keyShown() : null;
  try {
    const content = kind === 'png' ? await pngOf(stage, scale, key) : new Blob([svgOf(stage, key, title)], { type: 'image/svg+xml' });
    saveFile(`${title}.${kind}`, content);
  } catch (error) {
    notify('problem', sentence(error));
  }
}
