import type { ButtonHTMLAttributes } from 'react';

const kinds = {
  primary: 'bg-accent text-on-accent font-medium px-2.5 hover:brightness-110',
  plain: 'border border-line bg-surface px-2.5 hover:border-strong-line',
  quiet: 'px-2 text-soft hover:bg-sunken hover:text-ink',
} as const;

/** One primary a panel; the rest plain or quiet. */
export function Button({ kind = 'plain', className = '', ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & { kind?: keyof typeof kinds }) {
  return (
    <button
      type="button"
      className={`inline-flex min-h-8 items-center justify-center gap-1.5 rounded-md whitespace-nowrap transition-colors [&_svg]:shrink-0 disabled:pointer-events-none disabled:opacity-50 max-lg:min-h-11 ${kinds[kind]} ${className}`}
      {...rest}
    />
  );
}
