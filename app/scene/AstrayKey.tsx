/** What the lines of a map's errors mean, with how many there are: on the card of a word and beside the chosen one. */
export function AstrayKey({ astray: { k, kept, torn, pushed } }: { astray: Record<'kept' | 'torn' | 'pushed', { length: number }> & { k: number } }) {
  return (
    <div className="figures text-soft" data-testid="astray">
      <p>{kept.length} of {k} true neighbours are near here</p>
      {torn.length > 0 && <p className="flex items-center gap-1.5"><Line className="text-torn" dashes="7 4" width={1.5} /> {torn.length} torn away by the map</p>}
      {pushed.length > 0 && <p className="flex items-center gap-1.5"><Line className="text-pushed" dashes="0.5 4" width={2.5} /> {pushed.length} only seem near</p>}
    </div>
  );
}

function Line({ className, dashes, width }: { className: string; dashes: string; width: number }) {
  return (
    <svg width="26" height="6" viewBox="0 0 26 6" aria-hidden className={`shrink-0 ${className}`}>
      <line x1="1" y1="3" x2="25" y2="3" stroke="currentColor" strokeWidth={width} strokeDasharray={dashes} strokeLinecap="round" />
    </svg>
  );
}
