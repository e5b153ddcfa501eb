'use client';

import type { Option } from '../../lib/options';
import { Choice } from './choice';
import { NumberField } from './number-field';

/** A setting as its declaration asks for it: a number, or one of several ways. */
export function OptionField({ option, value, onChange }: { option: Option; value: number; onChange: (value: number) => void }) {
  if (!option.choices) return <NumberField option={option} value={value} onChange={onChange} />;
  return (
    <div>
      <Choice label={option.label} value={String(value)} options={option.choices.map((label, i) => ({ value: String(i), label }))} onChange={(v) => onChange(Number(v))} />
      <p className="mt-0.5 text-small text-muted">{option.help}</p>
    </div>
  );
}
