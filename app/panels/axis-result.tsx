'use client';

import { useMemo } from 'react';
import type { AxisTest, Positions } from '../../lib/projection/projection';
import { select } from '../../lib/store/questions';
import { share, small } from '../ui/numbers';

/** Words shown at either end. */
const SHOWN = 6;
/** Below it chance is called unlikely. */
const LEVEL = 0.05;

/** What came of an axis: whether it sets words apart more than chance does, and the words farthest out. */
export function AxisResult({ number, title, test, positions, names }: { number: number; title: string; test: AxisTest; positions: Positions; names: string[] }) {
  const ends = useMemo(() => farthest(positions, number), [positions, number]);
  return (
    <div data-testid="axis-result" className="space-y-1.5 border-t border-line pt-3">
      <h3 className="font-medium">{title}</h3>
      <p className="figures text-small text-soft">{verdict(test)}</p>
      <p className="figures text-small text-muted">
        Spread (standard deviation of {test.words.toLocaleString('en')} words along the axis) {share(test.spread)}{test.trials > 0 && `; by chance ${share(test.chance.median)}, in one of twenty over ${share(test.chance.upper)}`}.
      </p>
      <div className="grid grid-cols-2 gap-3">
        {ends.map((rows, side) => (
          <ol key={side === 0 ? 'from' : 'to'} aria-label={`Farthest towards ${title.split(' … ')[side]}`} className={side === 1 ? 'text-right' : ''}>
            {rows.map((row) => (
              <li key={row}>
                <button type="button" draggable onDragStart={(e) => e.dataTransfer.setData('text/plain', names[row])} className={`min-h-6 w-full truncate rounded px-1 hover:bg-sunken max-lg:min-h-9 ${side === 1 ? 'text-right' : 'text-left'}`} onClick={() => select(names[row])}>{names[row]}</button>
              </li>
            ))}
          </ol>
        ))}
      </div>
    </div>
  );
}

function verdict({ trials, asWide, p }: AxisTest): string {
  if (trials === 0) return 'Not compared with chance.';
  const counted = `${asWide === 0 ? 'none' : asWide.toLocaleString('en')} of ${trials.toLocaleString('en')} axes between words drawn by chance, about as frequent, spread${asWide === 1 ? 's' : ''} the words at least as widely (p = ${small(p)})`;
  if (p <= LEVEL) return `Wider than chance: ${counted}.`;
  return `No wider than chance: ${counted}. The order along it can still mean something; it only does not set the words as a whole apart more than other pairs do.`;
}

/** The rows with the least places along one axis and those with the greatest, outermost first. */
function farthest({ dims, values }: Positions, axis: number): [number[], number[]] {
  const order = Array.from({ length: values.length / dims }, (_, row) => row).sort((a, b) => values[a * dims + axis] - values[b * dims + axis]);
  return [order.slice(0, SHOWN), order.slice(-SHOWN).reverse()];
}
