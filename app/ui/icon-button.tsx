import type { ButtonHTMLAttributes } from 'react';

/** A small button that shows a picture alone; its label is read aloud and shown by pointing. */
export function IconButton({ label, ...rest }: { label: string } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button {...rest} type="button" aria-label={label} title={label} className="grid size-8 place-items-center rounded-md text-soft hover:bg-sunken hover:text-ink max-lg:size-11" />;
}
