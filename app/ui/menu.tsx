'use client';

import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

export interface MenuItem {
  title: string;
  /** A second line. */
  detail: string;
  disabled?: boolean;
  onSelect: () => void;
}

/** A button that opens a list of things to do. */
export function Menu({ trigger, items, side = 'bottom' }: { trigger: ReactNode; items: MenuItem[]; side?: 'top' | 'bottom' }) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content side={side} align="end" sideOffset={6} collisionPadding={8} className="z-50 max-w-80 rounded-lg border border-line bg-surface p-1 shadow-float">
          {items.map(({ title, detail, disabled = false, onSelect }) => (
            <DropdownMenu.Item key={title} disabled={disabled} onSelect={onSelect} className="cursor-pointer rounded-md px-2.5 py-1.5 outline-none data-disabled:cursor-default data-highlighted:bg-sunken">
              <span className={`block ${disabled ? 'text-muted' : ''}`}>{title}</span>
              <span className="block text-small text-muted">{detail}</span>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
