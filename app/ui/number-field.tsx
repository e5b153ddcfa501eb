'use client';

import { useId, useState } from 'react';
import { allowed, type Option } from '../../lib/options';

/** A number with its range and what it does to the result. Keeps what is typed until it makes sense or another value is given. */
export function NumberField({ option, value, onChange }: { option: Option; value: number; onChange: (value: number) => void }) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [seen, setSeen] = useState(value);
  if (!Object.is(value, seen)) {
    setSeen(value);
    if (draft !== null && !Object.is(value, numberOf(draft))) setDraft(null);
  }
  const wrong = !allowed(option, draft === null ? value : numberOf(draft));
  return (
    <div>
      <div className="flex items-center justify-between gap-3">
        <label htmlFor={id}>{option.label}</label>
        <input
          id={id}
          inputMode="decimal"
          className={`figures h-8 w-22 shrink-0 rounded-md border bg-surface px-2 text-right max-lg:h-11 ${wrong ? 'border-accent' : 'border-line hover:border-strong-line'}`}
          value={draft ?? String(value)}
          aria-invalid={wrong}
          aria-describedby={`${id}-help`}
          onChange={(e) => {
            setDraft(e.target.value);
            onChange(numberOf(e.target.value));
          }}
          onBlur={() => !wrong && setDraft(null)}
        />
      </div>
      <p id={`${id}-help`} className={`mt-0.5 text-small ${wrong ? 'text-accent' : 'text-muted'}`}>
        {wrong ? `Must be ${option.integer ? 'a whole number' : 'a number'} from ${option.min} to ${option.max}.` : option.help}
      </p>
    </div>
  );
}

/** Nothing is no number, where `Number` makes it 0. */
function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}
