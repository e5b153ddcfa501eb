'use client';

import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Model } from '../../lib/models/model';
import type { OptionValues } from '../../lib/options';
import { mostThreads } from '../../lib/store/threads';
import { NumberField } from '../ui/number-field';
import { OptionField } from '../ui/option-field';

/** The fields that a model declares, the advanced ones under “More settings”. */
export function OptionFields({ model, values, onChange, children }: { model: Model; values: OptionValues; onChange: (name: string, value: number) => void; children?: ReactNode }) {
  const field = (o: Model['options'][number]) => <OptionField key={`${model.id} ${o.name}`} option={o} value={values[o.name]} onChange={(v) => onChange(o.name, v)} />;
  return (
    <div className="space-y-2.5">
      {model.options.filter((o) => !o.advanced).map(field)}
      <details className="group">
        <summary className="flex min-h-8 cursor-pointer list-none items-center gap-1 text-small text-muted hover:text-ink max-lg:min-h-11">
          <ChevronRight size={14} aria-hidden className="transition-transform group-open:rotate-90" /> More settings and the method
        </summary>
        <div className="mt-1 space-y-2.5">
          {model.options.filter((o) => o.advanced).map(field)}
          {children}
          <p className="text-small text-muted">Method: {model.source}</p>
        </div>
      </details>
    </div>
  );
}

/** Threads need shared memory, which a page has only when it is cross-origin isolated. */
export function Threads({ value, repeats, onChange }: { value: number; repeats?: boolean; onChange: (value: number) => void }) {
  const most = mostThreads();
  const option = { name: 'threads', label: 'Threads', default: most, min: 1, max: most, integer: true, help: threadsInWords(value, repeats) };
  return <NumberField option={option} value={value} onChange={onChange} />;
}

/**
 * What the number of threads means for the result, or why there is only one.
 * @param repeats the same number of threads gives the same result
 */
export function threadsInWords(threads: number, repeats = false): string {
  if (!globalThis.crossOriginIsolated) return 'One thread: this page was not opened from localhost or over https, so memory cannot be shared.';
  if (threads > 1 && repeats) return `${threads} threads: the same seed and number of threads give the same topics again.`;
  if (threads > 1) return `${threads} threads: runs differ a little; one thread repeats exactly.`;
  return `One thread: the same seed gives the same ${repeats ? 'topics' : 'vectors'} again.`;
}
