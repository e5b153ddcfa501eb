'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Select } from 'radix-ui';

export interface ChoiceOption {
  value: string;
  label: string;
  /** What stands for it on a phone, once it is chosen. */
  short?: string;
  /** A second line in the open list. */
  detail?: string;
}

/** A labelled drop-down list. */
export function Choice({ label, value, options, onChange, showLabel = true, placeholder = 'Choose …', className = '' }: {
  label: string;
  value: string;
  options: ChoiceOption[];
  onChange: (value: string) => void;
  showLabel?: boolean;
  /** What stands there while nothing is chosen. */
  placeholder?: string;
  className?: string;
}) {
  const chosen = options.find((o) => o.value === value);
  return (
    <div className={`min-w-0 ${className}`}>
      {showLabel && <div className="mb-1 text-small text-muted" aria-hidden>{label}</div>}
      <Select.Root value={value} onValueChange={onChange}>
        <Select.Trigger
          aria-label={label}
          className="flex min-h-8 w-full min-w-0 items-center justify-between gap-2 rounded-md border border-line bg-surface px-2.5 text-left hover:border-strong-line max-lg:min-h-11 max-sm:gap-1 max-sm:px-2 short:gap-1 short:px-2"
        >
          <span className="truncate"><Select.Value placeholder={placeholder}>{chosen?.short && <><span className="max-sm:hidden short:hidden">{chosen.label}</span><span className="hidden max-sm:inline short:inline">{chosen.short}</span></>}</Select.Value></span>
          <ChevronDown size={14} className="shrink-0 text-muted" aria-hidden />
        </Select.Trigger>
        <Select.Portal>
          <Select.Content
            position="popper"
            sideOffset={4}
            className="z-50 max-h-(--radix-select-content-available-height) w-max min-w-(--radix-select-trigger-width) max-w-90 overflow-hidden rounded-lg border border-line bg-surface shadow-float"
          >
            <Select.Viewport className="p-1">
              {options.map((o) => (
                <Select.Item
                  key={o.value}
                  value={o.value}
                  className="flex min-h-8 items-center gap-2 rounded-md px-2 py-1 outline-none data-highlighted:bg-sunken max-lg:min-h-11"
                >
                  <div className="min-w-0 grow">
                    <Select.ItemText>{o.label}</Select.ItemText>
                    {o.detail && <div className="text-small text-muted">{o.detail}</div>}
                  </div>
                  <Select.ItemIndicator><Check size={14} className="text-accent" aria-hidden /></Select.ItemIndicator>
                </Select.Item>
              ))}
            </Select.Viewport>
          </Select.Content>
        </Select.Portal>
      </Select.Root>
    </div>
  );
}
