'use client';

import { SlidersHorizontal } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import { allowed, type OptionValues } from '../../lib/options';
import { projectionById, type ProjectionMethod } from '../../lib/projection/methods';
import { changeSettings } from '../../lib/store/maps';
import { Button } from '../ui/button';
import { OptionField } from '../ui/option-field';
import { useApp } from '../use-app';

/** Chosen in the header, or without meaning where rows have no kinds. */
const ELSEWHERE = new Set(['dims', 'words', 'labelWeight']);

/** The map's own options, over the map's corner. */
export function MapSettings() {
  const { method, settings } = useApp((s) => s.view);
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        aria-label="Map settings"
        title="Map settings"
        data-map-obstacle
        className="absolute right-3 bottom-[118px] grid size-8 place-items-center rounded-lg border border-line bg-surface/90 text-soft hover:bg-sunken hover:text-ink pointer-coarse:bottom-[162px] pointer-coarse:size-[46px]"
      >
        <SlidersHorizontal size={14} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content side="left" align="end" sideOffset={8} collisionPadding={8} aria-label="Map settings" className="z-50 max-h-(--radix-popover-content-available-height) w-72 overflow-y-auto rounded-lg border border-line bg-surface p-3 shadow-float">
          <Fields method={projectionById(method)} own={settings[method] ?? {}} onDone={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Fields({ method, own, onDone }: { method: ProjectionMethod; own: OptionValues; onDone: () => void }) {
  const options = method.options.filter((o) => !ELSEWHERE.has(o.name));
  const defaults = Object.fromEntries(options.map((o) => [o.name, o.default]));
  const [values, setValues] = useState<OptionValues>({ ...defaults, ...own });
  const wrong = options.find((o) => !allowed(o, values[o.name]));
  const layOut = (chosen: OptionValues) => {
    onDone();
    void changeSettings(chosen);
  };
  return (
    <div className="space-y-2.5">
      <p className="font-medium">{method.title}</p>
      <p className="text-small text-muted">{method.summary}</p>
      {options.map((o) => <OptionField key={o.name} option={o} value={values[o.name]} onChange={(value) => setValues({ ...values, [o.name]: value })} />)}
      <div className="sticky -bottom-3 flex gap-2 bg-surface py-2">
        <Button kind="primary" disabled={wrong !== undefined} onClick={() => layOut(values)}>{wrong ? `Mend ${wrong.label.toLowerCase()} first` : 'Lay out'}</Button>
        <Button onClick={() => layOut(defaults)}>Defaults</Button>
      </div>
      <p className="text-small text-muted">Method: {method.source}</p>
    </div>
  );
}
