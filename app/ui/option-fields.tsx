'use client';

import { ChevronRight } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { isSwitch, type Option, type OptionValues } from '../../lib/options';
import { Choice } from './choice';
import { NumberField } from './number-field';

/** What declares options: a model, or a way to lay out a map. */
interface Method {
  id: string;
  options: readonly Option[];
  source: string;
}

/** The fields that a method declares, the advanced ones and `children` under “More settings”, which begin `open` or not. */
export function OptionFields({ of: { id, options, source }, values, open = false, onChange, children }: { of: Method; values: OptionValues; open?: boolean; onChange: (option: Option, value: number) => void; children?: ReactNode }) {
  const field = (o: Option) => <OptionField key={`${id} ${o.name}`} option={o} value={values[o.name]} onChange={(v) => onChange(o, v)} />;
  return (
    <div className="space-y-2.5">
      {options.filter((o) => !o.advanced).map(field)}
      <details className="group" open={open}>
        <summary className="flex min-h-8 cursor-pointer list-none items-center gap-1 text-small text-muted hover:text-ink max-lg:min-h-11">
          <ChevronRight size={14} aria-hidden className="transition-transform group-open:rotate-90" /> More settings and the method
        </summary>
        <div className="mt-1 space-y-2.5">
          {options.filter((o) => o.advanced).map(field)}
          {children}
          <p className="text-small text-muted">Method: {source}</p>
        </div>
      </details>
    </div>
  );
}

/** A setting as its declaration asks for it: a number, on or off, or one of several ways. */
function OptionField({ option, value, onChange }: { option: Option; value: number; onChange: (value: number) => void }) {
  const help = useId();
  if (isSwitch(option)) {
    return (
      <div>
        <label className="flex min-h-6 items-center gap-2 max-lg:min-h-11">
          <input type="checkbox" className="size-4 accent-accent" checked={value === 1} aria-describedby={help} onChange={(e) => onChange(Number(e.target.checked))} /> {option.label}
        </label>
        <p id={help} className="mt-0.5 text-small text-muted">{option.help}</p>
      </div>
    );
  }
  if (!option.choices) return <NumberField option={option} value={value} onChange={onChange} />;
  return (
    <div>
      <Choice label={option.label} value={String(value)} options={option.choices.map((label, i) => ({ value: String(i), label }))} onChange={(v) => onChange(Number(v))} />
      <p className="mt-0.5 text-small text-muted">{option.help}</p>
    </div>
  );
}
