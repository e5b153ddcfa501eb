'use client';

import { SlidersHorizontal } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import { allowed, type Option, type OptionValues } from '../../lib/options';
import { projectionById, type ProjectionMethod } from '../../lib/projection/methods';
import { componentOptions } from '../../lib/projection/methods/pca';
import { changeSettings, changeUnderWay } from '../../lib/store/maps';
import type { RunningJob } from '../../lib/store/state';
import { layoutKey } from '../../lib/store/view';
import { secondsLeft } from '../../lib/store/store';
import { Button } from '../ui/button';
import { duration, partDone, wholePercent } from '../ui/numbers';
import { OptionFields } from '../ui/option-fields';
import { ExplainedVariance } from './explained-variance';
import { ProgressBar } from '../ui/progress';
import { useApp } from '../use-app';

/** Chosen in the header, or without meaning where rows have no kinds. */
const ELSEWHERE = new Set(['dims', 'words', 'labelWeight']);

/** Header and status bar stay in sight. Pixels. */
const BESIDE = { top: 56, bottom: 36, left: 8, right: 8 };

/** The map's own options, over the map's corner. */
export function MapSettings() {
  const { method, settings } = useApp((s) => s.view);
  const film = useApp((s) => s.film !== null);
  const [open, setOpen] = useState(false);
  // A moment of a film stands where it stood.
  if (film) return null;
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        aria-label="Map settings"
        title="Map settings"
        data-map-obstacle
        className="absolute right-3 bottom-[149px] grid size-8 place-items-center rounded-lg border border-line bg-surface/90 text-soft hover:bg-sunken hover:text-ink pointer-coarse:bottom-[207px] pointer-coarse:size-[46px] short:right-[142px] short:bottom-3 pointer-coarse:short:right-[198px]"
      >
        <SlidersHorizontal size={14} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content side="left" align="end" sideOffset={8} collisionPadding={BESIDE} aria-label="Map settings" className="z-50 max-h-(--radix-popover-content-available-height) w-72 overflow-y-auto rounded-lg border border-line bg-surface p-3 shadow-float">
          <Fields method={projectionById(method)} own={settings[method] ?? {}} onDone={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Fields({ method, own, onDone }: { method: ProjectionMethod; own: OptionValues; onDone: () => void }) {
  const { job, steered } = useApp((s) => ({ job: s.jobs.find((j) => j.kind === 'map'), steered: Boolean(s.spaceId && s.layouts[layoutKey(s.spaceId, s.view)]?.steered) }));
  const dims = useApp((s) => s.view.dims);
  const options = method.options.filter((o) => !ELSEWHERE.has(o.name) && (o.name !== 'deep' || dims === 3));
  const defaults = Object.fromEntries(options.map((o) => [o.name, o.default]));
  const [values, setValues] = useState<OptionValues>({ ...defaults, ...own });
  const wrong = options.find((o) => !allowed(o, values[o.name]) || (o.name === 'minDist' && values.minDist > values.spread));
  const shown = componentOptions.slice(0, dims).map((name) => values[name]);
  const twice = method.id === 'pca' && new Set(shown).size < shown.length;
  const atOnce = job?.steer ? method.changeable : [];
  const layOut = (chosen: OptionValues) => {
    onDone();
    void changeSettings(chosen);
  };
  const change = (option: Option, value: number) => {
    const next = { ...values, [option.name]: value };
    setValues(next);
    if (atOnce.includes(option.name) && allowed(option, value) && next.minDist <= next.spread) changeUnderWay({ [option.name]: value });
  };
  return (
    <div className="space-y-2.5">
      <p className="font-medium">{method.title}</p>
      <p className="text-small text-muted">{method.summary}</p>
      {job && <UnderWay job={job} changeable={options.filter((o) => atOnce.includes(o.name))} />}
      {!job && steered && <p className="text-small text-soft">Options were changed while this map was laid out. “Lay out” makes the map that they give from the start.</p>}
      {method.id === 'pca' && <ExplainedVariance shown={shown} />}
      <OptionFields of={{ ...method, options }} values={values} open={options.some((o) => o.advanced && atOnce.includes(o.name))} onChange={change} />
      <div className="sticky -bottom-3 flex gap-2 bg-surface py-2">
        <Button kind="primary" disabled={wrong !== undefined || twice} onClick={() => layOut(values)}>{twice ? 'Choose different components' : wrong ? `Mend ${wrong.label.toLowerCase()} first` : 'Lay out'}</Button>
        <Button onClick={() => layOut(defaults)}>Defaults</Button>
      </div>
    </div>
  );
}

/** The map that is being laid out: how far it is, and what acts on it at once. */
function UnderWay({ job, changeable }: { job: RunningJob; changeable: Option[] }) {
  const { stage, done, total } = job.progress;
  const left = secondsLeft(job);
  const names = changeable.map((o) => o.label.toLowerCase());
  return (
    <div className="space-y-2 rounded-lg border border-line bg-paper p-2" data-testid="layout-under-way">
      <p className="figures text-small text-soft">{stage} · {wholePercent(partDone(job.progress))}{left !== null && ` · ${duration(left)} left`}</p>
      <ProgressBar done={done} total={total} label={job.title} />
      <div className="flex gap-2">
        {job.steer && <Button onClick={() => job.steer?.(stage === 'paused' ? 'resume' : 'pause')}>{stage === 'paused' ? 'Resume' : 'Pause'}</Button>}
        <Button onClick={job.cancel}>Cancel</Button>
      </div>
      {names.length > 0 && <p className="text-small text-muted">{sentenceOf(names)} act at once; the other options wait for “Lay out”.</p>}
    </div>
  );
}

/** “Least distance, spread and negative samples”. */
function sentenceOf(names: string[]): string {
  const list = [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ');
  return list.charAt(0).toUpperCase() + list.slice(1);
}
