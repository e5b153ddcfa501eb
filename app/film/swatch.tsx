/** The colour of a curve beside its name. */
export function Swatch({ className }: { className: string }) {
  return <span className={`inline-block h-0.5 w-4 shrink-0 rounded-full ${className}`} aria-hidden />;
}
