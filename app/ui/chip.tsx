import type { ButtonHTMLAttributes } from 'react';

/** A small suggestion that does one thing when it is chosen. */
export function Chip(props: ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type="button" className="min-h-7 rounded-full border border-line px-2.5 text-small text-soft hover:border-strong-line hover:text-ink max-lg:min-h-11" {...props} />;
}
